package dev.braid.conformance.eager;

import dev.braid.Asyncio;
import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.SingleUseCoroutine;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Who decides whether a task starts eagerly, and where it cannot. */
class EagerChoiceTest {

    @Case(value = "EAGER-12", plain = true)
    void aLoopThatIsNotRunningStartsNothingEagerly(Trace t) {
        Coroutine<String> child = () -> {
            t.log("starts");
            return "value";
        };

        EventLoop loop = t.newLoop();
        var task = Task.create(loop, child, TaskOptions.named("direct").eager());
        t.log("created", "done", task.done());
        loop.setTaskFactory(TaskFactory.EAGER);
        loop.createTask(child).setName("by the factory");
        t.log("tasks", Asyncio.allTasks(loop).size());
        t.log("value", loop.runUntilComplete(task));
        loop.close();
    }

    @Case("EAGER-13")
    void theCreatingCallOverridesTheLoop(Trace t) {
        var loop = Asyncio.runningLoop();

        var tasks = new ArrayList<Task<?>>();
        tasks.add(create(t, TaskOptions.named("default")));
        tasks.add(create(t, TaskOptions.named("default, eager").eager()));
        tasks.add(create(t, TaskOptions.named("default, not eager").eager(false)));
        loop.setTaskFactory(TaskFactory.EAGER);
        tasks.add(create(t, TaskOptions.named("factory")));
        tasks.add(create(t, TaskOptions.named("factory, eager").eager()));
        tasks.add(create(t, TaskOptions.named("factory, not eager").eager(false)));
        for (var task : tasks) {
            task.await();
        }
    }

    private static Task<?> create(Trace t, TaskOptions options) {
        VoidCoroutine child = () -> t.log("starts");

        t.log("creates", options.name());
        var task = Asyncio.createTask(child, options);
        t.log("created", options.name(), "done", task.done());
        return task;
    }

    /** Python's constructor of Task may be called without a loop. Braid's {@link Task#create} may not; createTask is. */
    @Case("EAGER-14")
    void withoutALoopGivenTheRunningOneIsUsed(Trace t) {
        EventLoop running = Asyncio.runningLoop();
        Coroutine<String> child = () -> {
            t.log("starts", Asyncio.runningLoop() == running);
            Asyncio.sleep(Duration.ofSeconds(1));
            return "value";
        };

        var task = Asyncio.createTask(child, TaskOptions.named("child").eager());
        t.log("created", task.loop() == running, "done", task.done());
        t.log("value", task.await());
    }

    @Case("EAGER-17")
    void aContextThatIsEnteredIsRefused(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Context context = Context.copyCurrent();

        context.run(() -> {
            var.set("inside");
            var coroutine = startsAndReturns(t, var);
            try {
                Asyncio.createTask(coroutine, TaskOptions.named("child").withContext(context).eager());
            } catch (IllegalStateException e) {
                t.log("refused", e);
            }
            coroutine.close();
            t.log("still inside", var.get(), "tasks", Asyncio.allTasks().stream().map(Task::name).toList());
        });
        t.log("outside", var.get());
        Asyncio.sleep(Duration.ofSeconds(1));
        var onceLeft = TaskOptions.named("once left").withContext(context).eager();
        t.log("loop goes on", Asyncio.createTask(startsAndReturns(t, var), onceLeft).await());
    }

    private static SingleUseCoroutine<String> startsAndReturns(Trace t, ContextVar<String> var) {
        return Coroutine.once(() -> {
            t.log("starts", var.get());
            return "value";
        });
    }

    @Case("EAGER-20")
    void anEagerFactoryOfOnesOwn(Trace t) {
        EventLoop running = Asyncio.runningLoop();
        Context context = Context.copyCurrent();
        var constructor = new LoggingConstructor(t, running, context);

        TaskFactory factory = TaskFactory.eager(constructor);
        running.setTaskFactory(factory);
        t.log("installed", running.taskFactory() == factory);
        var plain = Asyncio.createTask(constructor.expected(suspendsAndReturns(t)));
        t.log("created", plain);
        var inContext = TaskOptions.named("full").withContext(context);
        var full = Asyncio.createTask(constructor.expected(suspendsAndReturns(t)), inContext);
        t.log("created", full);
        var notEager = TaskOptions.named("deferred").eager(false);
        var deferred = Asyncio.createTask(constructor.expected(suspendsAndReturns(t)), notEager);
        t.log("created", deferred);
        running.setTaskFactory(null);
        t.log("values", plain.await(), full.await(), deferred.await());
    }

    /** A new object every time. */
    private static Coroutine<String> suspendsAndReturns(Trace t) {
        return Coroutine.once(() -> {
            t.log("starts");
            Asyncio.sleep(Duration.ZERO);
            return "value";
        });
    }

    private static final class LoggingConstructor implements TaskFactory {

        private final Trace t;
        private final EventLoop running;
        private final Context context;
        private @Nullable Coroutine<?> given;

        LoggingConstructor(Trace t, EventLoop running, Context context) {
            this.t = t;
            this.running = running;
            this.context = context;
        }

        Coroutine<String> expected(Coroutine<String> coroutine) {
            given = coroutine;
            return coroutine;
        }

        @Override
        public <T extends @Nullable Object> Task<T> create(
                EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
            t.log("constructor", coroutine == given, loop == running, "eager", options.eagerStart());
            t.log("options", options.name(), options.context() == context);
            return Task.create(loop, coroutine, options);
        }
    }
}
