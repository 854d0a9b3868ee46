package dev.braid.conformance.introspection;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.KeyboardInterrupt;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Which task is the current one, of which loop, and when there is none. */
class CurrentTaskTest {

    @Case("INTROSPECT-01")
    void theCurrentTaskIsTheOneThatExecutes(Trace t) {
        var tasks = new LinkedHashMap<String, Task<?>>();
        Future<String> future = Asyncio.runningLoop().createFuture();
        var main = Asyncio.currentTask();
        for (String name : List.of("a", "b")) {
            tasks.put(name, Asyncio.createTask(() -> looksInEveryStep(t, name, tasks, future), TaskOptions.named(name)));
        }
        t.log("main", main == Asyncio.currentTask());
        Asyncio.sleep(Duration.ofSeconds(2));
        t.log("main", main == Asyncio.currentTask());
        future.setResult(null);
        for (var task : tasks.values()) {
            task.await();
        }
        t.log("main", main == Asyncio.currentTask());
    }

    private static void looksInEveryStep(Trace t, String name, Map<String, Task<?>> tasks, Future<String> future) {
        for (int step = 0; step < 3; step++) {
            t.log("step", step, Asyncio.currentTask(), Asyncio.currentTask() == tasks.get(name));
            Asyncio.sleep(Duration.ZERO);
        }
        Asyncio.sleep(Duration.ofSeconds(1));
        t.log("woken by a timer", Asyncio.currentTask() == tasks.get(name));
        future.await();
        t.log("woken by a future", Asyncio.currentTask() == tasks.get(name));
    }

    @Case("INTROSPECT-02")
    void aCallbackHasNoCurrentTask(Trace t) {
        var loop = Asyncio.runningLoop();
        Consumer<String> callback = kind -> t.log("current task in", kind, Asyncio.currentTask());
        VoidCoroutine child = () -> t.log("current task in a task", Asyncio.currentTask());

        loop.callSoon(() -> callback.accept("a callback"));
        var task = Asyncio.createTask(child, TaskOptions.named("child"));
        loop.callSoon(() -> callback.accept("a callback after a task's step"));
        task.addDoneCallback(done -> callback.accept("a done callback"));
        loop.callLater(Duration.ofSeconds(1), () -> callback.accept("a timer"));
        Asyncio.sleep(Duration.ofSeconds(2));
    }

    /** Asking for the current task without saying that a loop is meant gives null outside, which costs a caller less. */
    @Case(value = "INTROSPECT-03", plain = true)
    void outsideOfALoopAskingForTheCurrentTaskFails(Trace t) {
        VoidCoroutine main = () -> t.log("current", Asyncio.currentTask(null));

        for (int n = 0; n < 2; n++) {
            try {
                Asyncio.currentTask(null);
            } catch (IllegalStateException e) {
                t.log("refused", e);
            }
            t.run(main);
        }
    }

    @Case(value = "INTROSPECT-04", plain = true)
    void aLoopThatExecutesNoTaskHasNoCurrentTask(Trace t) {
        EventLoop first = t.newLoop();
        EventLoop second = t.newLoop();
        var tasks = new ArrayList<Task<?>>();
        VoidCoroutine child = () -> {
            boolean executing = Asyncio.currentTask(first) == tasks.get(0);
            t.log("this loop", executing, "the other loop", Asyncio.currentTask(second));
            Asyncio.sleep(Duration.ofSeconds(1));
        };
        Coroutine<String> givesWay = () -> Asyncio.sleep(Duration.ZERO, "value");

        tasks.add(first.createTask(child));
        second.createTask(givesWay);
        t.log("before", Asyncio.currentTask(first), Asyncio.currentTask(second));
        first.runUntilComplete(tasks.get(0));
        t.log("after", Asyncio.currentTask(first), Asyncio.currentTask(second));
        second.runUntilComplete(givesWay);
        first.close();
        second.close();
        t.log("closed", Asyncio.currentTask(first));
    }

    @Case("INTROSPECT-05")
    void noLoopMeansTheRunningLoop(Trace t) {
        t.log("current", Asyncio.currentTask(null) == Asyncio.currentTask());
        t.log("tasks", Asyncio.allTasks(null).stream().map(Task::name).toList());
    }

    /** Nobody but a loop can enter a task; the way left to try is to run a loop from inside a task. */
    @Case(value = "INTROSPECT-16", plain = true)
    void noTaskCanBeEnteredInsideAnother(Trace t) {
        EventLoop other = t.newLoop();
        VoidCoroutine child = () -> t.log("entered", Asyncio.currentTask());
        Task<?> foreign = other.createTask(child, TaskOptions.named("foreign"));
        VoidCoroutine main = () -> {
            var loop = Asyncio.runningLoop();
            var me = Asyncio.currentTask();
            var task = Asyncio.createTask(child, TaskOptions.named("child"));
            refusesToRun(t, loop, task, me);
            refusesToRun(t, other, foreign, me);
            t.log("in the other loop", Asyncio.currentTask(other));
            task.await();
            t.log("still current", Asyncio.currentTask() == me);
        };

        t.run(main);
        other.runUntilComplete(foreign);
        other.close();
    }

    private static void refusesToRun(Trace t, EventLoop inner, Task<?> innerTask, Task<?> current) {
        try {
            inner.runUntilComplete(innerTask);
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
        t.log("still current", Asyncio.currentTask() == current, "done", innerTask.done());
    }

    /** Nobody but a loop can leave a task; it does so whatever the task's step came to. */
    @Case(value = "INTROSPECT-17", plain = true)
    void aTaskIsLeftHoweverItsStepEnds(Trace t) {
        EventLoop loop = t.newLoop();
        Runnable look = () -> t.log("current", Asyncio.currentTask(loop));
        VoidCoroutine suspends = () -> {
            loop.callSoon(look);
            Asyncio.sleep(Duration.ofSeconds(1));
        };
        Coroutine<String> fails = () -> {
            loop.callSoon(look);
            throw new Boom("failed");
        };
        Coroutine<String> interrupts = () -> {
            throw new KeyboardInterrupt();
        };

        var suspended = loop.createTask(suspends);
        for (var body : List.of(fails, interrupts)) {
            try {
                loop.runUntilComplete(body);
            } catch (Boom | KeyboardInterrupt e) {
                t.log("caught", e);
            }
            look.run();
        }
        loop.runUntilComplete(suspended);
        look.run();
        loop.close();
    }

    @Case("INTROSPECT-18")
    void everyThreadHasTheCurrentTaskOfItsOwnLoop(Trace t) throws Exception {
        var firstLoop = Asyncio.runningLoop();
        var main = Asyncio.currentTask();
        VoidCoroutine other = () -> {
            var mine = Asyncio.currentTask();
            t.log("current", mine);
            t.log("of the first loop", Asyncio.currentTask(firstLoop) == main);
            Asyncio.sleep(Duration.ofSeconds(1));
            t.log("current", Asyncio.currentTask() == mine);
        };

        Thread thread = t.thread(() -> {
            try {
                Asyncio.currentTask(null);
            } catch (IllegalStateException e) {
                t.log("no loop here yet", e);
            }
            EventLoop loop = t.newLoop();
            loop.runUntilComplete(loop.createTask(other, TaskOptions.named("other")));
            t.log("no task any more", Asyncio.currentTask(loop));
            loop.close();
        });
        thread.join();
        t.log("current", Asyncio.currentTask() == main);
    }
}
