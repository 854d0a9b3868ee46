package dev.braid.conformance.taskobject;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;

/** Requests that meet no suspension: before the start, by the task itself, at its end. */
class TaskUndeliveredCancelTest {

    @Case("TASK-29")
    void aTaskCancelledBeforeItStartsRunsNothing(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        t.log("not reached");
                    } finally {
                        t.log("not reached either");
                    }
                },
                named("child"));
        t.log("cancel", task.cancel("at once"), "done", task.done());
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("awaiter got", e);
        }
        t.log("cancelled", task.cancelled());
    }

    @Case("TASK-30")
    void aTaskThatCancelsItselfDoesNotWait(Trace t) throws Exception {
        Asyncio.createTask(cancelsItselfBefore(t, () -> Asyncio.sleep(ofSeconds(10))), named("sleeps")).await();
        Asyncio.createTask(cancelsItselfBefore(t, () -> Asyncio.sleep(ZERO)), named("yields")).await();
        VoidCoroutine waits = () -> Asyncio.runningLoop().<Void>createFuture().await();
        Asyncio.createTask(cancelsItselfBefore(t, waits), named("waits")).await();
    }

    private static VoidCoroutine cancelsItselfBefore(Trace t, VoidCoroutine wait) {
        return () -> {
            t.log("cancels itself", Asyncio.currentTask().cancel("myself"));
            t.log("goes on");
            Asyncio.runningLoop().callSoon(() -> t.log("next pass"));
            try {
                wait.run();
                t.log("not reached");
            } catch (CancelledError e) {
                t.log("got", e);
            }
            Asyncio.sleep(ofSeconds(1));
            t.log("second await is undisturbed");
        };
    }

    @Case("TASK-31")
    void aTaskThatCancelsItselfCancelsWhatItAwaitsNext(Trace t) throws Exception {
        Task<Void> inner = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } catch (CancelledError e) {
                        t.log("inner got", e);
                        throw e;
                    }
                },
                named("inner"));
        Asyncio.sleep(ofSeconds(1));
        Task<Void> outer = Asyncio.createTask(
                () -> {
                    Asyncio.currentTask().cancel("myself");
                    t.log("nothing happened yet", inner.cancelling());
                    try {
                        inner.await();
                    } catch (CancelledError e) {
                        t.log("outer got", e, "inner cancelled", inner.cancelled());
                        throw e;
                    }
                },
                named("outer"));
        Asyncio.gatherSettled(inner, outer).await();
        t.log("cancelled", inner.cancelled(), outer.cancelled());
    }

    @Case("TASK-32")
    void aTaskThatCancelsItselfAtItsEndIsCancelled(Trace t) throws Exception {
        Task<String> task = Asyncio.createTask(
                () -> {
                    Asyncio.sleep(ofSeconds(1));
                    Asyncio.currentTask().cancel("at the end");
                    t.log("returns");
                    return "dropped";
                },
                named("child"));
        try {
            t.log("not reached", task.await());
        } catch (CancelledError e) {
            t.log("awaiter got", e);
        }
        t.log("cancelled", task.cancelled());
    }

    @Case("TASK-33")
    void aCancelledErrorOutOfNowhereCancelsItsTask(Trace t) throws Exception {
        VoidCoroutine child = () -> {
            throw new CancelledError("my own");
        };
        Task<Void> task = Asyncio.createTask(child, named("child"));
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("awaiter got", e);
        }
        t.log("cancelled", task.cancelled(), "requests", task.cancelling());
    }
}
