package dev.braid.conformance.eager;

import dev.braid.Asyncio;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the eager step sees around it: the current task, the task set, context variables, its own name. */
class EagerSurroundingsTest {

    @Case("EAGER-09")
    void theCurrentTaskIsTheNewOneWhileItStarts(Trace t) {
        var loop = Asyncio.runningLoop();
        var main = Asyncio.currentTask();
        loop.setTaskFactory(TaskFactory.EAGER);
        var starting = new ArrayList<Task<?>>();
        VoidCoroutine fails = () -> {
            throw new Boom("failed");
        };

        var task = Asyncio.createTask(startsAnother(t, main, 2, starting), TaskOptions.named("depth 2"));
        t.log("back", Asyncio.currentTask() == main, task == starting.get(0));
        t.log("after a failure", Asyncio.createTask(fails).exception(), Asyncio.currentTask() == main);
        task.await();
        Asyncio.sleep(Duration.ofSeconds(1));
    }

    private static VoidCoroutine startsAnother(Trace t, Task<?> main, int depth, List<Task<?>> starting) {
        return () -> {
            var me = Asyncio.currentTask();
            starting.add(me);
            t.log("starts", "new", me != main, "done", me.done());
            if (depth > 0) {
                var inner = Asyncio.createTask(
                        startsAnother(t, main, depth - 1, starting), TaskOptions.named("depth " + (depth - 1)));
                t.log("back", Asyncio.currentTask() == me, inner != me);
            }
            Asyncio.sleep(Duration.ZERO);
            t.log("second step", Asyncio.currentTask() == me);
        };
    }

    @Case("EAGER-10")
    void theTaskSetHasTheTaskWhileItRunsAndIfItSuspends(Trace t) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);
        VoidCoroutine suspends = () -> {
            t.log("tasks", names());
            Asyncio.sleep(Duration.ofSeconds(1));
            t.log("tasks", names());
        };
        VoidCoroutine returns = () -> t.log("tasks", names());
        VoidCoroutine fails = () -> {
            t.log("tasks", names());
            throw new Boom("failed");
        };

        var pending = Asyncio.createTask(suspends, TaskOptions.named("suspends"));
        t.log("tasks", names());
        Asyncio.createTask(returns, TaskOptions.named("returns"));
        t.log("tasks", names());
        Asyncio.createTask(fails, TaskOptions.named("fails")).exception();
        t.log("tasks", names());
        pending.await();
        t.log("tasks", names());
    }

    @Case("EAGER-11")
    void theEagerStepRunsInACopyOfTheContext(Trace t) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        VoidCoroutine child = () -> {
            t.log("sees", var.get());
            var.set("child's");
            Asyncio.sleep(Duration.ZERO);
            t.log("sees", var.get());
        };

        var.set("creator's");
        var task = Asyncio.createTask(child, TaskOptions.named("child"));
        t.log("creator sees", var.get(), "task's context has", task.context().get(var));
        var.set("creator's next");
        task.await();
        t.log("creator sees", var.get());
    }

    @Case("EAGER-15")
    void theNameIsThereInTheEagerStep(Trace t) {
        VoidCoroutine child = () -> t.log("runs", Asyncio.currentTask().name());

        var task = Asyncio.createTask(child, TaskOptions.named("per call").eager());
        t.log("created", task);
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);
        task = Asyncio.createTask(child, TaskOptions.named("by the factory"));
        t.log("created", task);
    }

    @Case("EAGER-16")
    void aTaskThatFinishedEagerlyHasNoCoroutine(Trace t) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);

        var finished = Asyncio.createTask(new LooksAtItself(t, 0), TaskOptions.named("finished"));
        t.log("finished", finished.coroutine() == null);
        var coroutine = new LooksAtItself(t, 1);
        var task = Asyncio.createTask(coroutine, TaskOptions.named("suspended"));
        t.log("suspended", task.coroutine() == coroutine);
        task.await();
        t.log("finished later", task.coroutine() == coroutine);
    }

    private record LooksAtItself(Trace t, int seconds) implements Coroutine<@Nullable Void> {
        @Override
        public @Nullable Void run() {
            t.log("while it starts", Asyncio.currentTask().coroutine() == this);
            if (seconds > 0) {
                Asyncio.sleep(Duration.ofSeconds(seconds));
            }
            return null;
        }
    }

    private static List<String> names() {
        return Asyncio.allTasks().stream().map(Task::name).toList();
    }
}
