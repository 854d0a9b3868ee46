package dev.braid.conformance.future;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.InvalidStateException;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A future that follows one of Java's own; asyncio's wrap_future. */
class FutureOfStageTest {

    @Case(value = "FUTURE-38", threads = true)
    void itReceivesTheOutcomeOfAFutureOfAPool(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        CountDownLatch goOn = new CountDownLatch(1);
        Future<String> worked = Future.of(CompletableFuture.supplyAsync(
                () -> {
                    await(goOn);
                    return "worked";
                },
                pool));
        Future<String> failed = Future.of(CompletableFuture.supplyAsync(
                () -> {
                    throw new Boom("work");
                },
                pool));
        t.log("a future of this loop", worked, worked.loop() == loop, worked.done(), failed.done());
        worked.addDoneCallback(f -> t.log("called back", f == worked, Asyncio.runningLoop() == loop));
        goOn.countDown();
        t.log("result", worked.await());
        try {
            failed.await();
        } catch (Boom e) {
            t.log("exception", e);
        }
        t.log("awaited again", worked.await(), failed.exception());
        pool.shutdown();
        if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
            t.log("never: the pool's thread goes on");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Case("FUTURE-39")
    void aFutureOfTheLoopNeedsNoWrapper(Trace t) throws Exception {
        Future<String> future = Asyncio.runningLoop().createFuture();
        t.log("the same future", Future.of(future.toCompletableFuture()) == future);
        Task<String> task = Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(1), "slept"));
        t.log("the same task", Future.of(task.toCompletableFuture()) == task);
        t.log("untouched", future.done(), task.await());
        future.setResult("value");
        t.log("the same when it is done",
                Future.of(future.toCompletableFuture()) == future,
                Future.of(task.toCompletableFuture()) == task);
    }

    @Case("FUTURE-40")
    void cancellingTheWrapperCancelsTheWrapped(Trace t) throws Exception {
        CompletableFuture<String> wrapped = new CompletableFuture<>();
        Future<String> wrapper = Future.of(wrapped);
        Task<Void> waiter = Asyncio.createTask(
                () -> {
                    try {
                        wrapper.await();
                    } catch (CancelledError e) {
                        t.log("cancelled", e);
                    }
                },
                named("waiter"));
        Asyncio.yieldNow();
        t.log("cancel", wrapper.cancel("enough"));
        t.log("wrapper, wrapped", wrapper.cancelled(), wrapped.isCancelled());
        Asyncio.yieldNow();
        t.log("a pass later", wrapper.cancelled(), wrapped.isCancelled());
        t.log("its reader gets", assertThrows(CancellationException.class, wrapped::join));
        waiter.await();

        CompletableFuture<String> another = new CompletableFuture<>();
        Task<String> task = Asyncio.createTask(() -> Future.of(another).await());
        Asyncio.yieldNow();
        task.cancel();
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("by way of a waiting task", e, another.isCancelled());
        }
    }

    @Case(value = "FUTURE-41", plain = true)
    void theWrappedMayBeDoneBeforeTheWrapperIsCancelled(Trace t) throws Exception {
        EventLoop loop = t.newLoop();
        CompletableFuture<Integer> wrapped = new CompletableFuture<>();
        Future<Integer> wrapper = loop.runUntilComplete(() -> Future.of(wrapped));
        wrapped.complete(42);
        t.log("the outcome is on its way", wrapper.done());
        t.log("cancel", wrapper.cancel("late"));
        loop.runUntilComplete(() -> Asyncio.sleep(ofSeconds(1)));
        t.log("wrapped", wrapped.isCancelled(), wrapped.join());
        t.log("wrapper", wrapper.cancelled());
        loop.close();
    }

    @Case(value = "FUTURE-42", plain = true)
    void itBelongsToTheRunningOrRegisteredLoop(Trace t) throws Exception {
        EventLoop loop = t.newLoop();
        EventLoop other = t.newLoop();
        CompletableFuture<String> wrapped = CompletableFuture.completedFuture("value");

        Asyncio.setEventLoop(null);
        t.log("no loop", assertThrows(IllegalStateException.class, () -> Future.of(wrapped)));
        t.log("running", loop.runUntilComplete(() -> wrap(wrapped, t)).loop() == loop);
        Asyncio.setEventLoop(other);
        t.log("running, another registered", loop.runUntilComplete(() -> wrap(wrapped, t)).loop() == loop);
        Future<String> wrapper = Future.of(wrapped);
        t.log("registered", wrapper.loop() == other);
        t.log("got", (String) other.runUntilComplete(wrapper));
        Asyncio.setEventLoop(null);
        loop.close();
        other.close();
    }

    private static Future<String> wrap(CompletableFuture<String> wrapped, Trace t) {
        Future<String> wrapper = Future.of(wrapped);
        t.log("got", wrapper.await());
        return wrapper;
    }

    @Case("FUTURE-43")
    void outcomesOfThePoolsFamilyBecomeTheLoops(Trace t) throws Exception {
        Map<String, Consumer<CompletableFuture<String>>> outcomes = new LinkedHashMap<>();
        outcomes.put("worked", wrapped -> wrapped.complete("pool"));
        outcomes.put("failed", wrapped -> wrapped.completeExceptionally(new Boom("pool")));
        outcomes.put("in a wrong state", wrapped -> wrapped.completeExceptionally(new InvalidStateException("pool")));
        outcomes.put("cancelled", wrapped -> wrapped.cancel(true));
        outcomes.put("failed by a cancellation",
                wrapped -> wrapped.completeExceptionally(new CancellationException("pool")));

        for (Map.Entry<String, Consumer<CompletableFuture<String>>> outcome : outcomes.entrySet()) {
            CompletableFuture<String> wrapped = new CompletableFuture<>();
            Task<Void> task = Asyncio.createTask(() -> waiter(wrapped, t), named(outcome.getKey()));
            Future<String> wrapper = Future.of(wrapped);
            Asyncio.yieldNow();
            outcome.getValue().accept(wrapped);
            t.log("copied at once", wrapper.done());
            Asyncio.yieldNow();
            t.log("a pass later", task.done());
            task.await();
            Future<String> late = Future.of(wrapped);
            t.log("of one that is done", late.done());
            for (Future<String> future : List.of(wrapper, late)) {
                try {
                    future.await();
                } catch (Exception | CancelledError e) {
                    t.log("got", e);
                }
            }
        }
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        Future<String> wrapper = Future.of(cancelled);
        cancelled.cancel(true);
        t.log("cancelled", wrapper.cancelled());
    }

    private static void waiter(CompletableFuture<String> wrapped, Trace t) {
        try {
            t.log("got", Future.of(wrapped).await());
        } catch (CancelledError e) {
            t.log("got", e);
        } catch (Exception e) {
            t.log("got", e, e instanceof InvalidStateException);
        }
    }
}
