package dev.braid.conformance.threadsafe;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Handle;
import dev.braid.Task;
import dev.braid.TimerHandle;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.NoOracle;
import dev.braid.conformance.harness.Sigint;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Event;
import dev.braid.sync.Lock;
import dev.braid.sync.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** Callbacks that other threads give to a loop. */
class CallSoonThreadsafeTest {

    @Case("THREADSAFE-10")
    void aCallbackRunsOnTheLoopAndWakesIt(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Event woken = new Event();
        List<Thread> threads = new ArrayList<>();
        CountDownLatch returned = new CountDownLatch(1);
        Runnable callback = () -> {
            t.log("callback", Asyncio.runningLoop() == loop, Thread.currentThread() == threads.get(0));
            woken.set();
        };

        TimerHandle timer = loop.callLater(Duration.ofHours(1), () -> t.log("never"));
        t.thread(() -> {
            threads.add(Thread.currentThread());
            Thread.sleep(5); // the loop waits by now
            loop.callSoonThreadsafe(callback);
            returned.await();
        }); // holds the clock: nothing but the callback can wake the loop
        woken.await();
        t.log("main woken");
        timer.cancel();
        returned.countDown();

        loop.callSoon(() -> {
            loop.callSoon(() -> t.log("the loop's own, before"));
            Elsewhere.run(t, () -> loop.callSoonThreadsafe(() -> t.log("the other thread's")));
            loop.callSoon(() -> t.log("the loop's own, behind"));
        });
        Asyncio.yieldNow();
        t.log("none of them yet");
        Asyncio.yieldNow();
        t.log("main ends");
    }

    @Case("THREADSAFE-11")
    void onItsOwnThreadItIsAnOrdinaryCallback(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.callSoon(() -> t.log("first"));
        loop.callSoonThreadsafe(() -> t.log("second, threadsafe"));
        loop.callSoon(() -> t.log("third"));
        loop.callSoonThreadsafe(() -> t.log("fourth, threadsafe"));
        t.log("scheduled");
        Asyncio.yieldNow();
        t.log("main again");
    }

