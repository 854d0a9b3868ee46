package dev.braid.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.Awaitable;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.KeyboardInterrupt;
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
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What the caller of a run gets: the main task's value or error, and never less than that. */
class RunnerOutcomeTest {

    @Case(value = "RUNNER-01", plain = true)
    void runGivesBackWhatTheCoroutineReturned(Trace t) {
        Object value = new Object();
        Coroutine<Object> main = () -> {
            t.log("starts");
            Asyncio.sleep(Duration.ofSeconds(2));
            t.log("ends");
            return value;
        };
        t.log("the very object", t.run(main) == value);

        Coroutine<Void> nothing = () -> {
            Asyncio.sleep(Duration.ZERO);
            return null;
        };
        t.log("nothing", (Object) t.run(nothing));
    }

    @Case(value = "RUNNER-02", plain = true)
    void theMainTasksExceptionEscapesAfterTheCleanup(Trace t) {
        var error = new Boom("main");
        List<EventLoop> loops = new ArrayList<>();
        VoidCoroutine leftOver = () -> {
            try {
                Asyncio.sleep(Duration.ofSeconds(10));
            } finally {
                Asyncio.sleep(Duration.ofSeconds(3));
                t.log("cleaned up");
            }
        };
        VoidCoroutine main = () -> {
            loops.add(Asyncio.runningLoop());
            Asyncio.createTask(leftOver, TaskOptions.named("left over"));
            Asyncio.sleep(Duration.ofSeconds(1));
            t.log("fails");
            throw error;
        };

        try {
            t.run(main);
        } catch (Boom e) {
            t.log("caught", e, e == error, loops.get(0).isClosed());
        }
    }

    /** Something awaitable that is neither a coroutine nor a future. */
    private record Meal(Trace t) implements Awaitable<String> {
        @Override
        public String await() {
            t.log("awaited");
            Asyncio.sleep(Duration.ofSeconds(1));
            return "eaten";
        }
    }

    @Case(value = "RUNNER-03", plain = true)
    void anyAwaitableIsWrappedInATask(Trace t) {
        try (Runner runner = t.runner()) {
            t.log("custom", runner.run(new Meal(t)));
            Future<String> future = runner.loop().createFuture();
            runner.loop().callLater(Duration.ofSeconds(3), () -> future.setResult("value"));
            t.log("future", runner.run(future));
            Future<String> failed = runner.loop().createFuture();
            failed.setException(new Boom("future"));
            try {
                runner.run(failed);
            } catch (Boom e) {
                t.log("failed future", e, e == failed.exception());
            }
            Future<String> cancelled = runner.loop().createFuture();
            cancelled.cancel("because");
            try {
                runner.run(cancelled);
            } catch (CancelledError e) {
                t.log("cancelled future", e);
            }
            t.log("ends", Duration.ofNanos(runner.loop().timeNanos()));
        }
    }

    /** The compiler refuses an integer; null gets past it, as each of the things that can be run. */
    @Case(value = "RUNNER-04", plain = true)
    void whatCannotBeAwaitedIsRefused(Trace t) {
        List<EventLoop> loops = new ArrayList<>();
        LoopFactory factory = () -> {
            loops.add(t.newLoop());
            return loops.get(loops.size() - 1);
        };
        List<Consumer<Runner>> uses = List.of(
                runner -> runner.run((Coroutine<String>) null),
                runner -> runner.run((VoidCoroutine) null),
                runner -> runner.run((Awaitable<String>) null));

        for (Consumer<Runner> use : uses) {
            try (Runner runner = Runner.builder().loopFactory(factory).build()) {
                use.accept(runner);
                t.log("never");
            } catch (NullPointerException e) {
                t.log("refused", e);
            }
        }
        t.log("nothing stays open", loops.stream().allMatch(EventLoop::isClosed));
        try (Runner runner = t.runner()) {
            t.log("refused", assertThrows(NullPointerException.class, () -> runner.run((Coroutine<String>) null)));
            t.log("the runner goes on", runner.run(() -> Asyncio.sleep(Duration.ofSeconds(1), "value")));
        }
    }

    @Case(value = "RUNNER-05", plain = true)
    void runInsideARunningLoopIsRefusedAtOnce(Trace t) {
        Coroutine<String> inner = Coroutine.once(() -> {
            t.log("starts");
            return "value";
        });
        VoidCoroutine main = () -> {
            t.log("refused in a task", assertThrows(IllegalStateException.class, () -> Asyncio.run(inner)));
            Asyncio.sleep(Duration.ofSeconds(1));
            Future<String> done = Asyncio.runningLoop().createFuture();
            Asyncio.runningLoop().callSoon(() -> {
                t.log("refused in a callback", assertThrows(IllegalStateException.class, () -> Asyncio.run(inner)));
                done.setResult("goes on");
            });
            t.log("main", done.await());
        };

        t.run(main);
        t.log("not used up", t.run(inner));
    }

