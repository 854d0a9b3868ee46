package dev.braid.conformance.executor;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ContextVar;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Runner;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/** Blocking code on its way through an executor: where it runs, what comes back, what a cancellation does. */
class RunInExecutorTest {

    @Case("EXECUTOR-01")
    void theDefaultPoolIsMadeByTheLoopAndReused(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Thread here = Thread.currentThread();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Callable<Boolean> notesItsThread = () -> {
            threads.add(Thread.currentThread());
            return Thread.currentThread() != here;
        };

        Set<Thread> before = Thread.getAllStackTraces().keySet();
        t.log("in another thread", loop.runInExecutor(null, notesItsThread).await());
        t.log("made on first use", Collections.disjoint(threads, before));
        for (int i = 0; i < 100; i++) {
            loop.runInExecutor(null, notesItsThread).await();
        }
        t.log("the threads serve again", threads.size() <= 32);
        t.log("they wait for more", threads.stream().allMatch(Thread::isAlive));
    }

    @Case("EXECUTOR-02")
    void theCallSubmitsAtOnce(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        CountDownLatch started = new CountDownLatch(1);
        Future<Object> future = loop.runInExecutor(null, () -> {
            started.countDown();
            return "started";
        });
        started.await(); // the loop gets no chance to do anything
        t.log("submitted", future instanceof Future, future.loop() == loop, future.done());
        future.await();
        t.log("done", future.done());
    }

    /** Java hands arguments over by capturing them. */
    @Case("EXECUTOR-03")
    void argumentsAndOutcomeAreHandedOver(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Boom error = new Boom("in the thread");
        int first = 1;
        String second = "two";
        Callable<Object> fails = () -> {
            throw error;
        };

        t.log("value", loop.runInExecutor(null, () -> List.of(first, second)).await());
        try {
            loop.runInExecutor(null, fails).await();
        } catch (Boom e) {
            t.log("caught", e, e == error);
        }
    }

    @Case("EXECUTOR-04")
    void anExplicitExecutorIsUsedInstead(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        loop.setDefaultExecutor(NamedPool.of("default", 1));
        ExecutorService pool = NamedPool.of("explicit", 1);
        t.log("explicit", loop.runInExecutor(pool, NamedPool::threadName).await());
        t.log("none", loop.runInExecutor(null, NamedPool::threadName).await());
        NamedPool.join(pool);
    }

    @Case("EXECUTOR-05")
    void cancellingBeforeTheStartPreventsTheExecution(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        CountDownLatch release = new CountDownLatch(1);
        List<String> calls = new ArrayList<>();
        ExecutorService pool = NamedPool.of("explicit", 1);
        Future<Object> first = loop.runInExecutor(pool, () -> {
            release.await();
            return "released";
        });
        Future<Boolean> second = loop.runInExecutor(pool, () -> calls.add("second"));
        Future<Boolean> third = loop.runInExecutor(pool, () -> calls.add("third"));
        t.log("cancel", second.cancel());
        Asyncio.yieldNow();
        release.countDown();
        first.await();
        third.await();
        t.log("calls", calls, second.cancelled());
        NamedPool.join(pool);
    }

    @Case("EXECUTOR-06")
    void cancellingWhileItRunsDoesNotStopTheFunction(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Event started = new Event();
        Event ended = new Event();
        CountDownLatch release = new CountDownLatch(1);
        Callable<Object> blocking = () -> {
            loop.callSoonThreadsafe(started::set);
            release.await();
            loop.callSoonThreadsafe(() -> t.log("the function ends"));
            loop.callSoonThreadsafe(ended::set);
            throw new Boom("nobody hears this");
        };

        t.catchReports();
        Future<Object> future = loop.runInExecutor(null, blocking);
        started.await();
        future.cancel("enough");
        try {
            future.await();
        } catch (CancelledError e) {
            t.log("caught", e);
        }
        release.countDown();
        ended.await();
        loop.shutdownDefaultExecutor(null);
        t.gc();
        t.log("main ends", future.cancelled());
    }

    @Case(value = "EXECUTOR-07", plain = true)
    void completionAfterTheCloseIsIgnored(Trace t) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<String> calls = new ArrayList<>();
        Callable<String> blocking = () -> {
            started.countDown();
            release.await();
            calls.add("ended");
            return "ignored";
        };

        EventLoop loop = t.newLoop();
        t.catchReports(loop);
        ExecutorService pool = NamedPool.of("explicit", 1);
        Future<String> future = loop.runInExecutor(pool, blocking);
        Future<String> cancelled = loop.runInExecutor(pool, blocking);
        cancelled.cancel();
        started.await();
        loop.close();
        release.countDown();
        NamedPool.join(pool);
        t.log("completed", calls, future.done(), cancelled.cancelled());
    }

    @Case("EXECUTOR-08")
    void contextVariablesAreNotCarriedOver(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        var.set("the caller's");
        t.log("inside", Asyncio.runningLoop().runInExecutor(null, var::get).await());
        t.log("outside", var.get());
    }

    /** Java has no mode in which code that cannot be called is accepted. */
    @Case(value = "EXECUTOR-17", plain = true)
    void debugModeRefusesWhatCannotBeCalled(Trace t) {
        try (Runner runner = t.runner(true)) {
            runner.run(() -> {
                EventLoop loop = Asyncio.runningLoop();
                try {
                    loop.runInExecutor(null, null);
                } catch (NullPointerException e) {
                    t.log("refused", e);
                }
                Object coroutineFunction = (VoidCoroutine) () -> t.log("never");
                try {
                    loop.runInExecutor(null, (Callable<?>) coroutineFunction);
                } catch (ClassCastException e) {
                    t.log("refused, a coroutine function", e);
                }
                t.log("callable", loop.runInExecutor(null, () -> 7).await());
            });
        }
    }
}
