package dev.braid.conformance.runner;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.KeyboardInterrupt;
import dev.braid.Runner;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Sigint;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Ctrl-C: the first one asks the main task to end, the second one does not ask. */
class RunnerInterruptTest {

    private static boolean isDefault() {
        return Sigint.isDefault(Sigint.current());
    }

    @Case(value = "RUNNER-34", plain = true, signals = true)
    void theInterruptHandlerIsInstalledForTheRunOnly(Trace t) throws InterruptedException {
        Coroutine<Boolean> main = () -> {
            Asyncio.sleep(Duration.ofSeconds(1));
            return isDefault();
        };
        VoidCoroutine fails = () -> {
            t.log("default in a failing run", isDefault());
            throw new Boom("run");
        };

        t.log("default before", isDefault());
        try (Runner runner = t.runner()) {
            runner.loop();
            t.log("default with a loop", isDefault());
            t.log("default in a run", runner.run(main));
            t.log("default between the runs", isDefault());
            t.log("default in a run", runner.run(main));
            try {
                runner.run(fails);
            } catch (Boom e) {
                t.log("default after a failed run", isDefault());
            }
        }
        AtomicBoolean inside = new AtomicBoolean();
        Thread thread = new Thread(() -> inside.set(t.run(main)));
        thread.start();
        thread.join();
        t.log("default in a run on another thread", inside.get());
        t.log("default after", isDefault());
    }

    @Case(value = "RUNNER-35", plain = true, signals = true)
    void aHandlerOfTheUsersOwnIsLeftAlone(Trace t) {
        AtomicInteger seen = new AtomicInteger();
        Object before = Sigint.install(seen::incrementAndGet);
        try {
            Object handler = Sigint.current();
            Coroutine<Boolean> main = () -> {
                EventLoop loop = Asyncio.runningLoop();
                loop.callLater(Duration.ofSeconds(1), t::sigint);
                loop.callLater(Duration.ofSeconds(2), t::sigint);
                Asyncio.sleep(Duration.ofSeconds(3));
                t.log("main ends, interrupts seen", seen.get(), Asyncio.currentTask().cancelling());
                return Sigint.current() == handler;
            };
            t.log("the user's handler, inside", t.run(main));
            t.log("and after", Sigint.current() == handler);
        } finally {
            Sigint.restore(before);
        }
    }

    @Case(value = "RUNNER-36", plain = true, signals = true)
    void theFirstInterruptCancelsTheMainTask(Trace t) {
        VoidCoroutine main = () -> {
            Asyncio.runningLoop().callLater(Duration.ofSeconds(1), t::sigint);
            try {
                Asyncio.sleep(Duration.ofSeconds(10));
            } catch (CancelledError e) {
                t.log("cancelled", e, Asyncio.currentTask().cancelling());
                Asyncio.sleep(Duration.ofSeconds(1));
                t.log("cleaned up");
                throw e;
            }
        };
        VoidCoroutine neverWaits = () -> {
            Asyncio.runningLoop().callLater(Duration.ofSeconds(1), t::sigint);
            for (int n = 0; n < 1000; n++) {
                Asyncio.sleep(Duration.ZERO);
                t.burn(Duration.ofMillis(500));
            }
        };

        VoidCoroutine inItsLastStep = t::sigint;

        for (VoidCoroutine interrupted : List.of(main, neverWaits, inItsLastStep)) {
            try {
                t.run(interrupted);
                t.log("never");
            } catch (Throwable e) {
                t.log("escapes", e);
            }
        }
    }