    @Case(value = "RUNNER-19", plain = true)
    void aCancelledMainTaskLetsTheCancellationEscape(Trace t) {
        VoidCoroutine cancelsItself = () -> {
            Asyncio.currentTask().cancel("myself");
            Asyncio.sleep(Duration.ofSeconds(1));
            t.log("never");
        };
        VoidCoroutine raises = () -> {
            throw new CancelledError("raised");
        };
        VoidCoroutine isCancelled = () -> {
            Asyncio.runningLoop().callLater(Duration.ofSeconds(2), Asyncio.currentTask()::cancel);
            Asyncio.sleep(Duration.ofSeconds(10));
            t.log("never");
        };

        for (VoidCoroutine main : List.of(cancelsItself, raises, isCancelled)) {
            try {
                t.run(main);
                t.log("never");
            } catch (CancelledError e) {
                t.log("escapes", e);
            }
        }
    }

    /** Java's counterpart of SystemExit is an error after which the virtual machine may not be able to go on. */
    @Case(value = "RUNNER-20", plain = true)
    void anInterruptOrExitStopsTheLoopAtOnce(Trace t) {
        List<Task<?>> failing = new ArrayList<>();
        for (String who : List.of("main", "a task", "a callback")) {
            for (Error error : List.of(new KeyboardInterrupt(), new InternalError())) {
                t.log("raised by", who);
                try (Runner runner = t.runner()) {
                    try {
                        runner.run(stoppedBy(t, who, error, failing));
                    } catch (Throwable e) {
                        t.log("escapes", e, e == error);
                    }
                }
            }
        }
        t.log("stored in the tasks too", failing.stream().map(Task::exception).collect(Collectors.toList()));
    }

    private static VoidCoroutine stoppedBy(Trace t, String who, Error error, List<Task<?>> failing) {
        Runnable raises = () -> {
            Asyncio.runningLoop().callSoon(() -> t.log("behind it in the queue"));
            t.log("raises", error);
            throw error;
        };
        VoidCoroutine leftOver = () -> {
            try {
                Asyncio.sleep(Duration.ofSeconds(100));
            } catch (CancelledError e) {
                t.log("cancelled");
                Asyncio.sleep(Duration.ofSeconds(1));
                t.log("cleaned up");
                throw e;
            }
        };
        VoidCoroutine fails = () -> {
            Asyncio.sleep(Duration.ofSeconds(1));
            raises.run();
        };
        return () -> {
            EventLoop loop = Asyncio.runningLoop();
            Asyncio.createTask(leftOver, TaskOptions.named("left over"));
            if (who.equals("a task")) {
                failing.add(Asyncio.createTask(fails, TaskOptions.named("failing")));
            } else if (who.equals("a callback")) {
                loop.callLater(Duration.ofSeconds(1), raises);
            }
            loop.callLater(Duration.ofSeconds(1), () -> t.log("due at the same time"));
            try {
                if (who.equals("main")) {
                    fails.run();
                } else {
                    Asyncio.sleep(Duration.ofSeconds(50));
                }
            } finally {
                t.log("main ends");
            }
        };
    }

    @Case(value = "RUNNER-25", plain = true)
    void aRunnerStaysUsableAfterAFailedRun(Trace t) {
        try (Runner runner = t.runner()) {
            for (Throwable error : List.of(new Boom("run"), new CancelledError("run"), new KeyboardInterrupt())) {
                try {
                    runner.run(fails(error));
                } catch (Throwable e) {
                    t.log("failed", e, e == error);
                }
                t.log("works", runner.run(() -> {
                    Asyncio.sleep(Duration.ofSeconds(1));
                    return Duration.ofNanos(Asyncio.runningLoop().timeNanos());
                }));
            }
        }
    }

    private static VoidCoroutine fails(Throwable error) {
        return () -> {
            Asyncio.sleep(Duration.ofSeconds(1));
            if (error instanceof Exception exception) {
                throw exception;
            }
            throw (Error) error;
        };
    }

    @Case(value = "RUNNER-44", plain = true)
    void aResultIsNeverMadeText(Trace t) {
        List<String> made = new ArrayList<>();
        Object result = new Object() {
            @Override
            public String toString() {
                made.add("text");
                return "Result";
            }
        };
        Coroutine<Object> main = () -> {
            Asyncio.sleep(Duration.ofSeconds(1));
            return result;
        };

        t.log("run", t.run(main) == result);
        try (Runner runner = Runner.builder().loopFactory(t::newLoop).debug(true).build()) {
            t.log("in debug mode", runner.run(main) == result);
        }
        t.log("made text", made.size());
    }
}
