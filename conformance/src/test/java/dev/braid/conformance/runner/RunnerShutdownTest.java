package dev.braid.conformance.runner;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.GeneratorBody;
import dev.braid.Runner;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What becomes of tasks, generators and blocking calls that are still under way when the main task has ended. */
class RunnerShutdownTest {

    @Case(value = "RUNNER-12", plain = true)
    void leftOverTasksAreCancelledAndWaitedFor(Trace t) {
        List<Task<?>> tasks = new ArrayList<>();
        Coroutine<String> main = () -> {
            for (int seconds : List.of(3, 0, 1)) {
                tasks.add(Asyncio.createTask(() -> {
                    try {
                        Asyncio.sleep(Duration.ofSeconds(100));
                    } catch (CancelledError e) {
                        t.log("cancelled", e);
                        Asyncio.sleep(Duration.ofSeconds(seconds));
                        t.log("cleaned up", Asyncio.runningLoop().isClosed());
                        throw e;
                    }
                }));
            }
            Asyncio.sleep(Duration.ofSeconds(1));
            tasks.add(Asyncio.createTask(() -> t.log("never")));
            t.log("main ends");
            return "value";
        };

        t.log("returned", t.run(main));
        t.log("done", map(tasks, Task::done), map(tasks, Task::cancelled));
    }

    private static List<Boolean> map(List<Task<?>> tasks, Predicate<Task<?>> question) {
        return tasks.stream().map(question::test).collect(Collectors.toList());
    }

    @Case(value = "RUNNER-13", plain = true)
    void aLeftOverThatFailsIsReported(Trace t) {
        Coroutine<String> main = () -> {
            t.catchReports();
            for (@Nullable RuntimeException error : Arrays.asList(new Boom("one"), null, new Bang("two"))) {
                t.log("started", Asyncio.createTask(() -> {
                    try {
                        Asyncio.sleep(Duration.ofSeconds(10));
                    } finally {
                        if (error != null) {
                            throw error;
                        }
                    }
                }));
            }
            Asyncio.sleep(Duration.ofSeconds(1));
            return "value";
        };

        t.log("returned", t.run(main));
    }

    @Case(value = "RUNNER-14", plain = true)
    void aLeftOverThatWorksOnDelaysTheReturn(Trace t) {
        List<Task<String>> tasks = new ArrayList<>();
        Coroutine<String> leftOver = () -> {
            try {
                Asyncio.sleep(Duration.ofSeconds(100));
            } catch (CancelledError e) {
                t.log("swallowed");
            }
            for (int n = 0; n < 3; n++) {
                Asyncio.sleep(Duration.ofSeconds(1));
                t.log("works", n);
            }
            return "discarded";
        };
        Coroutine<String> main = () -> {
            t.catchReports();
            tasks.add(Asyncio.createTask(leftOver, TaskOptions.named("left over")));
            Asyncio.sleep(Duration.ofSeconds(1));
            return "value";
        };

        t.log("returned", t.run(main));
        Task<String> task = tasks.get(0);
        t.log("left over", task.done(), task.cancelled(), task.result());
    }

    @Case(value = "RUNNER-15", plain = true)
    void shutdownHasAnOrder(Trace t) {
        List<EventLoop> loops = new ArrayList<>();
        List<AsyncGenerator<?, ?>> kept = new ArrayList<>();
        CountDownLatch release = new CountDownLatch(1);
        GeneratorBody<Integer, Void> numbers = out -> {
            try {
                out.yield(1);
            } finally {
                t.log("generator closes");
                Asyncio.sleep(Duration.ZERO);
                t.log("the pool takes a job", loops.get(0).runInExecutor(null, () -> "still").await());
                release.countDown();
            }
        };
        VoidCoroutine leftOver = () -> {
            try {
                Asyncio.sleep(Duration.ofSeconds(100));
            } catch (CancelledError e) {
                t.log("task cancelled");
                Asyncio.sleep(Duration.ZERO);
                t.log("task ends");
                throw e;
            }
        };
        VoidCoroutine main = () -> {
            loops.add(Asyncio.runningLoop());
            loops.get(0).runInExecutor(null, () -> {
                release.await();
                t.log("job ends, loop closed", loops.get(0).isClosed());
                return null;
            });
            kept.add(AsyncGenerator.of(numbers));
            t.log("opened", kept.get(0).anext());
            Asyncio.createTask(leftOver, TaskOptions.named("left over"));
            Asyncio.sleep(Duration.ZERO);
            t.log("main ends");
        };

        t.run(main);
        t.log("loop closed", loops.get(0).isClosed());
    }

