package dev.braid.conformance.taskobject;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A cancellation goes on to what the task waits for, and comes back from there. */
class TaskCancelForwardingTest {

    @Case("TASK-24")
    void theAwaitedFutureIsCancelledInsideTheCall(Trace t) throws Exception {
        Future<String> future = Asyncio.runningLoop().createFuture();
        Task<String> task = Asyncio.createTask(
                () -> {
                    try {
                        return future.await();
                    } catch (CancelledError e) {
                        t.log("child got", e);
                        return "survived";
                    }
                },
                named("child"));
        Asyncio.yieldNow();
        t.log("before", "future", future.cancelled(), "task done", task.done());
        task.cancel("enough");
        t.log("right after", "future", future.cancelled(), "task done", task.done());
        t.log("awaited", task.await());
    }

    @Case("TASK-25")
    void cancellationGoesDownTheChainOfTasks(Trace t) throws Exception {
        Task<Void> inner = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } catch (CancelledError e) {
                        t.log("got", e);
                        throw e;
                    }
                },
                named("inner"));
        Function<Task<Void>, VoidCoroutine> waitsFor = task -> () -> {
            try {
                task.await();
            } catch (CancelledError e) {
                t.log("got", e);
                throw e;
            }
        };
        Task<Void> middle = Asyncio.createTask(waitsFor.apply(inner), named("middle"));
        Task<Void> outer = Asyncio.createTask(waitsFor.apply(middle), named("outer"));
        List<Task<Void>> chain = List.of(inner, middle, outer);
        Asyncio.sleep(ofSeconds(1));
        outer.cancel("enough");
        t.log("requests", each(chain, Task::cancelling), "done", each(chain, Task::done));
        while (!outer.done()) {
            Asyncio.yieldNow();
            t.log("a pass", "done", each(chain, Task::done));
        }
        t.log("cancelled", each(chain, Task::cancelled));
        theInnerTaskMaySwallowIt(t);
    }

    private static void theInnerTaskMaySwallowIt(Trace t) {
        Task<String> inner = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                        return "not reached";
                    } catch (CancelledError e) {
                        t.log("swallows", e);
                        return "value";
                    }
                },
                named("inner"));
        Task<Void> outer = Asyncio.createTask(
                () -> {
                    t.log("awaited", inner.await());
                    Asyncio.sleep(ofSeconds(1));
                    t.log("was left in peace");
                },
                named("outer"));
        Asyncio.sleep(ofSeconds(1));
        outer.cancel("enough");
        outer.await();
        t.log("cancelled", inner.cancelled(), outer.cancelled(), "requests", outer.cancelling());
    }

    @Case("TASK-26")
    void cancellingOneWaiterOfAFutureHitsTheOthers(Trace t) throws Exception {
        Future<Void> future = Asyncio.runningLoop().createFuture();
        List<Task<Void>> tasks = new ArrayList<>();
        for (String name : List.of("one", "two", "three")) {
            tasks.add(Asyncio.createTask(
                    () -> {
                        try {
                            future.await();
                        } catch (CancelledError e) {
                            t.log("got", e, "requests", Asyncio.currentTask().cancelling());
                            throw e;
                        }
                    },
                    named(name)));
        }
        Asyncio.sleep(ofSeconds(1));
        tasks.get(1).cancel("enough");
        t.log("future cancelled", future.cancelled());
        Asyncio.gatherSettled(tasks).await();
        t.log("cancelled", each(tasks, Task::cancelled));
    }

    @Case("TASK-27")
    void aTaskEndsCancelledWhenItsFutureIsCancelled(Trace t) throws Exception {
        Future<Void> future = Asyncio.runningLoop().createFuture();
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        future.await();
                    } catch (CancelledError e) {
                        t.log("got", e);
                        throw e;
                    }
                },
                named("child"));
        Asyncio.sleep(ofSeconds(1));
        future.cancel("by someone else");
        t.log("task", "done", task.done(), "cancelling", task.cancelling());
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("awaiter got", e);
        }
        t.log("task", "cancelled", task.cancelled(), "cancelling", task.cancelling());
    }

    @Case("TASK-28")
    void futureAndTaskCancelledAtOnceMakeOneCancelledError(Trace t) throws Exception {
        BiPredicate<Future<String>, Task<Void>> cancelFuture = (future, task) -> future.cancel("the future");
        BiPredicate<Future<String>, Task<Void>> cancelTask = (future, task) -> task.cancel("the task");
        bothAtOnce(t, "future, then task", cancelFuture, cancelTask);
        bothAtOnce(t, "task, then future", cancelTask, cancelFuture);
    }

    private static void bothAtOnce(
            Trace t,
            String name,
            BiPredicate<Future<String>, Task<Void>> first,
            BiPredicate<Future<String>, Task<Void>> second) {
        Future<String> cancelledSoon = Asyncio.runningLoop().createFuture();
        Task<Void> task = Asyncio.createTask(
                () -> {
                    Future<String> future = cancelledSoon;
                    for (String attempt : List.of("first await", "second await")) {
                        try {
                            future.await();
                            t.log(attempt, "undisturbed");
                        } catch (CancelledError e) {
                            t.log(attempt, e);
                            Future<String> next = Asyncio.runningLoop().createFuture();
                            Asyncio.runningLoop().callLater(ofSeconds(1), () -> next.setResult("ok"));
                            future = next;
                        }
                    }
                    throw new CancelledError("to end with");
                },
                named(name));
        Asyncio.sleep(ofSeconds(1));
        t.log(name, first.test(cancelledSoon, task), second.test(cancelledSoon, task));
        Asyncio.gatherSettled(task).await();
        t.log("cancelled", task.cancelled(), "requests", task.cancelling());
    }

    @Case("TASK-34")
    void aCancellationBeatsAResultThatWasNotDelivered(Trace t) throws Exception {
        Future<String> future = Asyncio.runningLoop().createFuture();
        Task<String> task = Asyncio.createTask(
                () -> {
                    try {
                        t.log("not reached", future.await());
                        return "not reached";
                    } catch (CancelledError e) {
                        t.log("got", e, "although the future has", future.result());
                        return "ended";
                    }
                },
                named("child"));
        Asyncio.sleep(ofSeconds(1));
        future.setResult("a result");
        t.log("cancel", task.cancel("too late"), "future cancelled", future.cancelled());
        t.log("awaited", task.await());
    }

    private static <R> List<R> each(List<Task<Void>> tasks, Function<Task<Void>, R> question) {
        return tasks.stream().map(question).collect(Collectors.toList());
    }
}
