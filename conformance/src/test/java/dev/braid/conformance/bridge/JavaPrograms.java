package dev.braid.conformance.bridge;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofMillis;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.EventLoop;
import dev.braid.ExceptionGroup;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.VoidCoroutine;
import java.util.List;

/** Programs whose twins are in {@code KotlinPrograms.kt}, line by line. */
public final class JavaPrograms {

    private JavaPrograms() {}

    static VoidCoroutine sleeper(EventLog t, long millis) {
        return () -> {
            t.log("begins");
            try {
                Asyncio.sleep(ofMillis(millis));
                t.log("slept");
            } catch (CancelledError cancelled) {
                t.log("cancelled", cancelled);
                Asyncio.sleep(ofMillis(1));
                t.log("cleaned up");
                throw cancelled;
            } finally {
                t.log("ends");
            }
        };
    }

    static VoidCoroutine failing(EventLog t, long millis, String message) {
        return () -> {
            Asyncio.sleep(ofMillis(millis));
            t.log("fails");
            throw new IllegalArgumentException(message);
        };
    }

    public static void groupWithFailure(EventLog t) {
        try {
            TaskGroup.run(group -> {
                group.createTask(sleeper(t, 100), named("a"));
                group.createTask(failing(t, 5, "first"), named("b"));
                group.createTask(() -> {
                    try {
                        Asyncio.sleep(ofMillis(100));
                    } finally {
                        throw new IllegalStateException("second");
                    }
                }, named("c"));
                group.createTask(() -> t.log("eager"), named("d").eager());
                try {
                    Asyncio.sleep(ofMillis(50));
                } finally {
                    t.log("body ends", Asyncio.currentTask().cancelling());
                }
            });
        } catch (ExceptionGroup group) {
            t.log("group failed", group);
        }
        t.log("after", Asyncio.currentTask().cancelling());
        Asyncio.sleep(ofMillis(1));
        t.log("slept again");
    }

    public static void groupCancelledFromOutside(EventLog t) {
        Task<?> task = Asyncio.createTask(() -> TaskGroup.run(group -> {
            group.createTask(sleeper(t, 100), named("a"));
            group.createTask(sleeper(t, 3), named("b"));
        }), named("owner"));
        Asyncio.sleep(ofMillis(2));
        t.log("cancel", task.cancel("enough"));
        try {
            task.await();
        } catch (CancelledError cancelled) {
            t.log("was cancelled", cancelled, task.cancelled());
        }
    }

    public static void cancellationWithCleanUp(EventLog t) {
        Task<?> task = Asyncio.createTask(() -> {
            try {
                Asyncio.sleep(ofMillis(10));
            } catch (CancelledError first) {
                t.log("first", first);
                try {
                    Asyncio.sleep(ofMillis(10));
                } catch (CancelledError second) {
                    t.log("second", second);
                }
                t.log("swallowed", Asyncio.currentTask().cancelling());
                Asyncio.yieldNow();
                t.log("uncancel", Asyncio.currentTask().uncancel());
                Asyncio.sleep(ofMillis(10));
                return "done";
            }
            return "never";
        }, named("stubborn"));
        Asyncio.yieldNow();
        task.cancel("one");
        Asyncio.sleep(ofMillis(1));
        task.cancel("two");
        Asyncio.yieldNow();
        t.log("result", task.await());
        Task<?> unborn = Asyncio.createTask(() -> t.log("never runs"), named("unborn"));
        unborn.cancel();
        Asyncio.yieldNow();
        Asyncio.yieldNow();
        t.log("unborn", unborn.cancelled());
        Task<?> self = Asyncio.createTask(() -> {
            Asyncio.currentTask().cancel("self");
            t.log("goes on");
            Asyncio.sleep(ofMillis(10));
        }, named("self"));
        try {
            self.await();
        } catch (CancelledError cancelled) {
            t.log("self", cancelled);
        }
    }

    public static void gathering(EventLog t) {
        Future<List<String>> all = Asyncio.gather(List.of(
                Asyncio.createTask(() -> slowly(t, 3, "x"), named("x")),
                Asyncio.createTask(() -> slowly(t, 1, "y"), named("y")),
                Asyncio.createTask(() -> slowly(t, 2, "z"), named("z"))));
        t.log("all", all.await());
        Future<List<Void>> failing = Asyncio.gather(List.of(
                Asyncio.createTask(failing(t, 2, "bad"), named("bad")),
                Asyncio.createTask(sleeper(t, 5), named("good"))));
        try {
            failing.await();
        } catch (IllegalArgumentException error) {
            t.log("failed", error);
        }
        Asyncio.sleep(ofMillis(5));
        Future<List<Void>> cancelled = Asyncio.gather(List.of(
                Asyncio.createTask(sleeper(t, 5), named("p")), Asyncio.createTask(sleeper(t, 6), named("q"))));
        Asyncio.yieldNow();
        cancelled.cancel();
        try {
            cancelled.await();
        } catch (CancelledError error) {
            t.log("gather cancelled", error);
        }
    }

