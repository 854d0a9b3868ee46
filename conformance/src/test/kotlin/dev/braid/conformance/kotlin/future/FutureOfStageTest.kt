package dev.braid.conformance.kotlin.future

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.InvalidStateException
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.runUntil
import dev.braid.conformance.kotlin.harness.runUntilComplete
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import io.kotest.assertions.throwables.shouldThrow
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlin.time.Duration.Companion.seconds

/** A future that follows one of Java's own; asyncio's wrap_future. */
class FutureOfStageTest : KotlinCases() {
    @KotlinCase("FUTURE-38", threads = true)
    suspend fun itReceivesTheOutcomeOfAFutureOfAPool(t: Trace) {
        val loop = Asyncio.runningLoop()
        val pool = Executors.newSingleThreadExecutor()
        val goOn = CountDownLatch(1)
        val works = {
            goOn.await()
            "worked"
        }
        val fails: () -> String = { throw Boom("work") }
        val worked = Future.of(CompletableFuture.supplyAsync(works, pool))
        val failed = Future.of(CompletableFuture.supplyAsync(fails, pool))
        t.log("a future of this loop", worked, worked.loop() === loop, worked.done(), failed.done())
        worked.addDoneCallback { f -> t.log("called back", f === worked, Asyncio.runningLoop() === loop) }
        goOn.countDown()
        t.log("result", worked.await())
        try {
            failed.await()
        } catch (e: Boom) {
            t.log("exception", e)
        }
        t.log("awaited again", worked.await(), failed.exception())
        pool.shutdown()
        if (!pool.awaitTermination(10, TimeUnit.SECONDS)) t.log("never: the pool's thread goes on")
    }

    @KotlinCase("FUTURE-39")
    suspend fun aFutureOfTheLoopNeedsNoWrapper(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<String>()
        t.log("the same future", Future.of(future.toCompletableFuture()) === future)
        val task = createTask { sleep(1.seconds, "slept") }
        t.log("the same task", Future.of(task.toCompletableFuture()) === task)
        t.log("untouched", future.done(), task.await())
        future.setResult("value")
        t.log(
            "the same when it is done",
            Future.of(future.toCompletableFuture()) === future,
            Future.of(task.toCompletableFuture()) === task,
        )
    }

    @KotlinCase("FUTURE-40")
    suspend fun cancellingTheWrapperCancelsTheWrapped(t: Trace) {
        val wrapped = CompletableFuture<String>()
        val wrapper = Future.of(wrapped)
        val waiter = createTask("waiter") {
            try {
                wrapper.await()
            } catch (e: CancelledError) {
                t.log("cancelled", e)
            }
        }
        yieldNow()
        t.log("cancel", wrapper.cancel("enough"))
        t.log("wrapper, wrapped", wrapper.cancelled(), wrapped.isCancelled)
        yieldNow()
        t.log("a pass later", wrapper.cancelled(), wrapped.isCancelled)
        t.log("its reader gets", shouldThrow<CancellationException> { wrapped.join() })
        waiter.await()

        val another = CompletableFuture<String>()
        val task = createTask { Future.of(another).await() }
        yieldNow()
        task.cancel()
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("by way of a waiting task", e, another.isCancelled)
        }
    }

    @KotlinCase("FUTURE-41", plain = true)
    fun theWrappedMayBeDoneBeforeTheWrapperIsCancelled(t: Trace) {
        val loop = t.newLoop()
        val wrapped = CompletableFuture<Int>()
        val wrapper = loop.runUntilComplete(suspend { Future.of(wrapped) })
        wrapped.complete(42)
        t.log("the outcome is on its way", wrapper.done())
        t.log("cancel", wrapper.cancel("late"))
        loop.runUntilComplete(suspend { sleep(1.seconds) })
        t.log("wrapped", wrapped.isCancelled, wrapped.join())
        t.log("wrapper", wrapper.cancelled())
        loop.close()
    }

    @KotlinCase("FUTURE-42", plain = true)
    fun itBelongsToTheRunningOrRegisteredLoop(t: Trace) {
        val loop = t.newLoop()
        val other = t.newLoop()
        val wrapped = CompletableFuture.completedFuture("value")

        Asyncio.setEventLoop(null)
        t.log("no loop", shouldThrow<IllegalStateException> { Future.of(wrapped) })
        t.log("running", loop.runUntilComplete(suspend { wrap(wrapped, t) }).loop() === loop)
        Asyncio.setEventLoop(other)
        t.log("running, another registered", loop.runUntilComplete(suspend { wrap(wrapped, t) }).loop() === loop)
        val wrapper = Future.of(wrapped)
        t.log("registered", wrapper.loop() === other)
        t.log("got", other.runUntil(wrapper))
        Asyncio.setEventLoop(null)
        loop.close()
        other.close()
    }

    private suspend fun wrap(wrapped: CompletableFuture<String>, t: Trace): Future<String> {
        val wrapper = Future.of(wrapped)
        t.log("got", wrapper.await())
        return wrapper
    }

    @KotlinCase("FUTURE-43")
    suspend fun outcomesOfThePoolsFamilyBecomeTheLoops(t: Trace) {
        val outcomes = mapOf<String, (CompletableFuture<String>) -> Unit>(
            "worked" to { it.complete("pool") },
            "failed" to { it.completeExceptionally(Boom("pool")) },
            "in a wrong state" to { it.completeExceptionally(InvalidStateException("pool")) },
            "cancelled" to { it.cancel(true) },
            "failed by a cancellation" to { it.completeExceptionally(CancellationException("pool")) },
        )

        for ((name, complete) in outcomes) {
            val wrapped = CompletableFuture<String>()
            val task = createTask(name) { waiter(wrapped, t) }
            val wrapper = Future.of(wrapped)
            yieldNow()
            complete(wrapped)
            t.log("copied at once", wrapper.done())
            yieldNow()
            t.log("a pass later", task.done())
            task.await()
            val late = Future.of(wrapped)
            t.log("of one that is done", late.done())
            for (future in listOf(wrapper, late)) {
                try {
                    future.await()
                } catch (e: Throwable) {
                    t.log("got", e)
                }
            }
        }
        val cancelled = CompletableFuture<String>()
        val wrapper = Future.of(cancelled)
        cancelled.cancel(true)
        t.log("cancelled", wrapper.cancelled())
    }

    private suspend fun waiter(wrapped: CompletableFuture<String>, t: Trace) {
        try {
            t.log("got", Future.of(wrapped).await())
        } catch (e: CancelledError) {
            t.log("got", e)
        } catch (e: Exception) {
            t.log("got", e, e is InvalidStateException)
        }
    }
}
