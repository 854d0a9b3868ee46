package dev.braid.conformance.kotlin.taskgroup

import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.TaskGroup
import dev.braid.TaskOptions.named
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
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.seconds

/** What happens when the parent task is cancelled from outside. */
class TaskGroupCancellationTest : KotlinCases() {
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

    @KotlinCase("TASKGROUP-26")
    suspend fun cancellingTheParentAtTheExitCancelsTheMembers(t: Trace) {
        val parent: suspend () -> Unit = {
            taskGroup {
                launch(named("slow"), stay(t, 2))
                launch(named("fast"), stay(t, 1))
                t.log("body ends")
            }
            t.log("not reached")
        }

        val task = createTask("parent", parent)
        sleep(1.seconds)
        t.log("cancel", task.cancel())
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("parent ended with", e, task.cancelled(), task.cancelling())
        }
    }

    @KotlinCase("TASKGROUP-27")
    suspend fun cancellingTheParentInItsBodyCancelsBodyAndMembers(t: Trace) {
        val parent: suspend () -> Unit = {
            try {
                taskGroup {
                    launch(named("one"), stay(t, 1))
                    launch(named("two"), stay(t))
                    try {
                        sleep(10.seconds)
                    } finally {
                        t.log("body unwinds")
                    }
                }
                t.log("not reached")
            } catch (e: CancelledError) {
                t.log("escaped", e)
                throw e
            }
        }

        val task = createTask("parent", parent)
        sleep(1.seconds)
        t.log("cancel", task.cancel())
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("parent ended with", e, task.cancelled(), task.cancelling())
        }
    }

    @KotlinCase("TASKGROUP-28")
    suspend fun cancellingTheParentOfAnEmptyGroupIsAPlainCancellation(t: Trace) {
        val parent: suspend () -> Unit = {
            try {
                taskGroup {
                    try {
                        sleep(10.seconds)
                    } catch (e: CancelledError) {
                        t.log("body sees", e)
                        throw e
                    }
                }
                t.log("not reached")
            } catch (e: CancelledError) {
                t.log("escaped", e)
                throw e
            }
        }

        val task = createTask("parent", parent)
        sleep(1.seconds)
        t.log("cancel", task.cancel())
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("parent ended with", e, task.cancelled(), task.cancelling())
        }
    }

    @KotlinCase("TASKGROUP-29")
    suspend fun theMessageOfAnOutsideCancellationIsKept(t: Trace) {
        for (where in listOf("in the body", "at the exit")) {
            val parent: suspend () -> Unit = {
                try {
                    taskGroup {
                        launch(named("member"), stay(t, 1))
                        sleep(if (where == "in the body") 10.seconds else ZERO)
                        t.log("body ends")
                    }
                } catch (e: CancelledError) {
                    t.log("escaped", e)
                    throw e
                }
            }

            val task = createTask("parent", parent)
            sleep(1.seconds)
            t.log("cancel", task.cancel(where))
            try {
                task.await()
            } catch (e: CancelledError) {
                t.log("parent ended with", e)
            }
        }
    }

    @KotlinCase("TASKGROUP-30")
    suspend fun membersThatFailCleaningUpWinOverTheCancellation(t: Trace) {
        for (where in listOf("in the body", "at the exit")) {
            val parent: suspend () -> Unit = {
                taskGroup {
                    launch(body = failsOnCancel(1))
                    launch(named("good"), stay(t))
                    launch(body = failsOnCancel(2))
                    sleep(if (where == "in the body") 10.seconds else ZERO)
                }
                t.log("not reached")
            }

            val task = createTask("parent", parent)
            sleep(1.seconds)
            t.log("cancel", task.cancel(where))
            try {
                task.await()
            } catch (e: Throwable) {
                t.log("parent ended with", e, task.cancelled())
            }
        }
    }

    private fun failsOnCancel(number: Int): suspend () -> Unit = {
        try {
            sleep(10.seconds)
        } catch (e: CancelledError) {
            sleep(1.seconds)
            throw Boom(number)
        }
    }

    @KotlinCase("TASKGROUP-31")
    suspend fun aBodyThatTurnsTheCancellationIntoAFailureWinsOverIt(t: Trace) {
        val parent: suspend () -> Unit = {
            taskGroup {
                launch(named("member"), stay(t, 1))
                try {
                    sleep(10.seconds)
                } catch (e: CancelledError) {
                    t.log("body turns", e)
                    throw Boom("body")
                }
            }
            t.log("not reached")
        }

        val task = createTask("parent", parent)
        sleep(1.seconds)
        t.log("cancel", task.cancel("outside"))
        try {
            task.await()
        } catch (e: Throwable) {
            t.log("parent ended with", e, task.cancelled())
        }
    }

    @KotlinCase("TASKGROUP-32")
    suspend fun aMemberThatFailsDuringTheBodysCleanUpWinsOverTheCancellation(t: Trace) {
        val fails: suspend () -> Unit = {
            sleep(2.seconds)
            t.log("fails")
            throw Boom("member")
        }
        val patient: suspend () -> Unit = { sleep(5.seconds) }
        val stubborn: suspend () -> Unit = {
            try {
                sleep(5.seconds)
            } catch (e: CancelledError) {
                t.log("clean-up interrupted", e, currentTask().cancelling())
                sleep(1.seconds)
            }
        }

        for (cleanUp in listOf(patient, stubborn)) {
            val parent: suspend () -> Unit = {
                taskGroup {
                    launch(named("bad"), fails)
                    launch(named("sibling"), stay(t))
                    try {
                        sleep(10.seconds)
                    } finally {
                        t.log("body cleans up")
                        cleanUp()
                        t.log("clean-up ended")
                    }
                }
                t.log("not reached")
            }

            val task = createTask("parent", parent)
            sleep(1.seconds)
            t.log("cancel", task.cancel("outside"))
            try {
                task.await()
            } catch (e: Throwable) {
                t.log("parent ended with", e, task.cancelled())
            }
        }
    }

    @KotlinCase("TASKGROUP-58")
    suspend fun aTimeoutAroundAGroupCancelsItAll(t: Trace) {
        val tasks = ArrayList<Task<*>>()
        try {
            timeout(1.seconds) {
                taskGroup {
                    tasks += launch(named("one"), stay(t, 1))
                    tasks += launch(named("two"), stay(t))
                    try {
                        sleep(10.seconds)
                    } catch (e: CancelledError) {
                        t.log("body cancelled", e)
                        throw e
                    }
                }
            }
        } catch (e: TimeoutException) {
            t.log("caught", e, currentTask().cancelling())
        }
        t.log("cancelled", tasks.map { it.cancelled() })

        try {
            timeout(1.seconds) {
                taskGroup {
                    tasks += launch(named("three"), stay(t))
                    t.log("body ends")
                }
            }
        } catch (e: TimeoutException) {
            t.log("caught", e, currentTask().cancelling())
        }
        t.log("cancelled", tasks[2].cancelled())
    }

    @KotlinCase("TASKGROUP-59")
    suspend fun aBodyThatRaisesCancelledErrorItselfLetsItOut(t: Trace) {
        val me = currentTask()
        val own = CancelledError("my own")
        val tasks = ArrayList<Task<*>>()
        val body: suspend TaskGroup.() -> Unit = {
            tasks += launch(named("member"), stay(t, 1))
            sleep(1.seconds)
            throw own
        }
        try {
            taskGroup(body)
        } catch (e: CancelledError) {
            t.log("escaped", e, e === own, me.cancelling())
        }
        t.log("cancelled", tasks[0].cancelled())
        sleep(1.seconds)
        t.log("goes on")
    }

    @KotlinCase("TASKGROUP-73")
    suspend fun aCancellationPendingAtTheEntryIsDeliveredAtTheFirstSuspension(t: Trace) {
        for (suspend in listOf(true, false)) {
            val parent: suspend () -> Unit = {
                val me = currentTask()
                me.cancel("pending")
                try {
                    taskGroup {
                        t.log("body starts", me.cancelling())
                        launch(named("one"), stay(t))
                        launch(named("two"), stay(t))
                        if (suspend) {
                            try {
                                sleep(1.seconds)
                            } catch (e: CancelledError) {
                                t.log("body cancelled", e)
                                throw e
                            }
                        }
                        t.log("body ends")
                    }
                    t.log("not reached")
                } catch (e: CancelledError) {
                    t.log("escaped", e, me.cancelling())
                    throw e
                }
            }

            val task = createTask("parent", parent)
            try {
                task.await()
            } catch (e: CancelledError) {
                t.log("parent ended with", e)
            }
        }
    }
}