    private static String slowly(EventLog t, long millis, String value) {
        Asyncio.sleep(ofMillis(millis));
        t.log("gives", value);
        return value;
    }

    public static void timeouts(EventLog t) {
        try {
            Timeout.after(ofMillis(5), timeout -> {
                try {
                    Asyncio.sleep(ofMillis(50));
                } catch (CancelledError cancelled) {
                    t.log("expires", Asyncio.currentTask().cancelling());
                    Asyncio.sleep(ofMillis(2));
                    t.log("cleaned up");
                    throw cancelled;
                }
            });
        } catch (TimeoutException expired) {
            t.log("timed out", Asyncio.currentTask().cancelling());
        }
        t.log("in time", Timeout.<Integer, RuntimeException>after(ofMillis(5), timeout -> {
            Asyncio.sleep(ofMillis(1));
            return 7;
        }));
        try {
            Timeout.after(ofMillis(2), outer -> {
                Timeout.after(ofMillis(20), inner -> {
                    inner.reschedule(Asyncio.runningLoop().timeNanos() + 1_000_000);
                    Asyncio.sleep(ofMillis(50));
                });
            });
        } catch (TimeoutException expired) {
            t.log("inner first", Asyncio.currentTask().cancelling());
        }
        Asyncio.sleep(ofMillis(1));
        Task<?> cancelled = Asyncio.createTask(
                () -> Timeout.after(ofMillis(50), timeout -> {
                    Asyncio.sleep(ofMillis(70));
                }), named("limited"));
        Asyncio.sleep(ofMillis(1));
        cancelled.cancel("not the timeout");
        try {
            cancelled.await();
        } catch (CancelledError error) {
            t.log("outside", error);
        }
    }

    public static void order(EventLog t) {
        EventLoop loop = Asyncio.runningLoop();
        Future<String> future = loop.createFuture();
        for (String name : List.of("a", "b", "c")) {
            Asyncio.createTask(() -> {
                t.log("begins");
                Asyncio.yieldNow();
                t.log("yielded");
                Asyncio.sleep(ofMillis(name.equals("b") ? 0 : 2));
                t.log("slept");
                t.log("got", future.await());
                t.log("again", future.await());
            }, named(name));
        }
        Asyncio.createTask(() -> {
            t.log("eager begins");
            Asyncio.yieldNow();
            t.log("eager ends");
        }, named("e").eager());
        loop.callSoon(() -> t.log("callback"));
        Asyncio.yieldNow();
        t.log("main yielded");
        loop.callLater(ofMillis(3), () -> {
            t.log("sets");
            future.setResult("value");
        });
        t.log("main got", future.await());
        Asyncio.yieldNow();
        Future<String> broken = loop.createFuture();
        IllegalStateException error = new IllegalStateException("broken");
        loop.callSoon(() -> broken.setException(error));
        try {
            broken.await();
        } catch (IllegalStateException thrown) {
            t.log("the same", thrown == error);
        }
    }

    public static void awaitingWhatIsCancelled(EventLog t) {
        Task<?> inner = Asyncio.createTask(sleeper(t, 50), named("inner"));
        Task<?> outer = Asyncio.createTask(() -> {
            try {
                inner.await();
            } catch (CancelledError cancelled) {
                t.log("passed on", cancelled, Asyncio.currentTask().cancelling());
                throw cancelled;
            }
        }, named("outer"));
        Asyncio.sleep(ofMillis(2));
        outer.cancel("down");
        Asyncio.yieldNow();
        t.log("inner is cleaning up", inner.done(), outer.done());
        try {
            outer.await();
        } catch (CancelledError cancelled) {
            t.log("outer", cancelled);
        }
        Task<?> victim = Asyncio.createTask(sleeper(t, 50), named("victim"));
        Asyncio.createTask(() -> victim.cancel("by another"), named("another"));
        try {
            victim.await();
        } catch (CancelledError cancelled) {
            t.log("not mine", cancelled, Asyncio.currentTask().cancelling());
        }
        Asyncio.sleep(ofMillis(1));
        t.log("goes on");
    }
}
