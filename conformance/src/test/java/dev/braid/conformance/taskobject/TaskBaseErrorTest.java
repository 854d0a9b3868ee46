package dev.braid.conformance.taskobject;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.GeneratorExit;
import dev.braid.KeyboardInterrupt;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.BaseBoom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;

/** Errors that are more than the failure of one task, and errors that only look so. */
class TaskBaseErrorTest {

    @Case(value = "TASK-49", plain = true)
    void anInterruptOrExitIsStoredAndLeavesTheLoop(Trace t) throws Exception {
        leavesTheLoop(t, new KeyboardInterrupt());
        leavesTheLoop(t, new InternalError("Java's counterpart of SystemExit"));
    }

    private static void leavesTheLoop(Trace t, Error error) throws Exception {
        EventLoop loop = t.newLoop();
        VoidCoroutine endsWithIt = () -> {
            Asyncio.sleep(ofSeconds(1));
            t.log("raises");
            throw error;
        };
        Task<Void> raises = loop.createTask(endsWithIt, named("raises"));
        Task<String> other = loop.createTask(
                () -> {
                    Asyncio.sleep(ofSeconds(1));
                    t.log("due in the same pass");
                    return "value";
                },
                named("other"));
        try {
            loop.runUntilComplete(other);
            t.log("not reached");
        } catch (KeyboardInterrupt | VirtualMachineError e) {
            t.log("left the loop", e, "the same object", e == error, "running", loop.isRunning());
        }
        t.log("stored", raises.exception() == error, "done", raises.done(), "the other", other.done());
        t.log("run again", loop.runUntilComplete(other));
        loop.close();
    }

    @Case("TASK-60")
    void otherErrorsAreOnlyStored(Trace t) throws Exception {
        t.catchReports();
        for (Error error : List.of(new BaseBoom("base"), new GeneratorExit())) {
            VoidCoroutine fails = () -> {
                Asyncio.sleep(ofSeconds(1));
                throw error;
            };
            Task<Void> task = Asyncio.createTask(fails, named("fails"));
            Asyncio.sleep(ofSeconds(2));
            t.log("the loop goes on", "done", task.done(), "cancelled", task.cancelled());
            t.log("stored", task.exception(), "the same object", task.exception() == error);
            try {
                task.await();
            } catch (Error e) {
                t.log("awaiter got", e);
            }
        }
    }
}
