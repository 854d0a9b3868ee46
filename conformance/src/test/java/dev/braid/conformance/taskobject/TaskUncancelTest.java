package dev.braid.conformance.taskobject;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TimerHandle;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Taking requests back: whose cancellation it was, and whether it still arrives. */
class TaskUncancelTest {

    @Case("TASK-43")
    void uncancelNeverGoesBelowZero(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } catch (CancelledError e) {
                        Task<?> me = Asyncio.currentTask();
                        t.log("two requests", me.cancelling());
                        t.log("left", List.of(me.uncancel(), me.uncancel(), me.uncancel()), me.cancelling());
                        me.cancel();
                        t.log("counts on from zero", me.cancelling(), me.uncancel());
                    }
                },
                named("child"));
        t.log("fresh", task.uncancel(), task.cancelling());
        Asyncio.sleep(ofSeconds(1));
        task.cancel();
        task.cancel();
        task.await();
    }

    @Case("TASK-44")
    void afterUncancelATaskCanBeCancelledAfresh(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    Task<?> me = Asyncio.currentTask();
                    for (String attempt : List.of("first", "second")) {
                        try {
                            Asyncio.sleep(ofSeconds(10));
                            t.log("not reached");
                        } catch (CancelledError e) {
                            t.log(attempt, e, "requests", me.cancelling(), "left", me.uncancel());
                        }
                    }
                    Asyncio.sleep(ofSeconds(10));
                    t.log("not reached");
                },
                named("child"));
        for (String message : List.of("one", "two", "three")) {
            Asyncio.sleep(ofSeconds(1));
            t.log("cancel", task.cancel(message), task.cancelling());
        }
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("awaiter got", e);
        }
        t.log("cancelled", task.cancelled(), "requests", task.cancelling());
    }

    @Case("TASK-45")
    void uncancelWithdrawsWhatWasNotDelivered(Trace t) throws Exception {
        Future<String> future = Asyncio.runningLoop().createFuture();
        Task<String> task = Asyncio.createTask(
                () -> {
                    t.log("starts");
                    Asyncio.yieldNow();
                    t.log("goes on");
                    t.log("the future gave", future.await());
                    Task<?> me = Asyncio.currentTask();
                    me.cancel();
                    me.uncancel();
                    Asyncio.sleep(ofSeconds(1));
                    t.log("slept");
                    return "value";
                },
                named("child"));
        task.cancel();
        t.log("before its start", task.uncancel());
        Asyncio.yieldNow();
        task.cancel();
        task.cancel();
        t.log("while it yields", task.uncancel(), task.uncancel());
        Asyncio.sleep(ofSeconds(1));
        future.setResult("a result");
        task.cancel();
        t.log("while it is about to resume", task.uncancel());
        t.log("awaited", task.await());
    }

    @Case("TASK-46")
    void uncancelCannotUndoACancelledFuture(Trace t) throws Exception {
        Future<Void> future = Asyncio.runningLoop().createFuture();
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        future.await();
                    } catch (CancelledError e) {
                        t.log("got", e, "requests", Asyncio.currentTask().cancelling());
                        throw e;
                    }
                },
                named("child"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel("enough");
        t.log("left", task.uncancel(), "future cancelled", future.cancelled());
        Asyncio.gatherSettled(task).await();
        t.log("cancelled", task.cancelled(), "requests", task.cancelling());
    }

    @Case("TASK-47")
    void uncancelOnAFinishedTaskChangesNoState(Trace t) throws Exception {
        Task<String> cancelled = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                        return "not reached";
                    } finally {
                        t.log("ends");
                    }
                },
                named("child"));
        Task<String> returned = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                        return "not reached";
                    } catch (CancelledError e) {
                        return "value";
                    }
                },
                named("catches"));
        Asyncio.sleep(ofSeconds(1));
        cancelled.cancel();
        returned.cancel();
        Asyncio.sleep(ofSeconds(1));
        for (Task<String> task : List.of(cancelled, returned)) {
            t.log("before", task, "done", task.done(), "cancelled", task.cancelled(), "requests", task.cancelling());
            t.log("left", task.uncancel(), task.uncancel());
            t.log("after", task, "done", task.done(), "cancelled", task.cancelled(), "requests", task.cancelling());
        }
        t.log("result", returned.result());
    }

    @Case("TASK-48")
    void uncancelTellsABlockWhoseCancellationItIs(Trace t) throws Exception {
        Coroutine<String> sleeps = () -> Asyncio.sleep(ofSeconds(10), "not reached");

        awaited(t, "inner limit", null, () -> {
            try {
                limited(t, 2, () -> limited(t, 1, sleeps));
            } catch (Boom e) {
                t.log("converted", e);
            }
            Asyncio.sleep(ofSeconds(1));
            t.log("goes on");
        });
        awaited(t, "outer limit", null, () -> {
            try {
                limited(t, 1, () -> limited(t, 2, sleeps));
            } catch (Boom e) {
                t.log("converted", e);
            }
        });
        awaited(t, "someone else's", ofMillis(500), () -> limited(t, 1, sleeps));
        awaited(t, "both at once", ofSeconds(1), () -> limited(t, 1, sleeps));
    }

    /** A block that cancels its own task after some time and then fails with Boom. */
    private static String limited(Trace t, int seconds, Coroutine<String> body) throws Exception {
        Task<?> me = Asyncio.currentTask();
        AtomicBoolean fired = new AtomicBoolean();
        TimerHandle timer = Asyncio.runningLoop().callLater(ofSeconds(seconds), () -> {
            fired.set(true);
            me.cancel("limit");
        });
        try {
            return body.run();
        } catch (CancelledError e) {
            int left = fired.get() ? me.uncancel() : me.cancelling();
            t.log("block of", seconds, "got", e, "fired", fired.get(), "left", left);
            if (fired.get() && left == 0) {
                throw new Boom(seconds);
            }
            throw e;
        } finally {
            timer.cancel();
        }
    }

    private static void awaited(Trace t, String name, Duration cancelAfter, VoidCoroutine body) {
        Task<Void> task = Asyncio.createTask(body, named(name));
        if (cancelAfter != null) {
            Asyncio.runningLoop().callLater(cancelAfter, () -> task.cancel("from outside"));
        }
        Asyncio.gatherSettled(task).await();
        t.log(name, "cancelled", task.cancelled(), "requests", task.cancelling());
    }
}
