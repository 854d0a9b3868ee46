package dev.braid.conformance.taskobject;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.ContextVar;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Failures that nobody looked at are reported when their task is reclaimed. */
class TaskReportTest {

    @Case("TASK-50")
    void aFailureNobodyLookedAtIsReportedWhenTheTaskIsReclaimed(Trace t) throws Exception {
        t.catchReports();
        VoidCoroutine fails = () -> {
            throw new Boom("lost");
        };
        Task<Void> task = Asyncio.createTask(fails, named("fails"));
        Asyncio.sleep(ofSeconds(1));
        t.gc();
        t.log("referred to, so nothing is reported", task.done());
        task = null;
        t.gc();
        t.log("once only");
        t.gc();
        t.log("main ends");
    }

    @Case("TASK-51")
    void lookingAtAFailureSuppressesTheReport(Trace t) throws Exception {
        t.catchReports();
        aFailedTask("awaited", task -> {
            try {
                task.await();
            } catch (Boom e) {
                t.log("awaited", e);
            }
        });
        aFailedTask("its result", task -> {
            try {
                task.result();
            } catch (Boom e) {
                t.log("result", e);
            }
        });
        aFailedTask("its exception", task -> t.log("exception", task.exception()));
        aFailedTask("cancelled", task -> t.log("cancel", task.cancel()));
        t.gc();
        t.log("nothing was reported; but");
        aFailedTask("only asked", task -> t.log("done", task.done(), task.cancelled()));
        t.gc();
        t.log("main ends");
    }

    private static void aFailedTask(String name, Consumer<Task<Void>> look) {
        VoidCoroutine fails = () -> {
            throw new Boom(name);
        };
        Task<Void> task = Asyncio.createTask(fails, named(name));
        Asyncio.sleep(ofSeconds(1));
        look.accept(task);
    }

    @Case("TASK-52")
    void theReportIsHandledInTheTasksContext(Trace t) throws Exception {
        ContextVar<String> variable = ContextVar.withDefault("var", "unset");
        List<List<Object>> seen = new ArrayList<>();
        Asyncio.runningLoop()
                .setExceptionHandler((loop, context) -> seen.add(List.of(context.exception(), variable.get())));
        variable.set("main's");
        Task<Void> task = Asyncio.createTask(() -> {
            variable.set("the task's");
            throw new Boom("lost");
        });
        Asyncio.sleep(ofSeconds(1));
        task = null;
        t.gc();
        t.log("handler saw", seen);
        t.log("main sees", variable.get());
    }
}
