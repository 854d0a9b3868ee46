package dev.braid.conformance.introspection;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.ByHand;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which tasks a loop has. */
class AllTasksTest {

    @Case("INTROSPECT-06")
    void allTasksHasEveryUnfinishedTaskAndTheCaller(Trace t) {
        var loop = Asyncio.runningLoop();

        t.log("tasks", names(Asyncio.allTasks()));
        var notStarted = Asyncio.createTask(looksAndSleeps(t, 1), TaskOptions.named("not started yet"));
        var before = Asyncio.allTasks();
        boolean withCaller = before.contains(Asyncio.currentTask());
        t.log("tasks", names(before), "with the caller", withCaller, "with it", before.contains(notStarted));
        Asyncio.createTask(looksAndSleeps(t, 2), TaskOptions.named("second"));
        t.log("what was given stays as it was", names(before), "now", names(Asyncio.allTasks()));
        loop.callLater(Duration.ofMillis(500), () -> t.log("in a callback", names(Asyncio.allTasks())));
        notStarted.await();
        t.log("tasks", names(Asyncio.allTasks()));
    }

    private static VoidCoroutine looksAndSleeps(Trace t, int seconds) {
        return () -> {
            t.log("tasks", names(Asyncio.allTasks()));
            Asyncio.sleep(Duration.ofSeconds(seconds));
        };
    }

    @Case("INTROSPECT-07")
    void finishedTasksAreNotInAllTasks(Trace t) {
        Map<String, VoidCoroutine> bodies = new LinkedHashMap<>();
        bodies.put("returns", () -> {});
        bodies.put("fails", () -> {
            throw new Boom("failed");
        });
        bodies.put("waits", () -> Asyncio.sleep(Duration.ofSeconds(5)));
        VoidCoroutine looks = () -> t.log("tasks", names(Asyncio.allTasks()));

        var tasks = new ArrayList<Task<?>>();
        bodies.forEach((name, body) -> {
            var task = Asyncio.createTask(body, TaskOptions.named(name));
            task.addDoneCallback(done -> t.log("done", done, "still there", Asyncio.allTasks().contains(done)));
            tasks.add(task);
            Asyncio.createTask(looks, TaskOptions.named("after " + name));
        });
        t.log("tasks", names(Asyncio.allTasks()));
        Asyncio.sleep(Duration.ofSeconds(1));
        t.log("exception", tasks.get(1).exception());
        tasks.get(2).cancel();
        t.log("being cancelled", names(Asyncio.allTasks()));
        Asyncio.sleep(Duration.ZERO);
        t.log("cancelled", names(Asyncio.allTasks()));
    }

    @Case(value = "INTROSPECT-08", plain = true)
    void outsideOfALoopAskingForAllTasksFails(Trace t) {
        VoidCoroutine main = () -> t.log("tasks", names(Asyncio.allTasks()));

        for (int n = 0; n < 2; n++) {
            try {
                Asyncio.allTasks();
            } catch (IllegalStateException e) {
                t.log("refused", e);
            }
            t.run(main);
        }
    }

    @Case(value = "INTROSPECT-09", plain = true)
    void allTasksHasTasksOfOneLoopOnly(Trace t) {
        EventLoop other = t.newLoop();
        EventLoop empty = t.newLoop();
        VoidCoroutine child = () -> Asyncio.sleep(Duration.ZERO);
        VoidCoroutine main = () -> {
            Asyncio.createTask(child, TaskOptions.named("mine"));
            t.log("this loop", names(Asyncio.allTasks()), "named", names(Asyncio.allTasks(Asyncio.runningLoop())));
            t.log("the other loop", names(Asyncio.allTasks(other)));
            t.log("a loop without tasks", names(Asyncio.allTasks(empty)));
        };

        var task = other.createTask(child, TaskOptions.named("other's"));
        t.run(main);
        t.log("the other loop", names(Asyncio.allTasks(other)));
        other.runUntilComplete(task);
        t.log("the other loop", names(Asyncio.allTasks(other)));
        other.close();
        empty.close();
    }

    /** Tasks are of one kind, which registers itself; what a program can bring is a coroutine with its own machinery. */
    @Case("INTROSPECT-14")
    void aTaskOfAForeignCoroutineIsAmongTheTasksUntilItIsDone(Trace t) {
        var loop = Asyncio.runningLoop();
        Future<String> future = loop.createFuture();
        Coroutine<String> waitsTwice = new ByHand(t, null, future);
        var finished = Asyncio.createTask(waitsTwice, TaskOptions.named("finished"));
        var cancelled = Asyncio.createTask(new ByHand(t, loop.createFuture()), TaskOptions.named("cancelled"));
        t.log("tasks", names(Asyncio.allTasks()));
        Asyncio.sleep(Duration.ofSeconds(1));
        t.log("tasks", names(Asyncio.allTasks()));
        future.setResult(null);
        finished.await();
        t.log("tasks", names(Asyncio.allTasks()));
        cancelled.cancel();
        Asyncio.sleep(Duration.ZERO);
        t.log("tasks", names(Asyncio.allTasks()));
    }

    private static List<String> names(Collection<Task<?>> tasks) {
        return tasks.stream().map(Task::name).toList();
    }
}
