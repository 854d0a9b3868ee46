package dev.braid.conformance.kotlin.taskgroup

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.TaskGroup
import dev.braid.TaskOptions.named
import dev.braid.Timeout
import dev.braid.TimeoutException
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
import dev.braid.kotlin.timeout
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds
import kotlin.time.toJavaDuration

/** What else may end a group that was told to end early: failures, cancellations from outside, a timeout. */
class TaskGroupCancelCallOutcomeTest : KotlinCases() {
    private fun stay(t: Trace, cleanUp: Int = 0): suspend () -> Unit = {
        t.log("starts")
        try {
            sleep(10.seconds)
            t.log("ends")
        } catch (e: CancelledError) {
            t.log("cancelled", e)
            if (cleanUp > 0) {
                sleep(cleanUp.seconds)
                t.log("clean")
            }
            throw e
        }
    }

    @KotlinCase("TASKGROUP-69")
    suspend fun failuresOfMembersSurfaceInSpiteOfTheCancelCall(t: Trace) {
        val failsThenBodyCancels: suspend () -> Unit = {
            sleep(1.seconds)
            throw Boom("before")
        }
        val failsOnCancel: suspend () -> Unit = {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                sleep(1.seconds)
                throw Boom("after")
            }
        }

        val me = currentTask()
        try {
            taskGroup {
                launch(body = failsThenBodyCancels)
                launch(named("sibling"), stay(t))
                try {
                    sleep(10.seconds)
                } finally {
                    cancel()
                }
            }
        } catch (e: Throwable) {
            t.log("before the call", e, me.cancelling())
        }
        try {
            taskGroup {
                launch(body = failsOnCancel)
                launch(named("sibling"), stay(t))
                sleep(1.seconds)
                cancel()
            }
        } catch (e: Throwable) {
            t.log("after the call", e, me.cancelling())
        }
        try {
            taskGroup {
                val cancelsThenFails: suspend () -> Unit = {
                    cancel()
                    throw Boom("right after")
                }
                launch(body = cancelsThenFails)
                sleep(10.seconds)
            }
        } catch (e: Throwable) {
            t.log("by the caller", e, me.cancelling())
        }
        sleep(1.seconds)
        t.log("goes on")
    }

    @KotlinCase("TASKGROUP-70")
    suspend fun aFailureOfTheBodySurfacesInSpiteOfTheCancelCall(t: Trace) {
        val me = currentTask()
        val afterTheCall: suspend TaskGroup.() -> Unit = {
            launch(named("member"), stay(t))
            yieldNow()
            cancel()
            throw Boom("after the call")
        }
        try {
            taskGroup(afterTheCall)
        } catch (e: Throwable) {
            t.log("escaped", e, me.cancelling())
        }
        val beforeTheCall: suspend TaskGroup.() -> Unit = {
            launch(named("member"), stay(t))
            yieldNow()
            try {
                throw Boom("before the call")
            } finally {
                cancel()
            }
        }
        try {
            taskGroup(beforeTheCall)
        } catch (e: Throwable) {
            t.log("escaped", e, me.cancelling())
        }
        try {
            taskGroup {
                cancel()
                try {
                    sleep(10.seconds)
                } catch (e: CancelledError) {
                    throw Boom("instead of the cancellation")
                }
            }
        } catch (e: Throwable) {
            t.log("escaped", e, me.cancelling())
        }
        sleep(1.seconds)
        t.log("goes on")
    }

    @KotlinCase("TASKGROUP-71")
    suspend fun aCancellationFromOutsideIsNotAbsorbed(t: Trace) {
        val memberCancels: suspend () -> Unit = {
            try {
                taskGroup {
                    launch(named("member"), stay(t, 2))
                    launch {
                        sleep(1.seconds)
                        cancel()
                    }
                }
                t.log("not reached")
            } catch (e: CancelledError) {
                t.log("escaped", e, currentTask().cancelling())
                throw e
            }
        }
        val bodyCancels: suspend () -> Unit = {
            taskGroup {
                launch(named("member"), stay(t, 2))
                sleep(1.seconds)
                cancel()
            }
            t.log("not reached")
        }

        for (parent in listOf(memberCancels, bodyCancels)) {
            val task = createTask("parent", parent)
            sleep(2.seconds)
            t.log("cancel", task.cancelling(), task.cancel("outside"))
            try {
                task.await()
            } catch (e: CancelledError) {
                t.log("parent ended with", e, task.cancelled())
            }
        }
    }

    @KotlinCase("TASKGROUP-72")
    suspend fun aStrangerMayCancelAGroupThatWaitsAtItsExit(t: Trace) {
        val me = currentTask()
        taskGroup {
            launch(named("one"), stay(t, 1))
            launch(named("two"), stay(t))
            Asyncio.runningLoop().callLater(1.seconds.toJavaDuration()) {
                cancel()
                t.log("cancelled the group", me.cancelling())
            }
            t.log("body ends")
        }
        t.log("left normally", me.cancelling())
        val stranger = taskGroup {
            launch(named("three"), stay(t))
            val other = createTask("stranger") {
                sleep(1.seconds)
                cancel()
                t.log("cancelled the group", me.cancelling())
            }
            t.log("body ends")
            other
        }
        t.log("left normally", me.cancelling())
        stranger.await()
        sleep(1.seconds)
        t.log("goes on")
    }

    @KotlinCase("TASKGROUP-74")
    suspend fun aTimeoutThatExpiresDuringTheWindDownIsNotSwallowed(t: Trace) {
        val me = currentTask()
        val timeouts = ArrayList<Timeout>()
        try {
            timeout(2.seconds) {
                timeouts.add(this)
                taskGroup {
                    launch(named("slow"), stay(t, 3))
                    sleep(1.seconds)
                    cancel()
                    t.log("cancelled the group")
                }
                t.log("not reached")
            }
        } catch (e: TimeoutException) {
            t.log("caught", e, timeouts[0].expired(), me.cancelling())
        }
        sleep(1.seconds)
        t.log("goes on", me.cancelling())
    }
}
