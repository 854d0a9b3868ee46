package dev.braid.conformance.coroutinetask;

import dev.braid.Asyncio;
import dev.braid.Context;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A new task's name, and how its options reach the task factory. */
class TaskOptionsTest {

    @Case("CORO-11")
    void aTaskHasTheNameItWasGiven(Trace t) {
        VoidCoroutine child = () -> {
            Asyncio.sleep(Duration.ZERO);
            t.log("runs", Asyncio.currentTask().name());
        };

        var task = Asyncio.createTask(child, TaskOptions.named("given"));
        var number = Asyncio.createTask(child, TaskOptions.named(42));
        t.log("names", task.name(), number.name());
        task.await();
        number.await();
        t.log("names when done", task.name(), number.name());
    }

    @Case("CORO-12")
    void generatedNamesCountUp(Trace t) {
        VoidCoroutine child = () -> {};

        var tasks = new ArrayList<Task<?>>();
        tasks.add(Asyncio.createTask(child));
        Asyncio.createTask(child, TaskOptions.named("named"));
        for (int n = 0; n < 3; n++) {
            tasks.add(Asyncio.createTask(child));
        }
        List<String> names = tasks.stream().map(Task::name).toList();
        List<Integer> numbers = names.stream()
                .map(name -> Integer.valueOf(name.substring("Task-".length())))
                .toList();
        t.log("prefix", names.stream().allMatch(name -> name.startsWith("Task-")));
        t.log("increasing", IntStream.range(1, 4).allMatch(n -> numbers.get(n - 1) < numbers.get(n)));
        t.log("names", names);
        t.log("names again", tasks.stream().map(Task::name).toList());
    }

    @Case("CORO-16")
    void theFactoryGetsEveryOptionAsItWasGiven(Trace t) {
        EventLoop running = Asyncio.runningLoop();
        Context context = Context.copyCurrent();
        var factory = new LoggingFactory(t, running, context);

        running.setTaskFactory(factory);
        Coroutine<String> given = returnsValue(t);
        factory.given = given;
        var options = TaskOptions.named("given").withContext(context).eager(false);
        var task = Asyncio.createTask(given, options);
        t.log("created", task, task.context() == context);
        t.log("value", task.await());
        given = returnsValue(t);
        factory.given = given;
        t.log("value", Asyncio.createTask(given).await());
        running.setTaskFactory(null);
    }

    /** A new object every time, as a lambda that captures nothing else would not be. */
    private static Coroutine<String> returnsValue(Trace t) {
        return Coroutine.once(() -> {
            t.log("child runs");
            return "value";
        });
    }

    private static final class LoggingFactory implements TaskFactory {

        private final Trace t;
        private final EventLoop running;
        private final Context context;
        @Nullable Coroutine<?> given;

        LoggingFactory(Trace t, EventLoop running, Context context) {
            this.t = t;
            this.running = running;
            this.context = context;
        }

        @Override
        public <T extends @Nullable Object> Task<T> create(
                EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
            t.log("factory", loop == running, coroutine == given);
            t.log("options", options.name(), options.eagerStart(), options.context() == context);
            return Task.create(loop, coroutine, options);
        }
    }
}
