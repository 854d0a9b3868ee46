package dev.braid.conformance.kotlin.taskgroup

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.ExceptionGroup
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** When members fail and the parent is cancelled from outside as well: neither is lost, and the count is right. */
class TaskGroupCoincidenceTest : KotlinCases() {
    @KotlinCase("TASKGROUP-33")
    suspend fun whenFailureAndCancellationCoincideTheCancellationIsDeliveredAgain(t: Trace) {
        val cleansUp: suspend () -> Unit = {
            try {
                sleep(10.seconds)
            } finally {
                sleep(2.seconds)
            }
        }

        for (after in listOf(0, 1)) {
            val started = Asyncio.runningLoop().createFuture<Unit>()
            val fails: suspend () -> Unit = {
                started.setResult(Unit)
                yieldNow()
                t.log("fails")
                throw Boom("a")
            }
            val parent: suspend () -> Unit = {
                try {
                    taskGroup {
                        launch(named("bad"), fails)
                        launch(body = cleansUp)
                    }
                    t.log("not reached")
                } catch (e: ExceptionGroup) {
                    t.log("handles", e)
                    try {
                        sleep(10.seconds)
                        t.log("not reached")
                    } catch (again: CancelledError) {
                        t.log("cancelled again", again)
                    }
                    sleep(1.seconds)
                    t.log("cancelled no further")
                }
            }

            val task = createTask("parent", parent)
            started.await()
            if (after > 0) {
                sleep(after.seconds)
            }
            t.log("cancel", task.cancelling(), task.cancel("outside"))
            task.await()
        }
    }

    @KotlinCase("TASKGROUP-34")
    suspend fun whenFailureAndCancellationCoincideTheCountStaysAtOne(t: Trace) {
        val started = Asyncio.runningLoop().createFuture<Unit>()
        val fails: suspend () -> Unit = {
            started.setResult(Unit)
            yieldNow()
            throw Boom("a")
        }
        val parent: suspend () -> Unit = {
            val me = currentTask()
            try {
                taskGroup {
                    launch(named("bad"), fails)
                    try {
                        sleep(1.seconds)
                    } finally {
                        t.log("body unwinds", me.cancelling())
                    }
                }
                t.log("not reached")
            } catch (e: ExceptionGroup) {
                t.log("handles", e, me.cancelling())
            }
            t.log("after the block", me.cancelling())
            sleep(1.seconds)
            t.log("not reached")
        }

        val task = createTask("parent", parent)
        started.await()
        t.log("before", task.cancelling())
        task.cancel()
        t.log("cancel", task.cancelling())
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("parent ended with", e, task.cancelled(), task.cancelling())
        }
    }

    @KotlinCase("TASKGROUP-35")
    suspend fun afterAGroupOfFailuresTheCountIsWhatItWas(t: Trace) {
        val me = currentTask()

        t.log("before", me.cancelling())
        blockOfFailures(t)
        sleep(1.seconds)
        t.log("the next await works", me.cancelling())

        me.cancel("swallowed")
        try {
            sleep(10.seconds)
        } catch (e: CancelledError) {
            t.log("cancelled", e, me.cancelling())
        }
        blockOfFailures(t)
        t.log("still counted", me.cancelling())
        me.uncancel()
        try {
            sleep(1.seconds)
            t.log("taken back", me.cancelling())
        } catch (e: CancelledError) {
            t.log("not reached", e)
        }
    }

    private suspend fun blockOfFailures(t: Trace) {
        val me = currentTask()
        try {
            taskGroup {
                launch(body = fails(1))
                launch(body = fails(2))
                try {
                    sleep(10.seconds)
                } finally {
                    t.log("body unwinds", me.cancelling())
                }
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e, me.cancelling())
        }
    }

    private fun fails(number: Int): suspend () -> Unit = {
        yieldNow()
        throw Boom(number)
    }
}
