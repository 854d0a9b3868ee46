package dev.braid.conformance.kotlin.taskgroup

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.ExceptionGroup
import dev.braid.GroupedErrors
import dev.braid.Task
import dev.braid.TaskGroup
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import kotlin.time.Duration.Companion.seconds

/** What a failure does to the body, and a failing body to its members. */
class TaskGroupBodyTest : KotlinCases() {
    private fun fail(t: Trace, seconds: Int, error: RuntimeException): suspend () -> Unit = {
        sleep(seconds.seconds)
        t.log("fails with", error)
        throw error
    }

    private fun stay(t: Trace): suspend () -> Unit = {
        t.log("starts")
        try {
            sleep(10.seconds)
            t.log("ends")
        } catch (e: CancelledError) {
            t.log("cancelled", e)
            throw e
        }
    }

    @KotlinCase("TASKGROUP-13")
    suspend fun aFailureCancelsTheBodyWhereItWaits(t: Trace) {
        val parent = currentTask()
        try {
            taskGroup {
                launch(named("bad"), fail(t, 1, Boom("a")))
                try {
                    sleep(10.seconds)
                    t.log("not reached")
                } catch (e: CancelledError) {
                    t.log("body cancelled", e, parent.cancelling())
                    throw e
                }
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
        }

        val loop = Asyncio.runningLoop()
        for (first in listOf("the body's wake-up", "the cancellation")) {
            val future = loop.createFuture<String>()
            val setsAndFails: suspend () -> Unit = {
                if (first == "the cancellation") {
                    loop.callSoon { future.setResult("result") } // one pass later, together with the failure
                } else {
                    future.setResult("result")
                }
                throw Boom("b")
            }

            t.log("comes first:", first)
            try {
                taskGroup {
                    launch(body = setsAndFails)
                    try {
                        t.log("body got", future.await(), parent.cancelling())
                        sleep(10.seconds)
                        t.log("not reached")
                    } catch (e: CancelledError) {
                        t.log("body cancelled", e, parent.cancelling())
                        throw e
                    }
                }
            } catch (e: ExceptionGroup) {
                t.log("caught", e)
            }
        }
    }

    @KotlinCase("TASKGROUP-14")
    suspend fun theBodysCancellationStaysInsideTheBlock(t: Trace) {
        val parent = currentTask()
        try {
            taskGroup {
                launch(named("bad"), fail(t, 1, Boom("a")))
                sleep(10.seconds)
            }
            t.log("not reached")
        } catch (e: Throwable) {
            t.log("escaped", e)
        }
        t.log("cancelling", parent.cancelling())
        sleep(1.seconds)
        t.log("goes on")
    }

    @KotlinCase("TASKGROUP-20")
    suspend fun aFailingBodyCancelsTheMembers(t: Trace) {
        val tasks = ArrayList<Task<*>>()
        val body: suspend TaskGroup.() -> Unit = {
            tasks += launch(named("one"), stay(t))
            tasks += launch(named("two"), stay(t))
            sleep(1.seconds)
            t.log("body fails")
            throw Boom("body")
        }
        try {
            taskGroup(body)
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
        }
        t.log("cancelled", tasks.map { it.cancelled() })
        t.log("cancelling", currentTask().cancelling())
    }

    @KotlinCase("TASKGROUP-21")
    suspend fun membersThatHadNoChanceToStartNeverRun(t: Trace) {
        val tasks = ArrayList<Task<*>>()
        val body: suspend TaskGroup.() -> Unit = {
            tasks += launch(named("one"), stay(t))
            tasks += launch(named("two"), stay(t))
            t.log("body fails")
            throw Boom("body")
        }
        try {
            taskGroup(body)
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
        }
        t.log("cancelled", tasks.map { it.cancelled() })
    }

    @KotlinCase("TASKGROUP-22")
    suspend fun aSingleFailureIsWrappedToo(t: Trace) {
        val ofMember = Boom("member")
        val ofBody = Boom("body")
        try {
            taskGroup {
                launch(named("bad"), fail(t, 0, ofMember))
            }
        } catch (e: Throwable) {
            t.log("escaped", e)
            t.log("the same object", (e as GroupedErrors).exceptions()[0] == ofMember)
        }
        val body: suspend TaskGroup.() -> Unit = {
            throw ofBody
        }
        try {
            taskGroup(body)
        } catch (e: Throwable) {
            t.log("escaped", e)
            t.log("the same object", (e as GroupedErrors).exceptions()[0] == ofBody)
        }
    }

    @KotlinCase("TASKGROUP-23")
    suspend fun aBodyThatFailsWhileItUnwindsIsInTheGroupToo(t: Trace) {
        try {
            taskGroup {
                launch(named("bad"), fail(t, 1, Boom("member")))
                try {
                    sleep(10.seconds)
                } catch (e: CancelledError) {
                    t.log("body cancelled", e)
                    throw Bang("body")
                }
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
        }
        t.log("cancelling", currentTask().cancelling())
    }

    @KotlinCase("TASKGROUP-24")
    suspend fun aBodyThatSwallowsTheCancellationGoesOn(t: Trace) {
        val parent = currentTask()
        try {
            taskGroup {
                launch(named("bad"), fail(t, 1, Boom("a")))
                launch(named("sibling"), stay(t))
                try {
                    sleep(10.seconds)
                } catch (e: CancelledError) {
                    t.log("body swallows", e)
                }
                sleep(1.seconds)
                t.log("body goes on", parent.cancelling())
                sleep(1.seconds)
                t.log("body ends", parent.cancelling())
            }
            t.log("not reached")
        } catch (e: ExceptionGroup) {
            t.log("caught", e, parent.cancelling())
        }
    }

    @KotlinCase("TASKGROUP-25")
    suspend fun aBodyThatAwaitsTheFailingMemberSeesACancellation(t: Trace) {
        try {
            taskGroup {
                val bad = launch(named("bad"), fail(t, 1, Boom("a")))
                try {
                    bad.await()
                } catch (e: Throwable) {
                    t.log("body sees", e)
                    throw e
                }
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
        }
    }

    @KotlinCase("TASKGROUP-36")
    suspend fun howeverManyFailTheParentIsCancelledOnce(t: Trace) {
        val parent = currentTask()
        val late: suspend () -> Unit = {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                sleep(1.seconds)
                val error = Bang("late")
                t.log("fails with", error, parent.cancelling())
                throw error
            }
        }

        try {
            taskGroup {
                repeat(3) { n ->
                    launch(body = fail(t, 1, Boom(n)))
                }
                launch(named("late"), late)
                repeat(4) { n ->
                    try {
                        sleep(2.seconds)
                        t.log("body awake", n)
                    } catch (e: CancelledError) {
                        t.log("body cancelled", n, e, parent.cancelling())
                    }
                }
                t.log("body ends", parent.cancelling())
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e, parent.cancelling())
        }
    }
}
