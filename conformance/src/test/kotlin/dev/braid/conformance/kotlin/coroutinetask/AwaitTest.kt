package dev.braid.conformance.kotlin.coroutinetask

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** What awaiting a task or a future gives, when it suspends, and what cannot be awaited. */
class AwaitTest : KotlinCases() {
    @KotlinCase("CORO-19")
    suspend fun awaitingATaskGivesItsOutcome(t: Trace) {
        val error = Boom("failed")
        val returns = suspend {
            sleep(1.seconds)
            "value"
        }
        val fails: suspend () -> Unit = {
            sleep(2.seconds)
            throw error
        }

        val good = createTask(body = returns)
        val bad = createTask(body = fails)
        t.log("value", good.await())
        try {
            bad.await()
        } catch (e: Boom) {
            t.log("caught", e, "the same object", e === error)
        }
    }

    @KotlinCase("CORO-20")
    suspend fun aFinishedTaskCanBeAwaitedAgain(t: Trace) {
        val loop = Asyncio.runningLoop()
        val returns = suspend { arrayListOf("value") }
        val fails: suspend () -> Unit = { throw Boom("failed") }

        val good = createTask(body = returns)
        val bad = createTask(body = fails)
        yieldNow()
        loop.callSoon { t.log("callback") }
        val values = ArrayList<List<String>>()
        val errors = ArrayList<Boom>()
        repeat(3) {
            values += good.await()
            t.log("value", values.last())
            try {
                bad.await()
            } catch (e: Boom) {
                errors += e
                t.log("caught", e)
            }
        }
        t.log("same value", values[0] === values[1] && values[1] === values[2])
        t.log("same error", errors[0] === errors[1] && errors[1] === errors[2])
        yieldNow()
        t.log("end")
    }

    @KotlinCase("CORO-22")
    suspend fun awaitingADoneFutureDoesNotSuspend(t: Trace) {
        val loop = Asyncio.runningLoop()
        val good = loop.createFuture<String>()
        val bad = loop.createFuture<String>()
        val cancelled = loop.createFuture<String>()
        good.setResult("value")
        bad.setException(Boom("failed"))
        cancelled.cancel("cancelled")
        loop.callSoon { t.log("callback") }
        t.log("value", good.await())
        t.log("value", good.await())
        try {
            bad.await()
        } catch (e: Boom) {
            t.log("caught", e)
        }
        try {
            cancelled.await()
        } catch (e: CancelledError) {
            t.log("caught", e)
        }
        yieldNow()
        t.log("end")
    }

    @KotlinCase("CORO-23")
    suspend fun aReturnedFutureIsAValueLikeAnyOther(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<String>()
        val returns: suspend () -> Future<String> = {
            t.log("returns it")
            future
        }

        var value = returns()
        t.log("inline", value === future, "done", value.done())
        value = createTask(body = returns).await()
        t.log("from a task", value === future, "done", value.done())
        future.setResult("value")
        t.log("its own value", value.await())
    }

    @KotlinCase("CORO-25")
    suspend fun aFutureOfAnotherLoopCannotBeAwaited(t: Trace) {
        val loop = Asyncio.runningLoop()
        val other = t.newLoop()
        val foreign = other.createFuture<String>()
        loop.callSoon { t.log("callback") }
        try {
            foreign.await()
        } catch (e: IllegalStateException) {
            t.log("refused", e)
        }
        t.log("untouched", foreign.done())
        sleep(1.seconds)
        t.log("task goes on")

        try {
            createTask { foreign.await() }.await()
        } catch (e: IllegalStateException) {
            t.log("child ended with", e)
        }
        other.close()
    }

    @KotlinCase("CORO-26")
    suspend fun aTaskCannotAwaitItself(t: Trace) {
        val child = suspend {
            Asyncio.runningLoop().callSoon { t.log("callback") }
            try {
                currentTask().await()
            } catch (e: IllegalStateException) {
                t.log("refused", e)
            }
            sleep(1.seconds)
            "value"
        }
        t.log("value", createTask(body = child).await())

        try {
            createTask { currentTask().await() }.await()
        } catch (e: IllegalStateException) {
            t.log("ended with", e)
        }
    }
}
