package dev.braid.conformance.taskobject;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A task has the whole interface of a future, but for the setters. */
class TaskAsFutureTest {

    @Case("TASK-01")
    void aTaskIsAFuture(Trace t) throws Exception {
        Future<Integer> future = Asyncio.createTask(
                () -> {
                    Asyncio.sleep(ofSeconds(1));
                    return 7;
                },
                named("child"));
        t.log("is a future", Future.class.isInstance(future));
        t.log("of this loop", future.loop() == Asyncio.runningLoop());
        future.addDoneCallback(done -> t.log("called back with it", done == future));
        t.log("done", future.done(), "cancelled", future.cancelled());
        t.log("awaited", future.await());
        t.log("done", future.done(), "cancelled", future.cancelled());
        t.log("result", future.result(), "exception", future.exception(), "cancel", future.cancel());
        Asyncio.yieldNow();
        for (VoidCoroutine setter : List.<VoidCoroutine>of(() -> future.setResult(8), () -> future.setException(new Boom("set")))) {
            try {
                setter.run();
            } catch (IllegalStateException e) {
                t.log("not offered", e);
            }
        }
    }

    @Case("TASK-02")
    void nobodySetsATasksOutcomeFromOutside(Trace t) throws Exception {
        Task<String> task = Asyncio.createTask(
                () -> {
                    t.log("child begins");
                    Asyncio.sleep(ofSeconds(1));
                    t.log("child ends");
                    return "its own";
                },
                named("child"));
        Asyncio.yieldNow();
        try {
            task.setResult("foreign");
        } catch (IllegalStateException e) {
            t.log("set_result", e);
        }
        try {
            task.setException(new Boom("foreign"));
        } catch (IllegalStateException e) {
            t.log("set_exception", e);
        }
        t.log("done", task.done());
        t.log("result", task.await());
    }

    @Case("TASK-03")
    void doneMeansReturnedRaisedOrCancelledToCompletion(Trace t) throws Exception {
        List<Task<?>> tasks = List.of(
                Asyncio.createTask(
                        () -> {
                            Asyncio.sleep(ofSeconds(1));
                            t.log("ends, done", Asyncio.currentTask().done());
                        },
                        named("returns")),
                Asyncio.createTask(
                        () -> {
                            Asyncio.sleep(ofSeconds(1));
                            throw new Boom("a");
                        },
                        named("raises")),
                Asyncio.createTask(
                        () -> {
                            try {
                                Asyncio.sleep(ofSeconds(10));
                            } finally {
                                Asyncio.sleep(ofSeconds(1));
                                t.log("cleaned up, done", Asyncio.currentTask().done());
                            }
                        },
                        named("cleans up")));
        t.log("created", done(tasks));
        Asyncio.sleep(ofMillis(500));
        t.log("suspended", done(tasks));
        Asyncio.sleep(ofSeconds(1));
        t.log("two have ended", done(tasks));
        tasks.get(2).cancel();
        t.log("cancel requested", done(tasks));
        Asyncio.sleep(ofMillis(500));
        t.log("cleaning up", done(tasks));
        Asyncio.sleep(ofSeconds(1));
        t.log("all have ended", done(tasks));
        t.log("error", tasks.get(1).exception());
    }

    private static List<Boolean> done(List<Task<?>> tasks) {
        return tasks.stream().map(Task::done).collect(Collectors.toList());
    }

    @Case("TASK-53")
    void callbacksGetTheTaskInALaterPass(Trace t) throws Exception {
        Task<String> task = Asyncio.createTask(
                () -> {
                    Asyncio.sleep(ofSeconds(1));
                    Asyncio.runningLoop().callSoon(() -> t.log("queued before the end"));
                    t.log("ends");
                    return "value";
                },
                named("child"));
        Consumer<Future<String>> called =
                done -> t.log("called with", 1, "the task", done == task, "done", done.done(), done.result());
        task.addDoneCallback(called);
        Asyncio.sleep(ofSeconds(2));
        task.addDoneCallback(called);
        t.log("registered when done");
        Asyncio.yieldNow();
        t.log("main ends");
    }

    @Case("TASK-61")
    void removingACallbackDropsEveryRegistration(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    Asyncio.sleep(ofSeconds(1));
                    t.log("ends");
                },
                named("child"));
        Consumer<Future<Void>> one = done -> t.log("one called");
        Consumer<Future<Void>> two = done -> t.log("two called");
        for (var callback : List.of(one, two, one, one)) {
            task.addDoneCallback(callback);
        }
        t.log("removed", task.removeDoneCallback(one));
        t.log("removed again", task.removeDoneCallback(one));
        task.await();
        t.log("removed when done", task.removeDoneCallback(two));
    }
}