    @Case(value = "RUNNER-16", plain = true)
    void generatorsAreClosedEvenWhenMainAndALeftOverFailed(Trace t) {
        List<AsyncGenerator<String, Void>> kept = new ArrayList<>();
        VoidCoroutine spin = () -> {
            AsyncGenerator<String, Void> spinner = fidget(t, "spinner");
            kept.add(spinner);
            try {
                for (String name : spinner) {
                    t.log("spins", name);
                    Asyncio.sleep(Duration.ofSeconds(100));
                }
            } catch (CancelledError e) {
                t.log("fails");
                throw new Bang("left over");
            }
        };
        VoidCoroutine main = () -> {
            t.catchReports();
            Asyncio.createTask(spin, TaskOptions.named("left over"));
            AsyncGenerator<String, Void> own = fidget(t, "main's");
            kept.add(own);
            t.log("opened", own.anext());
            Asyncio.sleep(Duration.ofSeconds(1));
            throw new Boom("main");
        };

        try {
            t.run(main);
        } catch (Boom e) {
            t.log("caught", e);
        }
    }

    private static AsyncGenerator<String, Void> fidget(Trace t, String name) {
        return AsyncGenerator.of(out -> {
            try {
                while (true) {
                    out.yield(name);
                }
            } finally {
                t.log("closes", name);
                Asyncio.sleep(Duration.ofSeconds(1));
                t.log("closed", name);
            }
        });
    }

    @Case(value = "RUNNER-17", plain = true)
    void workInThePoolIsFinishedFirst(Trace t) {
        CountDownLatch mainEnded = new CountDownLatch(1);
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        VoidCoroutine main = () -> {
            for (String name : List.of("a", "b")) {
                Asyncio.runningLoop().runInExecutor(null, () -> {
                    mainEnded.await();
                    Thread.sleep(10);
                    return done.add(name);
                });
            }
            Asyncio.sleep(Duration.ZERO);
            t.log("main ends, work done", done);
            mainEnded.countDown();
        };

        t.run(main);
        t.log("returned, work done", done.stream().sorted().collect(Collectors.toList()));
    }

    /** Python's RuntimeWarning is a line of the logger {@code dev.braid}, at level WARNING. */
    @Case(value = "RUNNER-18", plain = true)
    void thePoolIsWaitedForFiveMinutesAtMost(Trace t) throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        VoidCoroutine main = () -> {
            t.letTimePass();
            Asyncio.runningLoop().runInExecutor(null, () -> {
                release.await();
                ended.countDown();
                return null;
            });
            Asyncio.sleep(Duration.ofSeconds(1));
            t.log("main ends");
        };

        try (Warnings issued = new Warnings()) {
            EventLoop loop;
            try (Runner runner = t.runner()) {
                loop = runner.loop();
                runner.run(main);
            }
            t.log("closed", loop.isClosed(), Duration.ofNanos(loop.timeNanos()));
            t.log("warnings", issued.count.get());
        }
        t.log("the job has ended", ended.getCount() == 0);
        release.countDown();
        ended.await();
        t.log("the job ends by itself", ended.getCount() == 0);
    }

    /** Counts the warnings that Braid logs, and keeps them off the console. */
    private static final class Warnings extends Handler implements AutoCloseable {

        private static final Logger LOGGER = Logger.getLogger("dev.braid");

        final AtomicInteger count = new AtomicInteger();
        private final @Nullable Level levelBefore = LOGGER.getLevel();

        Warnings() {
            LOGGER.setLevel(Level.WARNING);
            LOGGER.setUseParentHandlers(false);
            LOGGER.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel() == Level.WARNING) {
                count.incrementAndGet();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            LOGGER.removeHandler(this);
            LOGGER.setUseParentHandlers(true);
            LOGGER.setLevel(levelBefore);
        }
    }
}
