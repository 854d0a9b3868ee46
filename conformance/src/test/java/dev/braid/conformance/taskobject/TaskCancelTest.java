package dev.braid.conformance.taskobject;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;

/** A cancellation is a request that the body gets where it is suspended, and answers as it likes. */
class TaskCancelTest {

    @Case("TASK-16")
    void cancelIsARequest(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } finally {
                        t.log("child ends");
                    }
                },
                named("child"));
        Asyncio.sleep(ofSeconds(1));
        t.log("cancel", task.cancel());
        t.log("right after", "cancelled", task.cancelled(), "done", task.done(), "cancelling", task.cancelling());
        Asyncio.yieldNow();
        t.log("a pass later", "cancelled", task.cancelled(), "done", task.done());
        Asyncio.yieldNow();
        t.log("two passes later", "cancelled", task.cancelled(), "done", task.done());
    }

    @Case("TASK-17")
    void cancellingAFinishedTaskDoesNothing(Trace t) throws Exception {
        Task<Integer> returns = Asyncio.createTask(() -> 1, named("returns"));
        Task<Void> fails = Asyncio.createTask(
                () -> {
                    throw new Boom("a");
                },
                named("fails"));
        Task<Void> sleeps = Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(10)), named("sleeps"));
        Asyncio.sleep(ofSeconds(1));
        sleeps.cancel();
        Asyncio.sleep(ofSeconds(1));
        for (Task<?> task : List.of(returns, fails, sleeps)) {
            int before = task.cancelling();
            t.log("cancel", task, task.cancel("late"), "requests", before, task.cancelling(), "cancelled", task.cancelled());
        }
        Asyncio.sleep(ofSeconds(1));
        t.log("outcomes", returns.result(), fails.exception(), sleeps.cancelled());
    }

    @Case("TASK-18")
    void cancelledErrorAppearsAtTheSuspension(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    t.log("first await");
                    Asyncio.sleep(ofSeconds(1));
                    t.log("second await");
                    try {
                        Asyncio.sleep(ofSeconds(10));
                        t.log("not reached");
                    } catch (CancelledError e) {
                        t.log("thrown here", e);
                        throw e;
                    } finally {
                        t.log("finally");
                    }
                },
                named("child"));
        Task<Void> yielding = Asyncio.createTask(
                () -> {
                    try {
                        while (true) {
                            Asyncio.yieldNow();
                        }
                    } catch (CancelledError e) {
                        t.log("thrown here", e);
                        throw e;
                    }
                },
                named("yields"));
        Asyncio.yieldNow();
        yielding.cancel();
        Asyncio.sleep(ofSeconds(3));
        t.log("cancel");
        task.cancel();
        Asyncio.gatherSettled(task, yielding).await();
        t.log("cancelled", task.cancelled(), yielding.cancelled());
    }

    @Case("TASK-19")
    void aPropagatedCancelledErrorEndsTheTaskAsCancelled(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } catch (CancelledError e) {
                        t.log("child lets it go");
                        throw e;
                    }
                },
                named("child"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel();
        try {
            task.await();
            t.log("not reached");
        } catch (CancelledError e) {
            t.log("awaiter got", e);
        }
        t.log("done", task.done(), "cancelled", task.cancelled());
        t.log("main was not cancelled", Asyncio.currentTask().cancelling());
    }

    @Case("TASK-20")
    void aTaskMayCatchTheCancellationAndReturn(Trace t) throws Exception {
        Task<String> task = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                        return "not reached";
                    } catch (CancelledError e) {
                        t.log("caught");
                        return "value";
                    }
                },
                named("child"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel();
        t.log("awaited", task.await());
        t.log("done", task.done(), "cancelled", task.cancelled(), "result", task.result());
    }

    @Case("TASK-21")
    void aTaskMayCatchTheCancellationAndGoOn(Trace t) throws Exception {
        Task<String> task = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } catch (CancelledError e) {
                        t.log("caught");
                    }
                    Asyncio.sleep(ofSeconds(5));
                    t.log("slept in peace");
                    Asyncio.yieldNow();
                    return "value";
                },
                named("child"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel();
        Asyncio.sleep(ofSeconds(1));
        t.log("done", task.done(), "cancelling", task.cancelling());
        t.log("awaited", task.await(), "cancelled", task.cancelled());
    }

    @Case("TASK-22")
    void aTaskMayTurnTheCancellationIntoAFailure(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } catch (CancelledError e) {
                        Boom instead = new Boom("instead");
                        instead.initCause(e);
                        throw instead;
                    }
                },
                named("child"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel("enough");
        try {
            task.await();
        } catch (Boom e) {
            t.log("awaiter got", e, "because of", e.getCause());
        }
        t.log("done", task.done(), "cancelled", task.cancelled(), "exception", task.exception());
    }

    @Case("TASK-23")
    void cleanUpMayAwaitBeforeTheTaskIsDone(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } catch (CancelledError e) {
                        t.log("clean-up begins");
                        Asyncio.sleep(ofSeconds(2));
                        t.log("clean-up ends");
                        throw e;
                    }
                },
                named("child"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel();
        Asyncio.sleep(ofSeconds(1));
        t.log("done", task.done(), "cancelled", task.cancelled());
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("done", task.done(), "cancelled", task.cancelled());
        }
    }
}
