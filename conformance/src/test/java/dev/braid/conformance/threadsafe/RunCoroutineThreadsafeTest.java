package dev.braid.conformance.threadsafe;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Coroutines that another thread hands to the loop, and whose outcome it waits for. */
class RunCoroutineThreadsafeTest {

    private static final VoidCoroutine SLEEPS_LONG = () -> Asyncio.sleep(Duration.ofSeconds(10));

    @Case("THREADSAFE-01")
    void theCallingThreadGetsTheValue(Trace t) {
        Coroutine<Integer> child = () -> {
            Asyncio.sleep(Duration.ofSeconds(1));
            t.log("child ends");
            return 7;
        };

        EventLoop loop = Asyncio.runningLoop();
        Event done = new Event();

        t.thread(
                () -> {
                    int value = Asyncio.runCoroutineThreadsafe(child, loop).get();
                    loop.callSoonThreadsafe(() -> t.log("the other thread got", value));
                    loop.callSoonThreadsafe(done::set);
                },
                1); // the clock is held until the thread has called the loop once
        done.await();
        t.log("main ends");
    }

    @Case("THREADSAFE-02")
    void theCallingThreadGetsTheException(Trace t) {
        Boom boom = new Boom("child");
        VoidCoroutine child = () -> {
            Asyncio.sleep(Duration.ofSeconds(1));
            throw boom;
        };

        EventLoop loop = Asyncio.runningLoop();
        Event done = new Event();
        t.catchReports();

        t.thread(
                () -> {
                    try {
                        Asyncio.runCoroutineThreadsafe(child, loop).get();
                    } catch (ExecutionException e) {
                        Throwable error = e.getCause();
                        loop.callSoonThreadsafe(() -> t.log("the other thread caught", error, error == boom));
                    }
                    loop.callSoonThreadsafe(done::set);
                },
                1);
        done.await();
        t.log("main ends");
    }

