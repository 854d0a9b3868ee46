package dev.braid.conformance.tothread;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/** What runs in the thread, what it sees, and what comes back from it. */
class ToThreadTest {

    @Case("TOTHREAD-01")
    void theFunctionRunsInTheDefaultPoolWhileTheLoopGoesOn(Trace t) {
        CountDownLatch release = new CountDownLatch(1);
        Callable<Boolean> blocking = () -> {
            release.await();
            return Thread.currentThread().getName().startsWith("default");
        };
        VoidCoroutine other = () -> {
            t.log("the loop goes on");
            release.countDown();
        };

        Asyncio.runningLoop()
                .setDefaultExecutor(Executors.newCachedThreadPool(code -> new Thread(code, "default")));
        Asyncio.createTask(other);
        t.log("in the default pool", Asyncio.toThread(blocking));
    }

    @Case("TOTHREAD-02")
    void anExceptionOfTheFunctionIsRaisedFromTheAwait(Trace t) {
        Boom error = new Boom("in the thread");
        Callable<Integer> fails = () -> {
            throw error;
        };

        try {
            Asyncio.toThread(fails);
        } catch (Boom e) {
            t.log("caught", e, e == error);
        }
    }

    /** Java hands arguments over by capturing them. */
    @Case("TOTHREAD-03")
    void argumentsReachTheFunction(Trace t) {
        int first = 1;
        String second = "two";
        t.log("arguments", Asyncio.toThread(() -> List.of(first, second)));
    }

    @Case("TOTHREAD-04")
    void theFunctionIsExecutedOnce(Trace t) {
        List<String> calls = new ArrayList<>();
        Callable<Integer> counts = () -> {
            calls.add("call");
            return calls.size();
        };

        t.log("value", Asyncio.toThread(counts));
        Asyncio.sleep(Duration.ofSeconds(1));
        t.log("calls", calls.size());
    }

    @Case("TOTHREAD-05")
    void theFunctionSeesTheCallersContext(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Callable<String> reads = var::get;

        var.set("the caller's");
        t.log("inside", Asyncio.toThread(reads));
    }

    @Case("TOTHREAD-06")
    void whatTheFunctionSetsIsNotSeenByTheCaller(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Callable<String> changes = () -> {
            var.set("the function's");
            return var.get();
        };

        var.set("the caller's");
        t.log("inside", Asyncio.toThread(changes));
        t.log("afterwards", var.get());
    }

    /** A coroutine that has not run is a lambda that nobody has called. */
    @Case("TOTHREAD-07")
    void nothingIsSubmittedBeforeTheCoroutineRuns(Trace t) {
        List<String> calls = new ArrayList<>();
        Callable<Boolean> counts = () -> calls.add("call");

        Coroutine<Boolean> coroutine = () -> Asyncio.toThread(counts);
        Asyncio.sleep(Duration.ofSeconds(1));
        t.log("made", calls.size());
        var task = Asyncio.createTask(coroutine);
        Asyncio.yieldNow();
        task.await();
        t.log("awaited", calls.size());
    }

    @Case("TOTHREAD-08")
    void aCancelledCallerLeavesTheFunctionRunning(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Event started = new Event();
        Event ended = new Event();
        CountDownLatch release = new CountDownLatch(1);
        Callable<Integer> blocking = () -> {
            loop.callSoonThreadsafe(started::set);
            release.await();
            loop.callSoonThreadsafe(() -> t.log("the function ends"));
            loop.callSoonThreadsafe(ended::set);
            throw new Boom("nobody hears this");
        };
        VoidCoroutine caller = () -> {
            try {
                Asyncio.toThread(blocking);
            } catch (CancelledError e) {
                t.log("caller", e);
                throw e;
            }
        };

        t.catchReports();
        var task = Asyncio.createTask(caller);
        started.await();
        task.cancel("enough");
        Asyncio.wait(List.of(task));
        t.log("cancelled", task.cancelled());
        release.countDown();
        ended.await();
        loop.shutdownDefaultExecutor(null);
        t.gc();
        t.log("main ends");
    }

    @Case("TOTHREAD-09")
    void severalCallsRunAtTheSameTime(Trace t) {
        CyclicBarrier barrier = new CyclicBarrier(3);
        Coroutine<Thread> meets = () -> Asyncio.toThread(() -> {
            barrier.await();
            return Thread.currentThread();
        });

        List<Thread> met = Asyncio.gather(meets, meets, meets).await();
        t.log("threads", new HashSet<>(met).size());
    }
}
