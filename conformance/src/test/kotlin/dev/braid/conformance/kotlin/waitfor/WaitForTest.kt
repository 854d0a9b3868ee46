package dev.braid.conformance.kotlin.waitfor

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.ContextVar
import dev.braid.TimeoutException
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.get
import dev.braid.kotlin.sleep
import dev.braid.kotlin.waitFor
import dev.braid.kotlin.withLock
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Condition
import dev.braid.sync.Queue
import kotlin.time.Duration.Companion.seconds

/** Awaiting with a limit that leaves time. */
class WaitForTest : KotlinCases() {
    @KotlinCase("WAITFOR-01")
    suspend fun whatIsInTimeGivesItsResult(t: Trace) {
        val child = suspend { sleep(1.seconds, "value") }
        t.log("coroutine", waitFor(2.seconds, child))
        t.log("task", waitFor(createTask(body = child), 2.seconds))
        sleep(5.seconds)
        t.log("nothing is left over")
    }

    @KotlinCase("WAITFOR-02")
    suspend fun withoutALimitItWaitsForEver(t: Trace) {
        val child = suspend { sleep(1_000_000.seconds, "value") }
        t.log("result", waitFor(null, child))
    }

    @KotlinCase("WAITFOR-03")
    suspend fun whatIsLateIsCancelled(t: Trace) {
        val task = createTask("child") {
            try {
                sleep(5.seconds)
            } catch (e: CancelledError) {
                t.log("got", e)
                throw e
            }
        }
        try {
            waitFor(task, 1.seconds)
            t.log("not reached")
        } catch (e: TimeoutException) {
            t.log("caught", e, "done", task.done(), "cancelled", task.cancelled())
        }
    }

    @KotlinCase("WAITFOR-04")
    suspend fun itWaitsForTheCleanUp(t: Trace) {
        val task = createTask("child") {
            try {
                sleep(5.seconds)
            } finally {
                sleep(3.seconds)
                t.log("cleaned up")
            }
        }
        try {
            waitFor(task, 1.seconds)
            t.log("not reached")
        } catch (e: TimeoutException) {
            t.log("caught", e, "done", task.done())
        }
    }

    /** The context of an exception is its cause. */
    @KotlinCase("WAITFOR-05")
    suspend fun theCancellationIsTheContext(t: Trace) {
        for (limit in listOf(1, 0)) {
            val task = createTask("child") { sleep(5.seconds) }
            yieldNow()
            try {
                waitFor(task, limit.seconds)
                t.log("not reached")
            } catch (e: TimeoutException) {
                t.log("caught", e, e.cause)
            }
        }
    }

    @KotlinCase("WAITFOR-06")
    suspend fun anExceptionWhileBeingCancelledWins(t: Trace) {
        val boom = Boom("a")
        for (limit in listOf(1, 0)) {
            val task = createTask("child") {
                try {
                    sleep(5.seconds)
                } catch (e: CancelledError) {
                    sleep(1.seconds)
                    throw boom
                }
            }
            yieldNow()
            try {
                waitFor(task, limit.seconds)
                t.log("not reached")
            } catch (e: Boom) {
                t.log("caught", e, "the same object", e === boom, "requests", requests())
            }
        }
    }

    @KotlinCase("WAITFOR-07")
    suspend fun aValueInSpiteOfTheCancellationIsReturned(t: Trace) {
        val child = suspend {
            try {
                sleep(5.seconds, "not reached")
            } catch (e: CancelledError) {
                t.log("swallows", e)
                sleep(1.seconds)
                "value"
            }
        }
        t.log("task", waitFor(createTask("child", child), 1.seconds))
        t.log("coroutine", waitFor(1.seconds, child), "requests", requests())
    }

    @KotlinCase("WAITFOR-15")
    suspend fun aCoroutineRunsInTheCallingTask(t: Trace) {
        val variable = ContextVar.withDefault("var", "unset")
        val caller = currentTask()
        val child = suspend {
            t.log("the caller", currentTask() === caller, "tasks", Asyncio.allTasks().size)
            variable.set("set")
            sleep(1.seconds)
        }
        for (limit in listOf(10.seconds, null)) {
            waitFor(limit, child)
            t.log("persists", variable.get())
            variable.set("unset")
        }
    }

    @KotlinCase("WAITFOR-17")
    suspend fun aConditionIsLeftWithItsLock(t: Trace) {
        val condition = Condition()
        condition.withLock {
            try {
                waitFor(1.seconds) { condition.await() }
                t.log("not reached")
            } catch (e: TimeoutException) {
                t.log("caught", e, "locked", condition.locked())
            }
        }
        t.log("released", condition.locked())
    }

    @KotlinCase("WAITFOR-18")
    suspend fun aQueueLosesNothing(t: Trace) {
        val queue = Queue<String>()
        try {
            waitFor(1.seconds) { queue.get() }
            t.log("not reached")
        } catch (e: TimeoutException) {
            t.log("caught", e)
        }
        val getter = createTask("getter") { queue.get() }
        sleep(1.seconds)
        queue.putNowait("item")
        t.log("the other reader", getter.await())
        queue.putNowait("another")
        t.log("size", queue.qsize(), queue.getNowait())
    }

    @KotlinCase("WAITFOR-20")
    suspend fun aTimeoutLeavesNoCancellationBehind(t: Trace) {
        for (limit in listOf(1, 0)) {
            try {
                waitFor(Asyncio.createFuture<Unit>(), limit.seconds)
                t.log("not reached")
            } catch (e: TimeoutException) {
                t.log("caught", "requests", requests())
            }
            sleep(1.seconds)
            t.log("goes on")
        }
    }

    private fun requests(): Int = currentTask().cancelling()
}
