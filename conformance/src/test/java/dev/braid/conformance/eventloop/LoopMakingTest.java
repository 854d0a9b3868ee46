package dev.braid.conformance.eventloop;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.LoopFactory;
import dev.braid.Runner;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;

/** Futures and tasks that a loop makes, and the factory that makes the tasks. */
class LoopMakingTest {

    @Case(value = "LOOP-55", plain = true)
    void aFutureIsPendingAndBoundToItsLoop(Trace t) {
        EventLoop loop = t.newLoop();
        Future<Object> future = loop.createFuture();
        t.log("future", future instanceof Future, future.done(), future.loop() == loop);
        loop.close();
    }

    @Case(value = "LOOP-56", plain = true)
    void aTaskMayBeCreatedBeforeTheLoopRuns(Trace t) {
        Coroutine<String> body = () -> {
            t.log("body");
            return "value";
        };

        EventLoop loop = t.newLoop();
        Task<String> task = loop.createTask(body, TaskOptions.named("early"));
        t.log("created", task.done(), task.loop() == loop);
        String value = loop.runUntilComplete(task);
        t.log("run", value);
        loop.close();
    }

    @Case("LOOP-57")
    void theTaskFactoryMakesTheTasks(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        List<Task<?>> made = new ArrayList<>();
        Coroutine<String> body = () -> "value";
        loop.setTaskFactory(new TaskFactory() {
            @Override
            public <T> Task<T> create(EventLoop which, Coroutine<T> coroutine, TaskOptions options) {
                t.log("factory", which == loop, options.name());
                Task<T> task = Task.create(which, coroutine, options);
                made.add(task);
                return task;
            }
        });
        Task<String> task = loop.createTask(body, TaskOptions.named("named"));
        t.log("returned", task == made.get(0), task);
        t.log("value", task.await());
        loop.setTaskFactory(null);
    }

    @Case("LOOP-58")
    void theTaskFactoryCanBeAskedForAndTakenBack(Trace t) {
        VoidCoroutine body = () -> {};
        TaskFactory factory = new TaskFactory() {
            @Override
            public <T> Task<T> create(EventLoop which, Coroutine<T> coroutine, TaskOptions options) {
                t.log("factory");
                return Task.create(which, coroutine, options);
            }
        };

        EventLoop loop = Asyncio.runningLoop();
        t.log("default", (Object) loop.taskFactory());
        loop.setTaskFactory(factory);
        t.log("custom", loop.taskFactory() == factory);
        Object noFactory = "no factory";
        try {
            loop.setTaskFactory((TaskFactory) noFactory);
        } catch (ClassCastException e) {
            t.log("refused", e, loop.taskFactory() == factory);
        }
        loop.createTask(body).await();
        loop.setTaskFactory(null);
        t.log("default", (Object) loop.taskFactory());
        loop.createTask(body).await();
    }

    @Case(value = "LOOP-61", plain = true)
    void theDefaultKindOfLoopHasAName(Trace t) {
        EventLoop loop;
        try (Runner runner = Runner.builder().loopFactory(LoopFactory.DEFAULT).build()) {
            Coroutine<EventLoop> main = Asyncio::runningLoop;
            loop = runner.run(main);
            t.log("made by the runner", loop == runner.loop(), loop.isClosed());
        }
        t.log("closed with it", loop.isClosed());
        EventLoop other = LoopFactory.DEFAULT.newLoop();
        t.log("another one each time", other != loop, other.isRunning(), other.isClosed());
        other.close();
    }
}