    @Case(value = "RUNNER-37", plain = true, signals = true)
    void anInterruptCancelsTheFutureThatMainWaitsFor(Trace t) {
        VoidCoroutine child = () -> {
            try {
                Asyncio.sleep(Duration.ofSeconds(10));
            } finally {
                t.log("child ends");
            }
        };
        try (Runner runner = t.runner()) {
            Future<String> future = runner.loop().createFuture();
            VoidCoroutine main = () -> {
                try {
                    future.await();
                } finally {
                    t.log("main ends, future cancelled", future.cancelled());
                }
            };
            runner.loop().callLater(Duration.ofSeconds(1), t::sigint);
            try {
                runner.run(main);
            } catch (KeyboardInterrupt e) {
                t.log("escapes", e, future.cancelled());
            }

            VoidCoroutine waitsForATask = () -> Asyncio.createTask(child, TaskOptions.named("child")).await();
            runner.loop().callLater(Duration.ofSeconds(1), t::sigint);
            try {
                runner.run(waitsForATask);
            } catch (KeyboardInterrupt e) {
                t.log("escapes", e);
            }
        }
    }

    @Case(value = "RUNNER-38", plain = true, signals = true)
    void mainMaySwallowTheInterrupt(Trace t) {
        Coroutine<String> main = () -> {
            Asyncio.runningLoop().callLater(Duration.ofSeconds(1), t::sigint);
            try {
                Asyncio.sleep(Duration.ofSeconds(10));
            } catch (CancelledError e) {
                t.log("swallowed", e);
            }
            Asyncio.sleep(Duration.ofSeconds(1));
            return "value";
        };

        t.log("returned", t.run(main));
    }

    @Case(value = "RUNNER-39", plain = true, signals = true)
    void mainMayTurnTheInterruptIntoAFailure(Trace t) {
        VoidCoroutine main = () -> {
            Asyncio.runningLoop().callLater(Duration.ofSeconds(1), t::sigint);
            try {
                Asyncio.sleep(Duration.ofSeconds(10));
            } catch (CancelledError e) {
                t.log("cancelled", e);
                throw new Boom("instead");
            }
        };

        try {
            t.run(main);
        } catch (Throwable e) {
            t.log("escapes", e);
        }
    }

    @Case(value = "RUNNER-40", plain = true, signals = true)
    void theSecondInterruptEndsTheRunAtOnce(Trace t) {
        Coroutine<String> swallows = () -> {
            Asyncio.runningLoop().callLater(Duration.ofSeconds(1), t::sigint);
            try {
                Asyncio.sleep(Duration.ofSeconds(10));
            } catch (CancelledError e) {
                return "counted anew";
            }
            return "never";
        };
        try (Runner runner = t.runner()) {
            EventLoop loop = runner.loop();
            for (String name : List.of("one run", "next run")) {
                loop.callLater(Duration.ofSeconds(1), t::sigint);
                loop.callLater(Duration.ofSeconds(3), t::sigint);
                try {
                    runner.run(swallowsTheFirst(t, name));
                } catch (Throwable e) {
                    t.log("escapes", e, Duration.ofNanos(loop.timeNanos()));
                }
            }
            t.log("returned", runner.run(swallows), Duration.ofNanos(loop.timeNanos()));
        }
    }

    private static VoidCoroutine swallowsTheFirst(Trace t, String name) {
        return () -> {
            try {
                Asyncio.sleep(Duration.ofSeconds(10));
            } catch (CancelledError e) {
                t.log("first", name, Asyncio.currentTask().cancelling());
            }
            try {
                Asyncio.sleep(Duration.ofSeconds(10));
            } catch (CancelledError e) {
                t.log("only at the end", name, Asyncio.currentTask().cancelling());
                throw e;
            }
        };
    }

    @Case(value = "RUNNER-41", plain = true, signals = true)
    void anInterruptOfACancelledMainTaskStaysACancellation(Trace t) {
        VoidCoroutine main = () -> {
            Task<?> mainTask = Asyncio.currentTask();
            VoidCoroutine other = () -> {
                Asyncio.sleep(Duration.ofSeconds(1));
                t.log("cancels", mainTask.cancel("by other code"));
                t.sigint();
            };
            Asyncio.createTask(other, TaskOptions.named("other"));
            try {
                Asyncio.sleep(Duration.ofSeconds(10));
            } catch (CancelledError e) {
                t.log("cancelled", e, Asyncio.currentTask().cancelling());
                throw e;
            }
        };

        try {
            t.run(main);
        } catch (Throwable e) {
            t.log("escapes", e);
        }
    }
}
