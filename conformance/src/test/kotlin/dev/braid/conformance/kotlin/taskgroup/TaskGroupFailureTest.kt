package dev.braid.conformance.kotlin.taskgroup

import dev.braid.Asyncio
import dev.braid.BaseExceptionGroup
import dev.braid.CancelledError
import dev.braid.ExceptionGroup
import dev.braid.GeneratorExit
import dev.braid.Task
import dev.braid.TaskFactory
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
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** What happens when a member fails. */
class TaskGroupFailureTest : KotlinCases() {
    private fun fail(t: Trace, seconds: Int, error: RuntimeException): suspend () -> Unit = {
        sleep(seconds.seconds)
        t.log("fails with", error)
        throw error
    }

    private fun stay(t: Trace, time: Duration = 10.seconds): suspend () -> Unit = {
        t.log("starts")
        try {
            sleep(time)
            t.log("ends")
        } catch (e: CancelledError) {
            t.log("cancelled", e)
            throw e
        }
    }

    @KotlinCase("TASKGROUP-11")
    suspend fun aMemberThatRaisesCancelledErrorIsJustCancelled(t: Trace) {
        val givesUp: suspend () -> Unit = {
            sleep(1.seconds)
            throw CancelledError("my own")
        }

        val other = taskGroup {
            val quitter = launch(named("quitter"), givesUp)
            val stays = launch(named("other"), stay(t, 2.seconds))
            sleep(1500.milliseconds)
            t.log("body goes on, quitter cancelled", quitter.cancelled())
            stays
        }
        t.log("other ended well", other.done() && !other.cancelled())

        try {
            taskGroup {
                launch(named("quitter"), givesUp)
                launch(named("bad"), fail(t, 2, Boom("a")))
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
        }
    }

    @KotlinCase("TASKGROUP-12")
    suspend fun firstFailureCancelsTheSiblings(t: Trace) {
        val tasks = ArrayList<Task<*>>()
        try {
            taskGroup {
                tasks += launch(named("one"), stay(t))
                launch(named("bad"), fail(t, 1, Boom("a")))
                tasks += launch(named("done"), stay(t, 500.milliseconds))
                tasks += launch(named("two"), stay(t))
            }
            t.log("not reached")
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
        }
        t.log("cancelled", tasks.map { it.cancelled() })
    }

    @KotlinCase("TASKGROUP-15")
    suspend fun theExitWaitsForTheSiblingsCleanUp(t: Trace) {
        try {
            taskGroup {
                launch(named("slow"), cleansUp(t, 3))
                launch(named("fast"), cleansUp(t, 1))
                launch(named("bad"), fail(t, 1, Boom("a")))
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
        }
    }

    private fun cleansUp(t: Trace, seconds: Int): suspend () -> Unit = {
        try {
            sleep(10.seconds)
        } finally {
            t.log("cleans up")
            sleep(seconds.seconds)
            t.log("clean")
        }
    }

    @KotlinCase("TASKGROUP-16")
    suspend fun theRaisedGroupHasAFixedMessageAndNoCause(t: Trace) {
        val failsWithACause: suspend () -> Unit = {
            try {
                throw Bang("cause")
            } catch (cause: Bang) {
                val error = Boom("a")
                error.initCause(cause)
                throw error
            }
        }

        try {
            taskGroup {
                launch(body = failsWithACause)
                sleep(10.seconds) // the body's CancelledError must not become the group's cause
            }
        } catch (e: ExceptionGroup) {
            t.log("message", e.message())
            t.log("caught", e)
            t.log("shows a cause", e.cause != null || e.suppressed.toList() != e.exceptions())
            t.log("the member's own cause", e.exceptions()[0].cause)
        }
    }

    @KotlinCase("TASKGROUP-17")
    suspend fun failuresAreInOrderOfCompletionTheBodysLast(t: Trace) {
        val body: suspend TaskGroup.() -> Unit = {
            launch(named("first joined"), failsLate(t, 3))
            launch(named("second joined"), failsLate(t, 1))
            launch(named("third joined"), failsLate(t, 2))
            sleep(1.seconds)
            t.log("body fails")
            throw Bang("body")
        }
        try {
            taskGroup(body)
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
        }
    }

    private fun failsLate(t: Trace, seconds: Int): suspend () -> Unit = {
        try {
            sleep(10.seconds)
        } catch (e: CancelledError) {
            sleep(seconds.seconds)
            val error = Boom(seconds)
            t.log("fails with", error)
            throw error
        }
    }

    @KotlinCase("TASKGROUP-18")
    suspend fun siblingsThatFailOnBeingCancelledAreInTheGroupToo(t: Trace) {
        try {
            taskGroup {
                launch(named("one"), turns(t, Bang(1)))
                launch(named("good"), stay(t))
                launch(named("bad"), fail(t, 1, Boom("a")))
                launch(named("two"), turns(t, Bang(2)))
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
        }
    }

    private fun turns(t: Trace, error: RuntimeException): suspend () -> Unit = {
        try {
            sleep(10.seconds)
        } catch (e: CancelledError) {
            t.log("cancelled", e)
            throw error
        }
    }

    @KotlinCase("TASKGROUP-19")
    suspend fun aBaseErrorMakesItABaseExceptionGroup(t: Trace) {
        val worse: suspend () -> Unit = {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                throw GeneratorExit()
            }
        }
        val badToo: suspend () -> Unit = {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                throw Bang("b")
            }
        }

        try {
            taskGroup {
                launch(named("bad"), fail(t, 1, Boom("a")))
                launch(named("worse"), worse)
                launch(named("bad too"), badToo)
            }
        } catch (e: BaseExceptionGroup) {
            t.log("ordinary", (e as Any) is ExceptionGroup)
            t.log("caught", e)
        }
    }

    @KotlinCase("TASKGROUP-37")
    suspend fun aFailureDuringTheExitDoesNotCancelWhatFollows(t: Trace) {
        val parent = currentTask()
        val cleansUp: suspend () -> Unit = {
            try {
                sleep(10.seconds)
            } finally {
                sleep(1.seconds)
                t.log("clean", parent.cancelling())
            }
        }

        try {
            taskGroup {
                launch(named("sibling"), cleansUp)
                launch(named("bad"), fail(t, 1, Boom("a")))
                t.log("body ends")
            }
            t.log("not reached")
        } catch (e: ExceptionGroup) {
            t.log("caught", e, parent.cancelling())
            sleep(1.seconds)
            t.log("the handler may wait")
        }
        sleep(1.seconds)
        t.log("goes on", parent.cancelling())
    }

    @KotlinCase("TASKGROUP-55")
    suspend fun aMemberMadeByAMemberStartsAndItsFailureReachesItsMaker(t: Trace) {
        for (factory in listOf(null, TaskFactory.EAGER)) {
            t.log("eager", factory != null)
            Asyncio.runningLoop().setTaskFactory(factory)
            val made = ArrayList<Task<*>>()
            try {
                taskGroup {
                    made += launch(named("maker")) { maker(t, this@taskGroup, 5) }
                }
            } catch (e: ExceptionGroup) {
                t.log("caught", e, made[0].cancelled())
            }
        }
        Asyncio.runningLoop().setTaskFactory(null)
    }

    private suspend fun maker(t: Trace, group: TaskGroup, awaits: Int) {
        val fails: suspend () -> Unit = {
            t.log("starts and fails")
            throw Boom("made")
        }

        group.launch(named("made"), fails)
        t.log("made one")
        repeat(awaits) { n ->
            try {
                yieldNow()
            } catch (e: CancelledError) {
                t.log("cancelled at await", n, e)
                throw e
            }
            t.log("not yet cancelled after await", n)
        }
    }

    @KotlinCase("TASKGROUP-56")
    suspend fun aMemberThatFailsWithinItsCreationDoesNotCancelAtOnce(t: Trace) {
        val parent = currentTask()
        val fails: suspend () -> Unit = {
            t.log("fails")
            throw Boom("at once")
        }

        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER)
        try {
            taskGroup {
                val bad = launch(named("bad"), fails)
                t.log("created", bad.done(), parent.cancelling())
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e, parent.cancelling())
        }
        yieldNow()
        t.log("nothing leaked", parent.cancelling())

        val other = ArrayList<Task<*>>()
        try {
            taskGroup {
                launch(named("bad"), fails)
                t.log("created", parent.cancelling())
                other.add(launch(named("still welcome"), stay(t)))
                try {
                    yieldNow()
                    t.log("not reached")
                } catch (e: CancelledError) {
                    t.log("body cancelled", e, parent.cancelling())
                    throw e
                }
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e, parent.cancelling(), other[0].cancelled())
        }
        yieldNow()
        t.log("nothing leaked", parent.cancelling())
        Asyncio.runningLoop().setTaskFactory(null)
    }
}
