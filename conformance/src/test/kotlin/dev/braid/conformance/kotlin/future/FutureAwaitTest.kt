package dev.braid.conformance.kotlin.future

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.Task
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** Waiting for a future: who goes on when, with what. */
class FutureAwaitTest : KotlinCases() {
    @KotlinCase("FUTURE-16")
    suspend fun everyWaiterGetsTheSameOutcome(t: Trace) {
        val loop = Asyncio.runningLoop()
        val value = Any()
        val error = Boom("bad")
        val outcomes = listOf<(Future<Any>) -> Unit>(
            { it.setResult(value) },
            { it.setException(error) },
            { it.cancel("no more") },
        )

        for (complete in outcomes) {
            val future = loop.createFuture<Any>()
            val waiters = ArrayList<Task<Unit>>()
            for (name in listOf("one", "two", "three")) {
                waiters += createTask(name) {
                    t.log("waits")
                    try {
                        t.log("got the very object", future.await() === value)
                    } catch (e: Boom) {
                        t.log("got the very error", e, e === error)
                    } catch (e: CancelledError) {
                        t.log("got", e)
                    }
                }
            }
            sleep(1.seconds)
            t.log("completes", future)
            complete(future)
            for (waiter in waiters) waiter.await()
        }
    }

    @KotlinCase("FUTURE-17")
    suspend fun waitersGoOnInTheOrderInWhichTheyBeganToWait(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<Unit>()
        val delays = mapOf(
            "third" to 3.seconds,
            "first" to 1.seconds,
            "fourth" to 3500.milliseconds,
            "second" to 2.seconds,
        )

        taskGroup {
            for ((name, delay) in delays) {
                launch(named(name)) {
                    sleep(delay)
                    t.log("begins to wait")
                    future.await()
                    t.log("goes on")
                }
            }
            sleep(5.seconds)
            future.setResult(Unit)
            t.log("completed")
        }
    }

    @KotlinCase("FUTURE-18")
    suspend fun aCompletedFutureIsAwaitedWithoutSuspending(t: Trace) {
        val loop = Asyncio.runningLoop()
        val finished = loop.createFuture<String>()
        val failed = loop.createFuture<String>()
        val cancelled = loop.createFuture<String>()
        finished.setResult("value")
        failed.setException(Boom("bad"))
        cancelled.cancel("gone")
        loop.callSoon { t.log("the next pass") }
        repeat(3) {
            t.log("result", finished.await())
            try {
                failed.await()
            } catch (e: Boom) {
                t.log("exception", e)
            }
            try {
                cancelled.await()
            } catch (e: CancelledError) {
                t.log("cancellation", e)
            }
        }
        yieldNow()
        t.log("end")
    }

    @KotlinCase("FUTURE-19")
    suspend fun waitersGoOnInALaterPass(t: Trace) {
        val loop = Asyncio.runningLoop()
        val future = loop.createFuture<String>()
        val waiter = createTask("waiter") {
            t.log("waits")
            t.log("got", future.await())
            yieldNow()
            t.log("and a pass later")
        }
        yieldNow()
        loop.callSoon { t.log("queued before completion") }
        future.setResult("value")
        t.log("completed, nobody ran")
        loop.callSoon { t.log("queued after completion") }
        yieldNow()
        t.log("a pass later")

        val other = loop.createFuture<Unit>()
        loop.callSoon {
            t.log("completing in a callback")
            other.setResult(Unit)
            t.log("completed there")
        }
        other.await()
        t.log("got that too")
        waiter.await()
    }

    @KotlinCase("FUTURE-44")
    suspend fun aResultThatLooksLikeSomethingElseIsJustAResult(t: Trace) {
        val loop = Asyncio.runningLoop()
        val inner = loop.createFuture<String>()
        val values = mapOf(
            "a tuple" to listOf("a", "b"),
            "an exception" to Boom("a value"),
            "a cancellation" to CancelledError("a value"),
            "a future" to inner,
        )

        for ((name, value) in values) {
            val future = loop.createFuture<Any>()
            val waiter = createTask {
                val got = future.await()
                t.log(name, got === value, future.result<Exception>() === value, future.exception())
            }
            sleep(1.seconds)
            future.setResult(value)
            waiter.await()
            t.log("of the completed future", future.await() === value, future.cancelled())
        }
        t.log("nobody waited for that one", inner.done())
    }
}
