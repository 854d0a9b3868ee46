package dev.braid.conformance.taskobject;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.function.Consumer;

/** What the message of a cancellation becomes. */
class TaskCancelMessageTest {

    @Case("TASK-36")
    void theMessageReachesTheBodyAndTheAwaiter(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(sleeps(t), named("child"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel("the reason");
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("awaiter got", e);
        }
    }

    @Case("TASK-37")
    void noMessageAndMessagesThatAreNotText(Trace t) throws Exception {
        t.log("without", thrownWhenCancelled(t, task -> task.cancel()));
        t.log("none", thrownWhenCancelled(t, task -> task.cancel(null)));
        t.log("number", thrownWhenCancelled(t, task -> task.cancel(5)));
        List<String> message = List.of("a", "list");
        CancelledError error = thrownWhenCancelled(t, task -> task.cancel(message));
        t.log("list", error, "the same object", error.message() == message);
    }

    private static CancelledError thrownWhenCancelled(Trace t, Consumer<Task<Void>> cancel) {
        Task<Void> task = Asyncio.createTask(sleeps(t));
        Asyncio.runningLoop().callLater(ofSeconds(1), () -> cancel.accept(task));
        Asyncio.sleep(ofSeconds(1));
        try {
            task.await();
            throw new AssertionError("the task was cancelled");
        } catch (CancelledError e) {
            return e;
        }
    }

    private static VoidCoroutine sleeps(Trace t) {
        return () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                t.log("body got", e);
                throw e;
            }
        };
    }

    @Case("TASK-38")
    void theLastMessageBeforeTheStartIsUsed(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(() -> t.log("not reached"), named("child"));
        t.log("cancel", task.cancel("first"), task.cancel("second"), task.cancel("last"));
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("awaiter got", e, "requests", task.cancelling());
        }
    }
}