    @Case("THREADSAFE-03")
    void aTimeoutConcernsTheCallingThreadOnly(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Event timedOut = new Event();
        Event done = new Event();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        VoidCoroutine child = () -> {
            started.countDown();
            timedOut.await();
            t.log("child goes on");
            goesOn.countDown();
            try {
                Asyncio.sleep(Duration.ofSeconds(10));
            } catch (CancelledError e) {
                t.log("child cancelled", e);
                done.set();
                throw e;
            }
        };

        t.thread(() -> {
            CompletableFuture<Void> future = Asyncio.runCoroutineThreadsafe(child, loop);
            started.await();
            try {
                future.get(5, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                boolean ended = future.isDone();
                loop.callSoonThreadsafe(() -> t.log("the other thread caught", e, ended));
            }
            loop.callSoonThreadsafe(timedOut::set);
            goesOn.await();
            future.cancel(false);
        });
        done.await();
        t.log("main ends");
    }

    @Case("THREADSAFE-04")
    void cancellingTheFutureCancelsTheTask(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Event started = new Event();
        List<CompletableFuture<Void>> futures = new ArrayList<>();
        VoidCoroutine child = () -> {
            started.set();
            try {
                Asyncio.sleep(Duration.ofSeconds(10));
            } catch (CancelledError e) {
                t.log("child cancelled", e);
                throw e;
            }
        };

        loop.callSoon(() -> Elsewhere.run(t, () -> futures.add(Asyncio.runCoroutineThreadsafe(child, loop))));
        started.await();
        loop.callSoon(() -> Elsewhere.run(t, () -> {
            t.log("cancel", futures.get(0).cancel(false), futures.get(0).isCancelled());
            try {
                futures.get(0).get();
            } catch (CancellationException e) {
                t.log("the other thread caught", e);
            }
        }));
        for (int i = 0; i < 3; i++) {
            Asyncio.yieldNow();
        }
        t.log("main ends", Asyncio.allTasks().size());
    }

    @Case("THREADSAFE-05")
    void aFutureCancelledBeforeItsTaskWasMadeCancelsTheTask(Trace t) {
        List<Task<?>> tasks = new ArrayList<>();
        VoidCoroutine child = () -> t.log("never");

        EventLoop loop = Asyncio.runningLoop();
        loop.setTaskFactory(new TaskFactory() {
            @Override
            public <T> Task<T> create(EventLoop which, Coroutine<T> coroutine, TaskOptions options) {
                Task<T> task = Task.create(which, coroutine, options.withName("child"));
                tasks.add(task);
                return task;
            }
        });
        CompletableFuture<Void> future = Asyncio.runCoroutineThreadsafe(child, loop);
        t.log("cancel", future.cancel(false), tasks.size());
        Asyncio.yieldNow();
        t.log("task made", tasks.get(0), tasks.get(0).cancelling(), tasks.get(0).done());
        Asyncio.yieldNow();
        t.log("task cancelled", tasks.get(0).cancelled(), future.isCancelled());

        future = Asyncio.runCoroutineThreadsafe(SLEEPS_LONG, loop);
        Asyncio.yieldNow();
        t.log("cancel", future.cancel(false), tasks.get(1).cancelling());
        Asyncio.yieldNow();
        t.log("task cancelled", tasks.get(1).cancelled(), future.isCancelled());
        loop.setTaskFactory(null);
    }

    @Case("THREADSAFE-06")
    void aCancelledTaskCancelsTheFuture(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Event done = new Event();
        Event started = new Event();
        List<Task<?>> tasks = new ArrayList<>();
        VoidCoroutine child = () -> {
            Asyncio.currentTask().setName("child");
            tasks.add(Asyncio.currentTask());
            started.set();
            Asyncio.sleep(Duration.ofSeconds(10));
        };

        t.thread(() -> {
            CompletableFuture<Void> future = Asyncio.runCoroutineThreadsafe(child, loop);
            try {
                future.get();
            } catch (CancellationException e) {
                loop.callSoonThreadsafe(() -> t.log("the other thread caught", e, future.isCancelled()));
            }
            loop.callSoonThreadsafe(done::set);
        });
        started.await();
        t.log("cancel", tasks.get(0).cancel("enough"));
        done.await();
        t.log("main ends", tasks.get(0), tasks.get(0).cancelled());
    }

    @Case("THREADSAFE-07")
    void aFailingTaskFactoryIsToldToTheCallerAndReported(Trace t) {
        Boom boom = new Boom("factory");
        VoidCoroutine child = () -> t.log("never");

        EventLoop loop = Asyncio.runningLoop();
        Event done = new Event();
        t.catchReports();
        loop.setTaskFactory(new TaskFactory() {
            @Override
            public <T> Task<T> create(EventLoop which, Coroutine<T> coroutine, TaskOptions options) {
                throw boom;
            }
        });

        t.thread(() -> {
            try {
                Asyncio.runCoroutineThreadsafe(child, loop).get();
            } catch (ExecutionException e) {
                Throwable error = e.getCause();
                loop.callSoonThreadsafe(() -> t.log("the other thread caught", error, error == boom));
            }
            loop.callSoonThreadsafe(done::set);
        });
        done.await();
        loop.setTaskFactory(null);
        t.log("main ends");
    }

    @Case("THREADSAFE-08")
    void whatIsNoCoroutineIsRefusedAtOnce(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Event done = new Event();
        t.catchReports();

        t.thread(() -> {
            try {
                Asyncio.runCoroutineThreadsafe((Coroutine<?>) null, loop);
            } catch (NullPointerException e) {
                loop.callSoonThreadsafe(() -> t.log("refused", e));
            }
            loop.callSoonThreadsafe(done::set);
        });
        done.await();
        t.log("main ends");
    }

    @Case(value = "THREADSAFE-09", plain = true)
    void aClosedLoopTakesNoCoroutine(Trace t) {
        VoidCoroutine child = () -> t.log("never");

        EventLoop loop = t.newLoop();
        loop.close();
        try {
            Asyncio.runCoroutineThreadsafe(child, loop);
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
    }
}
