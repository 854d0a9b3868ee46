package dev.braid.conformance.eventloop;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.KeyboardInterrupt;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.spi.Engine;
import dev.braid.spi.LoopHost;
import dev.braid.spi.Pump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Running a loop: until it is stopped, or until a future is done. */
class LoopRunTest {

    private static Duration time(EventLoop loop) {
        return Duration.ofNanos(loop.timeNanos());
    }

    @Case(value = "LOOP-06", plain = true)
    void aLoopRunsUntilItIsStoppedAsOftenAsAsked(Trace t) {
        EventLoop loop = t.newLoop();
        for (int seconds = 1; seconds <= 2; seconds++) {
            loop.callLater(Duration.ofSeconds(seconds), loop::stop);
            loop.runForever();
            t.log("stopped", time(loop));
        }
        loop.close();
    }

    @Case(value = "LOOP-07", plain = true)
    void aFutureOrCoroutineIsRunToItsOutcome(Trace t) {
        Boom error = new Boom("main");
        Coroutine<String> returns = () -> {
            Asyncio.sleep(Duration.ofSeconds(1));
            return "value";
        };
        VoidCoroutine fails = () -> {
            Asyncio.sleep(Duration.ofSeconds(1));
            throw error;
        };

        EventLoop loop = t.newLoop();
        String value = loop.runUntilComplete(returns);
        t.log("coroutine", value, time(loop));
        Future<String> future = loop.createFuture();
        loop.callLater(Duration.ofSeconds(1), () -> future.setResult("result"));
        value = loop.runUntilComplete(future);
        t.log("future", value, time(loop));
        value = loop.runUntilComplete(future);
        t.log("done already", value, time(loop));
        try {
            loop.runUntilComplete(fails);
        } catch (Boom e) {
            t.log("raised", e, e == error, time(loop));
        }
        loop.close();
    }

    @Case(value = "LOOP-08", plain = true)
    void pendingTasksGoOnInTheNextRun(Trace t) {
        VoidCoroutine slow = () -> {
            Asyncio.sleep(Duration.ofSeconds(2));
            t.log("slow ends");
        };
        Coroutine<Task<?>> main = () -> Asyncio.createTask(slow);

        EventLoop loop = t.newLoop();
        Task<?> task = loop.runUntilComplete(main);
        t.log("pending", task.done(), task.cancelling());
        loop.runUntilComplete(() -> Asyncio.sleep(Duration.ofSeconds(1)));
        t.log("pending", task.done(), time(loop));
        loop.runUntilComplete(task);
        t.log("done", task.cancelled(), time(loop));
        loop.close();
    }

    @Case(value = "LOOP-09", plain = true)
    void stoppingBeforeTheFutureIsDoneIsAnError(Trace t) {
        EventLoop loop = t.newLoop();
        Future<Object> future = loop.createFuture();
        loop.callLater(Duration.ofSeconds(1), loop::stop);
        try {
            loop.runUntilComplete(future);
        } catch (IllegalStateException e) {
            t.log("raised", e);
        }
        t.log("pending", future.done(), time(loop));
        loop.close();
    }

    /** What else cannot be awaited, javac refuses. */
    @Case(value = "LOOP-10", plain = true)
    void whatCannotBeAwaitedIsRefused(Trace t) {
        EventLoop loop = t.newLoop();
        try {
            loop.runUntilComplete((Future<Object>) null);
        } catch (NullPointerException e) {
            t.log("refused", e);
        }
        loop.close();
    }

    @Case(value = "LOOP-11", plain = true)
    void aFutureOfAnotherLoopIsRefused(Trace t) {
        EventLoop loop = t.newLoop();
        EventLoop other = t.newLoop();
        try {
            loop.runUntilComplete(other.createFuture());
        } catch (IllegalArgumentException e) {
            t.log("refused", e);
        }
        loop.close();
        other.close();
    }