    @Case(value = "THREADSAFE-12", plain = true)
    void aClosedLoopTakesNoCallback(Trace t) {
        EventLoop loop = t.newLoop();
        loop.close();
        try {
            loop.callSoonThreadsafe(() -> t.log("never"));
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
    }

    @Case("THREADSAFE-13")
    void aCallbackCancelledBeforeItBeganNeverRuns(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        List<Handle> handles = new ArrayList<>();
        Runnable never = () -> t.log("never");

        loop.callSoon(() -> {
            Elsewhere.run(t, () -> handles.add(loop.callSoonThreadsafe(never)));
            Elsewhere.run(t, () -> handles.get(0).cancel()); // neither the thread that scheduled it, nor the loop's
            Elsewhere.run(t, () -> {
                Handle handle = loop.callSoonThreadsafe(never);
                handle.cancel();
                handles.add(handle);
            });
            handles.add(loop.callSoonThreadsafe(never));
            Elsewhere.run(t, () -> handles.get(2).cancel());
            Elsewhere.run(t, () -> handles.add(loop.callSoonThreadsafe(never)));
            handles.get(3).cancel();
            handles.add(loop.callSoonThreadsafe(() -> t.log("left alone")));
        });
        Asyncio.yieldNow();
        t.log("cancelled", handles.stream().map(Handle::cancelled).collect(Collectors.toList()));
        Asyncio.yieldNow();
        handles.get(4).cancel();
        t.log("cancelled after it ran", handles.get(4).cancelled());
    }

    @NoOracle("needs threads and Python 3.14: the 3.14 and newer ones that record traces have no threads")
    @Case("THREADSAFE-14")
    void whileACallbackRunsOtherThreadsWaitForItsEnd(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        List<Boolean> inside = new ArrayList<>();
        for (boolean cancels : new boolean[] {true, false}) {
            Event ended = new Event();
            CountDownLatch runs = new CountDownLatch(1);
            Handle[] handle = new Handle[1];
            Thread[] other = new Thread[1];
            boolean[] over = new boolean[1];
            boolean[] seen = new boolean[2];
            Elsewhere.run(t, () -> handle[0] = loop.callSoonThreadsafe(() -> {
                runs.countDown();
                awaitWaiting(other[0]);
                inside.add(handle[0].cancelled());
                Asyncio.createTask(() -> inside.add(handle[0].cancelled()));
                over[0] = true;
            }));
            other[0] = t.thread(() -> {
                runs.await();
                if (cancels) {
                    handle[0].cancel();
                }
                seen[0] = handle[0].cancelled();
                seen[1] = over[0];
                loop.callSoonThreadsafe(ended::set);
            });
            ended.await();
            check(seen[0] == cancels, "cancelled, to the other thread: " + seen[0]);
            check(seen[1], "the other thread went on while the callback ran");
            check(handle[0].cancelled() == cancels, "cancelled, afterwards: " + handle[0].cancelled());
        }
        check(inside.get(0) == false && inside.get(2) == false, "asked by the callback itself: " + inside);
    }

    @Case("THREADSAFE-15")
    void aCallbackRunsInACopyOfTheCallersContext(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        EventLoop loop = Asyncio.runningLoop();
        Event done = new Event();
        Context given = new Context();
        given.run(() -> {
            var.set("given");
        });
        var.set("main's");
        Runnable changes = () -> {
            t.log("inside", var.get());
            var.set("the callback's");
        };
        VoidCoroutine child = () -> t.log("in a coroutine", var.get());

        loop.callSoon(() -> Elsewhere.run(t, () -> {
            t.log("at first", var.get());
            var.set("when scheduled");
            loop.callSoonThreadsafe(changes);
            loop.callSoonThreadsafe(changes);
            loop.callSoonThreadsafe(changes, given);
            Asyncio.runCoroutineThreadsafe(child, loop);
            var.set("later");
            loop.callSoonThreadsafe(done::set);
        }));
        done.await();
        Asyncio.yieldNow();
        t.log("afterwards", given.get(var), var.get());
    }

    @Case("THREADSAFE-16")
    void fromAnotherThreadAllGoesThroughTheLoop(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.setDebug(true);
        Future<String> future = loop.createFuture();
        Queue<String> queue = new Queue<>();
        Event event = new Event();
        Lock lock = new Lock();
        Future<String> waitedFor = loop.createFuture();
        waitedFor.addDoneCallback(done -> t.log("never"));

        loop.callSoon(() -> Elsewhere.run(t, () -> {
            Map<String, Runnable> calls = new LinkedHashMap<>();
            calls.put("a callback", () -> loop.callSoon(() -> t.log("never")));
            calls.put("a timer", () -> loop.callLater(Duration.ofSeconds(1), () -> t.log("never")));
            calls.put("a future", () -> waitedFor.setResult("never"));
            calls.forEach((what, call) -> {
                try {
                    call.run();
                } catch (IllegalStateException e) {
                    t.log("refused in debug mode: " + what, e);
                }
            });
        }));
        Asyncio.yieldNow();

        lock.acquire();
        List<Task<?>> waiting = new ArrayList<>();
        waiting.add(Asyncio.createTask(waits(t, "future", () -> future.await())));
        waiting.add(Asyncio.createTask(waits(t, "queue", queue::get)));
        waiting.add(Asyncio.createTask(waits(t, "event", () -> {
            event.await();
            return true;
        })));
        waiting.add(Asyncio.createTask(waits(t, "lock", () -> {
            lock.acquire();
            return true;
        })));
        Task<?> sleeper = Asyncio.createTask(waits(t, "sleeper", () -> Asyncio.sleep(Duration.ofSeconds(10), null)));
        waiting.add(sleeper);
        Asyncio.yieldNow();
        loop.callSoon(() -> Elsewhere.run(t, () -> {
            loop.callSoonThreadsafe(() -> future.setResult("result"));
            loop.callSoonThreadsafe(() -> queue.putNowait("item"));
            loop.callSoonThreadsafe(event::set);
            loop.callSoonThreadsafe(lock::release);
            loop.callSoonThreadsafe(() -> sleeper.cancel("enough"));
        }));
        Asyncio.wait(waiting);
    }

    private static VoidCoroutine waits(Trace t, String name, Coroutine<?> body) {
        return () -> {
            try {
                t.log(name, body.run());
            } catch (CancelledError e) {
                t.log(name, e);
            }
        };
    }

    @Case(value = "THREADSAFE-17", signals = true)
    void aSignalHandlerAndACallbackMayUseIt(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Event woken = new Event();
        Object before = Sigint.install(() -> {
            loop.callSoonThreadsafe(() -> t.log("scheduled by the handler"));
            loop.callSoonThreadsafe(woken::set);
        });
        try {
            t.sigint();
            t.log("signalled");
            woken.await();
            t.log("main woken");
        } finally {
            Sigint.restore(before);
        }
        loop.callSoon(() -> {
            loop.callSoonThreadsafe(() -> t.log("scheduled by the callback"));
            t.log("callback");
        });
        loop.callSoon(() -> t.log("next callback"));
        Asyncio.yieldNow();
        Asyncio.yieldNow();
        t.log("main ends");
    }

    /** Returns when the thread waits for somebody. */
    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
