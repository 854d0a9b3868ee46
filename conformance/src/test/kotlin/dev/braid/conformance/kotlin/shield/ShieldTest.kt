package dev.braid.conformance.kotlin.shield

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.TimeoutException
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.shield
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.waitFor
import kotlin.time.Duration.Companion.seconds

/** What reaches through a shield, and what does not. */
class ShieldTest : KotlinCases() {
    @KotlinCase("SHIELD-01")
    suspend fun aShieldGivesTheResult(t: Trace) {
        val child = endsAfter(1)
        t.log("coroutine", shield(child).await())
        val task = createTask("child", child)
        val shield = Asyncio.shield(task)
        t.log("task", shield.await(), "a future of its own", shield !== task)
    }

    private fun endsAfter(seconds: Int): suspend () -> String = { sleep(seconds.seconds, "value") }

    @KotlinCase("SHIELD-02")
    suspend fun aShieldThrowsTheSameException(t: Trace) {
        val boom = Boom("a")
        val fails: suspend () -> Unit = {
            sleep(1.seconds)
            throw boom
        }
        try {
            shield(fails).await()
            t.log("not reached")
        } catch (e: Boom) {
            t.log("caught", e, "the same object", e === boom)
        }
    }

    @KotlinCase("SHIELD-03")
    suspend fun cancellingTheWaiterSparesTheWrappedTask(t: Trace) {
        val inner = createTask("inner") {
            sleep(3.seconds)
            t.log("ends")
            "value"
        }
        val waiter = createTask("waiter") {
            try {
                Asyncio.shield(inner).await()
            } catch (e: CancelledError) {
                t.log("caught", e)
                throw e
            }
        }
        sleep(1.seconds)
        t.log("cancel", waiter.cancel())
        sleep(1.seconds)
        t.log("waiter", waiter.cancelled(), "inner", inner.done(), "requests", inner.cancelling())
        t.log("result", inner.await())
    }

    @KotlinCase("SHIELD-04")
    suspend fun cancellingTheShieldSparesTheInnerFuture(t: Trace) {
        val inner = Asyncio.createFuture<Unit>()
        val shield = Asyncio.shield(inner)
        t.log("cancel", shield.cancel(), "shield", shield.cancelled(), "inner", inner.done())
        sleep(1.seconds)
        t.log("still", inner.done())
    }

    @KotlinCase("SHIELD-05")
    suspend fun aCancelledInnerCancelsTheShield(t: Trace) {
        val inner = Asyncio.createFuture<Unit>()
        val shield = Asyncio.shield(inner)
        val waiter = createTask("waiter") {
            try {
                shield.await()
            } catch (e: CancelledError) {
                t.log("caught", e, "requests", currentTask().cancelling())
            }
        }
        sleep(1.seconds)
        inner.cancel()
        t.log("at once", shield.done())
        waiter.await()
        t.log("shield", shield.cancelled())
    }

    @KotlinCase("SHIELD-06")
    suspend fun aCoroutineIsScheduledByTheCall(t: Trace) {
        val before = Asyncio.allTasks().size
        val child = suspend {
            t.log("begins")
            "value"
        }
        val shield = shield(child)
        t.log("new tasks", Asyncio.allTasks().size - before)
        sleep(1.seconds)
        t.log("done without being awaited", shield.done())
    }

    @KotlinCase("SHIELD-07", plain = true)
    fun withoutALoopACoroutineIsRefused(t: Trace) {
        Asyncio.setEventLoop(null)
        val coroutine = suspend {
            t.log("not reached")
            "value"
        }
        try {
            shield(coroutine)
            t.log("not reached")
        } catch (e: IllegalStateException) {
            t.log("refused", e)
        }
    }

    @KotlinCase("SHIELD-08")
    suspend fun whatIsDoneIsReturnedAsItIs(t: Trace) {
        val done = Asyncio.createFuture<String>()
        val failed = Asyncio.createFuture<String>()
        val cancelled = Asyncio.createFuture<String>()
        done.setResult("value")
        failed.setException(Boom("a"))
        cancelled.cancel()
        t.log("that very future", Asyncio.shield(done) === done)
        t.log("failed", Asyncio.shield(failed) === failed, failed.exception())
        t.log("cancelled", Asyncio.shield(cancelled) === cancelled)
    }

    @KotlinCase("SHIELD-13")
    suspend fun aShieldedAggregateCompletes(t: Trace) {
        val one = Asyncio.createFuture<Int>()
        val two = Asyncio.createFuture<Int>()
        val aggregate = Asyncio.gather(one, two)
        val shield = Asyncio.shield(aggregate)
        sleep(1.seconds)
        shield.cancel()
        sleep(1.seconds)
        t.log("shield", shield.cancelled(), "aggregate", aggregate.done(), "children", one.done(), two.done())
        one.setResult(1)
        two.setResult(2)
        t.log("results", aggregate.await())
    }

    @KotlinCase("SHIELD-14")
    suspend fun theWrappedTaskCanBeAwaitedAgain(t: Trace) {
        val waiter = createTask("waiter") {
            val inner = createTask("inner", endsAfter(3))
            try {
                Asyncio.shield(inner).await()
            } catch (e: CancelledError) {
                t.log("caught", e)
                t.log("result", inner.await())
                throw e
            }
        }
        sleep(1.seconds)
        waiter.cancel()
        wait(listOf(waiter))
        t.log("waiter cancelled", waiter.cancelled())
    }

    @KotlinCase("SHIELD-16")
    suspend fun aTimeoutOfAShieldSparesTheTask(t: Trace) {
        val inner = createTask("inner", endsAfter(3))
        for (limit in listOf(1, 0)) {
            try {
                waitFor(Asyncio.shield(inner), limit.seconds)
                t.log("not reached")
            } catch (e: TimeoutException) {
                t.log("caught", e, "requests", inner.cancelling(), "done", inner.done())
            }
        }
        t.log("result", inner.await())
    }

    @KotlinCase("SHIELD-17")
    suspend fun aShieldCanBeWaitedForWithoutLimit(t: Trace) {
        val inner = createTask("inner", endsAfter(1000))
        t.log("result", waitFor(Asyncio.shield(inner), null), "done", inner.done())
    }

    @KotlinCase("SHIELD-18")
    suspend fun theMessageReachesTheWaiterOnly(t: Trace) {
        val inner = createTask("inner") {
            try {
                sleep(3.seconds)
                t.log("not cancelled")
            } catch (e: CancelledError) {
                t.log("not reached", e)
            }
        }
        val waiter = createTask("waiter") {
            try {
                Asyncio.shield(inner).await()
            } catch (e: CancelledError) {
                t.log("caught", e)
            }
        }
        sleep(1.seconds)
        waiter.cancel("enough")
        waiter.await()
        inner.await()
    }
}
