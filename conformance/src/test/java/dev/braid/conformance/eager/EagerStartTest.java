package dev.braid.conformance.eager;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What runs inside the creating call, and what is left for the loop. */
class EagerStartTest {

    @Case("EAGER-01")
    void theBodyRunsInTheCreatingCallUpToItsFirstSuspension(Trace t) {
        var loop = Asyncio.runningLoop();
        loop.setTaskFactory(TaskFactory.EAGER);
        Future<String> done = loop.createFuture();
        done.setResult("value");
        Coroutine<Integer> inner = () -> {
            t.log("inner runs");
            return 1;
        };
        VoidCoroutine child = () -> {
            t.log("starts");
            t.log("inline", inner.run());
            t.log("of a done future", done.await());
            Asyncio.sleep(Duration.ZERO);
            t.log("after the first suspension");
        };

        loop.callSoon(() -> t.log("callback"));
        var task = Asyncio.createTask(child, TaskOptions.named("child"));
        t.log("created", "done", task.done());
        task.await();
    }

    @Case("EAGER-02")
    void aBodyThatDoesNotSuspendIsDoneAtOnce(Trace t) {
        var loop = Asyncio.runningLoop();
        loop.setTaskFactory(TaskFactory.EAGER);
        Coroutine<String> child = () -> {
            t.log("runs");
            return "value";
        };

        loop.callSoon(() -> t.log("callback"));
        var task = Asyncio.createTask(child);
        t.log("created", "done", task.done(), "result", task.result());
        t.log("awaited", task.await());
        Asyncio.sleep(Duration.ZERO);
        t.log("end");
    }

    @Case("EAGER-03")
    void theRestIsDrivenByTheLoop(Trace t) {
        var loop = Asyncio.runningLoop();
        loop.setTaskFactory(TaskFactory.EAGER);
        Future<String> future = loop.createFuture();
        Coroutine<String> child = () -> {
            t.log("starts");
            Asyncio.sleep(Duration.ZERO);
            t.log("second step");
            t.log("future's value", future.await());
            Asyncio.sleep(Duration.ofSeconds(1));
            t.log("ends");
            return "value";
        };

        loop.callSoon(() -> t.log("queued before"));
        var task = Asyncio.createTask(child, TaskOptions.named("child"));
        loop.callSoon(() -> t.log("queued after"));
        t.log("created", "done", task.done());
        Asyncio.sleep(Duration.ZERO);
        t.log("one pass later");
        loop.callLater(Duration.ofSeconds(2), () -> future.setResult("given"));
        t.log("value", task.await());
    }

    @Case("EAGER-04")
    void whatTheEagerStepDidIsSeenAtOnce(Trace t) {
        var loop = Asyncio.runningLoop();
        loop.setTaskFactory(TaskFactory.EAGER);
        Future<String> future = loop.createFuture();
        var seen = new ArrayList<String>();
        VoidCoroutine child = () -> {
            future.setResult("given");
            seen.add("child");
            Asyncio.sleep(Duration.ofSeconds(1));
            seen.add("child again");
        };

        loop.callSoon(() -> t.log("callback"));
        var task = Asyncio.createTask(child);
        t.log("future done", future.done(), "seen", seen);
        t.log("awaited", future.await());
        task.await();
        t.log("seen", seen);
    }

    @Case("EAGER-21")
    void childrenRunBeforeTheNextStatementOfTheirCreator(Trace t) throws Exception {
        VoidCoroutine child = () -> {
            t.log("starts");
            Asyncio.sleep(Duration.ZERO);
            t.log("goes on");
        };
        VoidCoroutine creator = () -> {
            t.log("creates");
            var children = new ArrayList<Task<Void>>();
            for (String name : List.of("a", "b")) {
                children.add(Asyncio.createTask(child, TaskOptions.named(name)));
                t.log("created", name);
            }
            for (var task : children) {
                task.await();
            }
        };

        creator.run();
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);
        creator.run();
    }

    @Case("EAGER-22")
    void aChainThatNeverSuspendsSchedulesNothing(Trace t) {
        var loop = Asyncio.runningLoop();
        loop.setTaskFactory(TaskFactory.EAGER);

        loop.callSoon(() -> t.log("callback"));
        var task = Asyncio.createTask(() -> level(t, 8));
        t.log("done", task.done(), "result", task.result());
        t.log("tasks", names());
        t.log("awaited", task.await());
        Asyncio.sleep(Duration.ZERO);
        t.log("end");
    }

    private static int level(Trace t, int n) {
        if (n == 0) {
            t.log("bottom", names());
            return 0;
        }
        int below = n % 2 == 1 ? level(t, n - 1) : Asyncio.createTask(() -> level(t, n - 1)).await();
        return below + 1;
    }

    private static List<String> names() {
        return Asyncio.allTasks().stream().map(Task::name).toList();
    }
}