    @Case(value = "LOOP-12", plain = true)
    void anInterruptedRunLeavesNothingToTheNextOne(Trace t) {
        EventLoop loop = t.newLoop();
        loop.callSoon(() -> {
            throw new KeyboardInterrupt();
        });
        try {
            loop.runUntilComplete(sleeps(t, 1));
        } catch (KeyboardInterrupt e) {
            t.log("raised", e, loop.isRunning(), time(loop));
        }
        loop.runUntilComplete(sleeps(t, 2));
        t.log("not stopped by the first task's end", time(loop));
        loop.close();
    }

    private static VoidCoroutine sleeps(Trace t, int seconds) {
        return () -> {
            Asyncio.sleep(Duration.ofSeconds(seconds));
            t.log("slept", Duration.ofSeconds(seconds));
        };
    }

    @Case(value = "LOOP-13", plain = true)
    void anInterruptOfTheImplicitTaskIsNotReported(Trace t) {
        VoidCoroutine main = () -> {
            throw new KeyboardInterrupt();
        };

        EventLoop loop = t.newLoop();
        t.catchReports(loop);
        try {
            loop.runUntilComplete(main);
        } catch (KeyboardInterrupt e) {
            t.log("raised", e);
        }
        t.collect();
        loop.close();
        t.log("end");
    }

    @Case("LOOP-14")
    void aRunningLoopCannotBeRun(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        try {
            loop.runForever();
        } catch (IllegalStateException e) {
            t.log("run_forever", e);
        }
        Future<Object> future = loop.createFuture();
        try {
            loop.runUntilComplete(future);
        } catch (IllegalStateException e) {
            t.log("run_until_complete", e, future.done());
        }
        Asyncio.sleep(Duration.ofSeconds(1));
        t.log("goes on", loop.isRunning());
    }

    @Case("LOOP-15")
    void noLoopRunsInsideAnother(Trace t) {
        EventLoop other = t.newLoop();
        try {
            other.runForever();
        } catch (IllegalStateException e) {
            t.log("run_forever", e);
        }
        t.log("running", other.isRunning(), Asyncio.runningLoop() != other);
        other.close();
    }

    @Case(value = "LOOP-19", plain = true)
    void runningIsFromStartToEndOfARun(Trace t) {
        EventLoop loop = t.newLoop();
        t.log("before", loop.isRunning());
        loop.runUntilComplete(() -> {
            t.log("inside", loop.isRunning());
            loop.stop();
            t.log("stopping", loop.isRunning());
        });
        t.log("after", loop.isRunning());
        loop.close();
        t.log("closed", loop.isRunning());
    }

    /** What Python's setup and cleanup bracket, a host of its own does here. */
    @Case(value = "LOOP-60", plain = true)
    void aLoopCountsAsRunningBetweenIterationsOfOnesOwn(Trace t) {
        List<EventLoop> made = new ArrayList<>();
        List<Task<String>> tasks = new ArrayList<>();
        Runnable inBetween = () -> {
            EventLoop loop = made.get(0);
            t.log("in between", Asyncio.runningLoop() == loop, loop.isRunning());
        };
        LoopHost host = new LoopHost() {
            @Override
            public long timeNanos() {
                return 0;
            }

            @Override
            public void run(Pump pump) {
                EventLoop loop = made.get(0);
                Engine.runBetweenIterations(loop, inBetween);
                pump.iterate();
                Engine.runBetweenIterations(loop, inBetween);
                Engine.runBetweenIterations(loop, () -> {
                    tasks.add(Asyncio.createTask(() -> Asyncio.sleep(Duration.ZERO, "value")));
                    tasks.get(0).addDoneCallback(done -> loop.stop());
                });
                while (pump.iterate() != Pump.STOPPED) {
                    // It has more to do at once, until it is stopped.
                }
                Engine.runBetweenIterations(loop, inBetween);
            }

            @Override
            public void wake() {}

            @Override
            public boolean onCallerThread() {
                return true;
            }
        };
        EventLoop loop = Engine.newLoop(host);
        made.add(loop);
        loop.callSoon(() -> t.log("callback"));
        loop.runForever();
        t.log("task", tasks.get(0).result());
        try {
            Asyncio.runningLoop();
        } catch (IllegalStateException e) {
            t.log("after", e, loop.isRunning());
        }
        loop.close();
    }
}
