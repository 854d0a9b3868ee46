package dev.braid.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.GeneratorBody;
import dev.braid.LoopFactory;
import dev.braid.Runner;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * A runner from its construction to its end.
 *
 * <p>Python's {@code with runner:} initialises the runner on entry. Java's {@code try (runner)} runs no code there, so
 * a block whose beginning matters begins with {@code runner.loop()}.
 */
class RunnerLifecycleTest {

    private static LoopFactory logged(Trace t) {
        return () -> {
            t.log("factory");
            return t.newLoop();
        };
    }

    @Case(value = "RUNNER-21", plain = true)
    void aNewRunnerAllocatesNothing(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "before");
        Coroutine<String> main = var::get;

        Runner runner = construct(t);
        var.set("after construction");
        t.log("first run", runner.run(main));
        var.set("after the first run");
        t.log("second run", runner.run(main));
        runner.close();

        runner = construct(t);
        var.set("before get_loop");
        t.log("closed", runner.loop().isClosed());
        var.set("after get_loop");
        t.log("run", runner.run(main));
        runner.close();

        Runner third = construct(t);
        var.set("before the block");
        try (third) {
            third.loop();
            t.log("entered");
            var.set("in the block");
            t.log("run", third.run(main));
        }
    }

    private static Runner construct(Trace t) {
        t.log("construct");
        return Runner.builder().loopFactory(logged(t)).build();
    }

    @Case(value = "RUNNER-22", plain = true)
    void leavingTheBlockClosesTheRunner(Trace t) {
        VoidCoroutine leftOver = () -> {
            try {
                Asyncio.sleep(Duration.ofSeconds(100));
            } finally {
                t.log("left over ends");
            }
        };

        Runner made = Runner.builder().loopFactory(logged(t)).build();
        EventLoop loop;
        Task<?> task;
        try (Runner runner = made) {
            loop = runner.loop();
            t.log("itself", runner == made);
            t.log("open", loop.isClosed());
            task = loop.createTask(leftOver, TaskOptions.named("left over"));
            runner.run(() -> Asyncio.sleep(Duration.ofSeconds(1)));
            t.log("leaving");
        }
        t.log("left", task.cancelled(), loop.isClosed());

        var error = new Boom("block");
        EventLoop[] second = new EventLoop[1];
        try (Runner runner = Runner.builder().loopFactory(logged(t)).build()) {
            second[0] = runner.loop();
            task = second[0].createTask(leftOver, TaskOptions.named("left over"));
            runner.run(() -> Asyncio.sleep(Duration.ofSeconds(1)));
            throw error;
        } catch (Boom e) {
            t.log("the block's error", e == error, task.cancelled(), second[0].isClosed());
        }
    }

    @Case(value = "RUNNER-24", plain = true)
    void backgroundTasksAdvanceDuringLaterRuns(Trace t) {
        VoidCoroutine background = () -> {
            try {
                for (int n = 0; n < 100; n++) {
                    t.log("background", n);
                    Asyncio.sleep(Duration.ofSeconds(1));
                }
            } catch (CancelledError e) {
                t.log("cancelled");
                throw e;
            }
        };
        Coroutine<EventLoop> first = () -> {
            Asyncio.createTask(background, TaskOptions.named("background"));
            Asyncio.sleep(Duration.ofMillis(1500));
            t.log("first ends");
            return Asyncio.runningLoop();
        };
        Coroutine<EventLoop> second = () -> {
            t.log("second starts", Asyncio.allTasks().size());
            Asyncio.sleep(Duration.ofSeconds(2));
            t.log("second ends");
            return Asyncio.runningLoop();
        };

        try (Runner runner = t.runner()) {
            EventLoop one = runner.run(first);
            t.log("between the runs", one.isRunning(), one.isClosed());
            EventLoop two = runner.run(second);
            t.log("same loop", one == two);
        }
    }

    @Case(value = "RUNNER-29", plain = true)
    void runOfARunnerInsideARunningLoopIsRefused(Trace t) {
        Coroutine<String> inner = Coroutine.once(() -> {
            t.log("inner starts");
            return "value";
        });
        try (Runner runner = t.runner()) {
            Runner other = Runner.builder().loopFactory(logged(t)).build();
            VoidCoroutine main = () -> {
                t.log("the same runner", assertThrows(IllegalStateException.class, () -> runner.run(inner)));
                t.log("another runner", assertThrows(IllegalStateException.class, () -> other.run(inner)));
                Asyncio.sleep(Duration.ofSeconds(1));
                t.log("main goes on");
            };

            runner.run(main);
            t.log("never awaited until here");
            t.log("other", other.run(inner));
            other.close();
        }
    }

    @Case(value = "RUNNER-30", plain = true)
    void closingEndsEverythingThatIsLeft(Trace t) {
        List<AsyncGenerator<?, ?>> kept = new ArrayList<>();
        CountDownLatch mainEnded = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        Callable<Void> job = () -> {
            mainEnded.await();
            Thread.sleep(10);
            finished.countDown();
            return null;
        };
        GeneratorBody<Integer, Void> numbers = out -> {
            try {
                out.yield(1);
            } finally {
                t.log("generator closes");
            }
        };
        VoidCoroutine leftOver = () -> {
            try {
                Asyncio.sleep(Duration.ofSeconds(100));
            } catch (CancelledError e) {
                t.log("task cancelled");
                throw e;
            }
        };
        VoidCoroutine main = () -> {
            Asyncio.runningLoop().runInExecutor(null, job);
            kept.add(AsyncGenerator.of(numbers));
            t.log("opened", kept.get(0).anext());
            Asyncio.createTask(leftOver, TaskOptions.named("left over"));
            Asyncio.sleep(Duration.ZERO);
            t.log("main ends");
            mainEnded.countDown();
        };

        Runner runner = t.runner();
        runner.run(main);
        EventLoop loop = runner.loop();
        t.log("closed before", loop.isClosed());
        runner.close();
        t.log("closed", loop.isClosed(), finished.getCount() == 0);
        t.log("no new jobs", assertThrows(IllegalStateException.class, () -> loop.runInExecutor(null, job)));
        t.log("no new runs", assertThrows(IllegalStateException.class, () -> runner.run(leftOver)));
    }

    @Case(value = "RUNNER-31", plain = true)
    void closingTwiceDoesNothing(Trace t) {
        Runner runner = t.runner();
        EventLoop loop = runner.run(() -> Asyncio.runningLoop());
        runner.close();
        t.log("closed", loop.isClosed());
        runner.close();
        t.log("again", loop.isClosed());
        try (Runner inBlock = t.runner()) {
            loop = inBlock.run(() -> Asyncio.runningLoop());
            inBlock.close();
            t.log("closed in the block", loop.isClosed());
        }
        t.log("left the block", loop.isClosed());
    }

    @Case(value = "RUNNER-32", plain = true)
    void aClosedRunnerCanNeverBeUsedAgain(Trace t) {
        VoidCoroutine main = () -> t.log("runs");
        Runner runner = Runner.builder().loopFactory(logged(t)).build();
        runner.run(main);
        runner.close();

        Map<String, Runnable> uses = new LinkedHashMap<>();
        uses.put("run", () -> runner.run(main));
        uses.put("loop", runner::loop);
        uses.put("block", () -> {
            try (runner) {
                runner.loop();
                t.log("never");
            }
        });
        uses.forEach((name, use) -> {
            for (int n = 0; n < 2; n++) {
                try {
                    use.run();
                    t.log("never");
                } catch (IllegalStateException e) {
                    t.log(name, e);
                }
            }
        });
    }

    @Case(value = "RUNNER-33", plain = true)
    void closingAnUnusedRunnerLeavesItUsable(Trace t) {
        Runner runner = Runner.builder().loopFactory(logged(t)).build();
        runner.close();
        runner.close();
        t.log("not initialised yet");
        t.log("run", runner.run(() -> Asyncio.sleep(Duration.ofSeconds(1), "value")));
        EventLoop loop = runner.loop();
        t.log("closed", loop.isClosed());
        runner.close();
        t.log("closed", loop.isClosed());
    }
}
