package dev.braid.conformance.executor;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.logging.Level;

/** The pool behind calls without an executor: replacing it, and shutting it down. */
class DefaultExecutorTest {

    @Case("EXECUTOR-10")
    void thePoolThatWasSetIsUsed(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        ExecutorService first = NamedPool.of("first", 1);
        loop.setDefaultExecutor(first);
        t.log("set", loop.runInExecutor(null, NamedPool::threadName).await());
        loop.setDefaultExecutor(NamedPool.of("second", 1));
        t.log("set again", loop.runInExecutor(null, NamedPool::threadName).await());
        t.log("the first is left alone", !first.isShutdown());
        NamedPool.join(first);
    }

    /** What else is no pool, javac refuses. */
    @Case("EXECUTOR-11")
    void whatIsNoPoolIsRefused(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.setDefaultExecutor(NamedPool.of("default", 1));
        try {
            loop.setDefaultExecutor(null);
        } catch (NullPointerException e) {
            t.log("refused", e);
        }
        Object noPool = "no pool";
        try {
            loop.setDefaultExecutor((ExecutorService) noPool);
        } catch (ClassCastException e) {
            t.log("refused", e);
        }
        t.log("unchanged", loop.runInExecutor(null, NamedPool::threadName).await());
    }

    @Case("EXECUTOR-12")
    void shuttingDownWaitsWithoutBlockingTheLoop(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        CountDownLatch release = new CountDownLatch(1);
        List<String> calls = new ArrayList<>();
        Callable<Boolean> running = () -> {
            release.await();
            return calls.add("running");
        };

        loop.setDefaultExecutor(NamedPool.of("default", 1));
        loop.runInExecutor(null, running);
        loop.runInExecutor(null, () -> calls.add("queued"));
        var shutdown = Asyncio.createTask(() -> loop.shutdownDefaultExecutor(null));
        for (int i = 0; i < 3; i++) {
            Asyncio.yieldNow();
            t.log("the loop goes on", shutdown.done());
        }
        release.countDown();
        shutdown.await();
        t.log("shut down", calls);
    }

    @Case("EXECUTOR-13")
    void withoutAPoolThereIsNothingToWaitFor(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.callSoon(() -> t.log("callback"));
        loop.shutdownDefaultExecutor(null);
        t.log("returned");
        Asyncio.yieldNow();
    }

    @Case("EXECUTOR-14")
    void afterTheShutdownTheDefaultPoolIsRefused(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        loop.shutdownDefaultExecutor(null);
        try {
            loop.runInExecutor(null, NamedPool::threadName);
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
        ExecutorService pool = NamedPool.of("explicit", 1);
        t.log("explicit", loop.runInExecutor(pool, NamedPool::threadName).await());
        NamedPool.join(pool);
    }

    /** Java's counterpart of a RuntimeWarning is a warning of the logger {@code dev.braid}. */
    @Case(value = "EXECUTOR-15", plain = true)
    void theLimitEndsTheWait(Trace t) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<String> calls = new ArrayList<>();
        Callable<Boolean> blocking = () -> {
            started.countDown();
            release.await();
            return calls.add("ended");
        };

        ExecutorService pool = NamedPool.of("default", 2);
        EventLoop loop = t.newLoop();
        VoidCoroutine main = () -> {
            t.letTimePass();
            loop.setDefaultExecutor(pool);
            loop.runInExecutor(null, blocking);
            started.await();
            CaughtLog caught = new CaughtLog();
            loop.shutdownDefaultExecutor(Duration.ofSeconds(2));
            caught.close();
            t.log("given up", calls, caught.count(Level.WARNING));
            try {
                loop.runInExecutor(null, NamedPool::threadName);
            } catch (IllegalStateException e) {
                t.log("refused", e);
            }
        };

        loop.runUntilComplete(main);
        release.countDown();
        NamedPool.join(pool);
        t.log("the function ran to its end", calls);
        loop.close();
    }

    @Case(value = "EXECUTOR-16", plain = true)
    void closingDoesNotWaitForThePool(Trace t) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<String> calls = new ArrayList<>();
        Callable<Boolean> blocking = () -> {
            started.countDown();
            release.await();
            return calls.add("running");
        };

        ExecutorService pool = NamedPool.of("default", 1);
        EventLoop loop = t.newLoop();
        loop.setDefaultExecutor(pool);
        loop.runInExecutor(null, blocking);
        started.await();
        loop.close();
        t.log("closed", calls);
        t.log("shut down", pool.isShutdown());
        release.countDown();
        NamedPool.join(pool);
        t.log("ended", calls);
    }
}
