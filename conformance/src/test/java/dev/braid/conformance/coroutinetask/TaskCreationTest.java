package dev.braid.conformance.coroutinetask;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.SingleUseCoroutine;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.ByHand;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** When a new task runs, and what no task can be made of. */
class TaskCreationTest {

    @Case("CORO-05")
    void aNewTaskStartsInALaterPass(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        VoidCoroutine child = () -> t.log("child starts");
        VoidCoroutine doesNotSuspend = () -> t.log("creator goes on");

        loop.callSoon(() -> t.log("queued before the task"));
        var task = Asyncio.createTask(child);
        loop.callSoon(() -> t.log("queued after the task"));
        t.log("created", task, task.done());
        doesNotSuspend.run();
        Asyncio.sleep(Duration.ZERO);
        t.log("after one pass", task.done());
    }

    @Case("CORO-06")
    void tasksStartInTheOrderOfCreation(Trace t) {
        VoidCoroutine grandchild = () -> t.log("starts");
        VoidCoroutine child = () -> {
            t.log("starts");
            Asyncio.createTask(grandchild, TaskOptions.named(Asyncio.currentTask().name() + "'s child"));
            Asyncio.sleep(Duration.ZERO);
            t.log("goes on");
        };

        var tasks = Stream.of("c", "a", "b")
                .map(name -> Asyncio.createTask(child, TaskOptions.named(name)))
                .toList();
        t.log("created");
        for (var task : tasks) {
            task.await();
        }
    }

    @Case("CORO-07")
    void sleepingTasksOverlap(Trace t) {
        var slow = Asyncio.createTask(sleeps(t, 3), TaskOptions.named("slow"));
        var quick = Asyncio.createTask(sleeps(t, 2), TaskOptions.named("quick"));
        t.log("values", slow.await(), quick.await());
    }

    private static Coroutine<Integer> sleeps(Trace t, int seconds) {
        return () -> {
            t.log("starts");
            Asyncio.sleep(Duration.ofSeconds(seconds));
            t.log("ends");
            return seconds;
        };
    }

    @Case(value = "CORO-08", plain = true)
    void withoutARunningLoopNoTaskIsCreated(Trace t) {
        SingleUseCoroutine<String> coroutine = Coroutine.once(() -> {
            t.log("body runs");
            return "value";
        });
        try {
            Asyncio.createTask(coroutine);
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
        t.log("still usable", t.run(coroutine));
    }

    @Case("CORO-09")
    void aTaskNeedsACoroutine(Trace t) {
        try {
            Asyncio.createTask((Coroutine<?>) null);
        } catch (NullPointerException e) {
            t.log("refused", e);
        }
        t.log("tasks", Asyncio.allTasks().stream().map(Task::name).toList());
        t.log("loop goes on", Asyncio.createTask(() -> Asyncio.sleep(Duration.ofSeconds(1), "value")).await());
    }

    @Case("CORO-10")
    void anObjectWithTheCoroutineProtocolIsACoroutine(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Future<String> future = loop.createFuture();
        loop.callLater(Duration.ofSeconds(1), () -> future.setResult(null));
        loop.callSoon(() -> loop.callSoon(() -> t.log("two passes later")));
        var byHand = Asyncio.createTask(new ByHand(t, null, null, future), TaskOptions.named("by hand"));
        t.log("task's value", byHand.await());

        var cancelled = Asyncio.createTask(new ByHand(t, loop.createFuture()), TaskOptions.named("cancelled"));
        Asyncio.sleep(Duration.ofSeconds(1));
        cancelled.cancel("stop");
        try {
            cancelled.await();
        } catch (CancelledError e) {
            t.log("caught", e);
        }

        t.log("inline value", new ByHand(t, (Object) null).run());
    }

    @Case(value = "CORO-37", plain = true)
    void aTaskThatCannotBeQueuedDoesNotExist(Trace t) {
        EventLoop loop = t.newLoop();
        loop.close();
        List<Consumer<Coroutine<String>>> ways = List.of(
                coroutine -> loop.createTask(coroutine),
                coroutine -> Task.create(loop, coroutine, TaskOptions.DEFAULT));
        for (var create : ways) {
            SingleUseCoroutine<String> coroutine = Coroutine.once(() -> {
                t.log("body runs");
                return "value";
            });
            try {
                create.accept(coroutine);
            } catch (IllegalStateException e) {
                t.log("refused", e);
            }
            coroutine.close();
            t.log("tasks", Asyncio.allTasks(loop).size());
        }
    }
}
