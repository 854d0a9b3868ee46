package dev.braid.conformance.waitfor;
import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.Task;
import dev.braid.TimeoutException;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Condition;
import dev.braid.sync.Queue;
import java.time.Duration;
import java.util.Objects;

/** Awaiting with a limit that leaves time. */
class WaitForTest {

    @Case("WAITFOR-01")
    void whatIsInTimeGivesItsResult(Trace t) throws Exception {
        Coroutine<String> child = () -> Asyncio.sleep(ofSeconds(1), "value");
        t.log("coroutine", Asyncio.<String, Exception>waitFor(child, ofSeconds(2)));
        t.log("task", Asyncio.<String, Exception>waitFor(Asyncio.createTask(child), ofSeconds(2)));
        Asyncio.sleep(ofSeconds(5));
        t.log("nothing is left over");
    }

    @Case("WAITFOR-02")
    void withoutALimitItWaitsForEver(Trace t) throws Exception {
        Coroutine<String> child = () -> Asyncio.sleep(ofSeconds(1_000_000), "value");
        t.log("result", Asyncio.<String, Exception>waitFor(child, null));
    }

    @Case("WAITFOR-03")
    void whatIsLateIsCancelled(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(5));
                    } catch (CancelledError e) {
                        t.log("got", e);
                        throw e;
                    }
                },
                named("child"));
        try {
            Asyncio.waitFor(task, ofSeconds(1));
            t.log("not reached");
        } catch (TimeoutException e) {
            t.log("caught", e, "done", task.done(), "cancelled", task.cancelled());
        }
    }

    @Case("WAITFOR-04")
    void itWaitsForTheCleanUp(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(5));
                    } finally {
                        Asyncio.sleep(ofSeconds(3));
                        t.log("cleaned up");
                    }
                },
                named("child"));
        try {
            Asyncio.waitFor(task, ofSeconds(1));
            t.log("not reached");
        } catch (TimeoutException e) {
            t.log("caught", e, "done", task.done());
        }
    }

    /** The context of a Java exception is its cause. */
    @Case("WAITFOR-05")
    void theCancellationIsTheContext(Trace t) throws Exception {
        for (int limit : new int[] {1, 0}) {
            Task<Void> task = Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(5)), named("child"));
            Asyncio.yieldNow();
            try {
                Asyncio.waitFor(task, ofSeconds(limit));
                t.log("not reached");
            } catch (TimeoutException e) {
                t.log("caught", e, e.getCause());
            }
        }
    }

    @Case("WAITFOR-06")
    void anExceptionWhileBeingCancelledWins(Trace t) throws Exception {
        Boom boom = new Boom("a");
        for (int limit : new int[] {1, 0}) {
            Task<Void> task = Asyncio.createTask(
                    () -> {
                        try {
                            Asyncio.sleep(ofSeconds(5));
                        } catch (CancelledError e) {
                            Asyncio.sleep(ofSeconds(1));
                            throw boom;
                        }
                    },
                    named("child"));
            Asyncio.yieldNow();
            try {
                Asyncio.waitFor(task, ofSeconds(limit));
                t.log("not reached");
            } catch (Boom e) {
                t.log("caught", e, "the same object", e == boom, "requests", requests());
            }
        }
    }

    @Case("WAITFOR-07")
    void aValueInSpiteOfTheCancellationIsReturned(Trace t) throws Exception {
        Coroutine<String> child = () -> {
            try {
                return Asyncio.sleep(ofSeconds(5), "not reached");
            } catch (CancelledError e) {
                t.log("swallows", e);
                Asyncio.sleep(ofSeconds(1));
                return "value";
            }
        };
        t.log("task", Asyncio.<String, Exception>waitFor(Asyncio.createTask(child, named("child")), ofSeconds(1)));
        t.log("coroutine", Asyncio.<String, Exception>waitFor(child, ofSeconds(1)), "requests", requests());
    }

    @Case("WAITFOR-15")
    void aCoroutineRunsInTheCallingTask(Trace t) throws Exception {
        ContextVar<String> variable = ContextVar.withDefault("var", "unset");
        Task<?> caller = Asyncio.currentTask();
        VoidCoroutine child = () -> {
            t.log("the caller", Asyncio.currentTask() == caller, "tasks", Asyncio.allTasks().size());
            variable.set("set");
            Asyncio.sleep(ofSeconds(1));
        };
        for (Duration limit : new Duration[] {ofSeconds(10), null}) {
            Asyncio.waitFor(child, limit);
            t.log("persists", variable.get());
            variable.set("unset");
        }
    }

    @Case("WAITFOR-17")
    void aConditionIsLeftWithItsLock(Trace t) throws Exception {
        Condition condition = new Condition();
        try (var held = condition.hold()) {
            try {
                Asyncio.waitFor(() -> condition.await(), ofSeconds(1));
                t.log("not reached");
            } catch (TimeoutException e) {
                t.log("caught", e, "locked", condition.locked());
            }
        }
        t.log("released", condition.locked());
    }

    @Case("WAITFOR-18")
    void aQueueLosesNothing(Trace t) throws Exception {
        Queue<String> queue = new Queue<>();
        try {
            Asyncio.waitFor(() -> queue.get(), ofSeconds(1));
            t.log("not reached");
        } catch (TimeoutException e) {
            t.log("caught", e);
        }
        Task<String> getter = Asyncio.createTask(() -> queue.get(), named("getter"));
        Asyncio.sleep(ofSeconds(1));
        queue.putNowait("item");
        t.log("the other reader", getter.await());
        queue.putNowait("another");
        t.log("size", queue.qsize(), queue.getNowait());
    }

    @Case("WAITFOR-20")
    void aTimeoutLeavesNoCancellationBehind(Trace t) throws Exception {
        for (int limit : new int[] {1, 0}) {
            try {
                Asyncio.waitFor(Asyncio.<Void>createFuture(), ofSeconds(limit));
                t.log("not reached");
            } catch (TimeoutException e) {
                t.log("caught", "requests", requests());
            }
            Asyncio.sleep(ofSeconds(1));
            t.log("goes on");
        }
    }

    private static int requests() {
        Task<?> task = Objects.requireNonNull(Asyncio.currentTask());
        return task.cancelling();
    }
}
