package dev.braid.conformance.coroutinetask;

import dev.braid.Asyncio;
import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.SingleUseCoroutine;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;

/** Which context a task runs in. */
class TaskContextTest {

    @Case("CORO-13")
    void aTaskRunsInACopyOfItsCreatorsContext(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        VoidCoroutine grandchild = () -> {
            t.log("grandchild sees", var.get());
            var.set("grandchild's");
        };
        VoidCoroutine child = () -> {
            t.log("child sees", var.get());
            var.set("child's");
            Asyncio.sleep(Duration.ofSeconds(1));
            t.log("child sees", var.get());
            Asyncio.createTask(grandchild, TaskOptions.named("grandchild")).await();
            t.log("child sees", var.get());
        };

        var before = Asyncio.createTask(child, TaskOptions.named("before"));
        var.set("creator's");
        var task = Asyncio.createTask(child, TaskOptions.named("after"));
        var.set("creator's next");
        before.await();
        task.await();
        t.log("creator sees", var.get());
    }

    @Case("CORO-14")
    void aTaskRunsInTheContextItIsGiven(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");

        Context context = Context.copyCurrent();
        var inContext = TaskOptions.inContext(context);
        var first = Asyncio.createTask(changes(t, var, "first"), inContext.withName("first"));
        first.await();
        t.log("context has", context.get(var), "creator sees", var.get());
        Asyncio.createTask(changes(t, var, "second"), inContext.withName("second")).await();
        t.log("context has", context.get(var), "creator sees", var.get());
        t.log("same context", first.context() == context);
    }

    private static VoidCoroutine changes(Trace t, ContextVar<String> var, String value) {
        return () -> {
            t.log("sees", var.get());
            var.set(value);
            Asyncio.sleep(Duration.ZERO);
            var.set(value + "!");
        };
    }

    /** The compiler refuses what is no context; what is left of the mistake is null. */
    @Case("CORO-15")
    void whatIsNoContextIsRefused(Trace t) {
        for (boolean eager : new boolean[] {false, true}) {
            SingleUseCoroutine<String> coroutine = Coroutine.once(() -> {
                t.log("body runs");
                return "value";
            });
            try {
                Asyncio.createTask(coroutine, TaskOptions.inContext(null).eager(eager));
            } catch (NullPointerException e) {
                t.log("refused", e);
            }
            coroutine.close();
            t.log("tasks", Asyncio.allTasks().stream().map(Task::name).toList());
        }
        t.log("loop goes on", Asyncio.createTask(() -> Asyncio.sleep(Duration.ofSeconds(1), "value")).await());
    }
}
