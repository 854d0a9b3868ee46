package dev.braid.conformance.gather;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.Awaitable;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What cancelling the aggregate does, and what becomes of children that nobody waits for. */
class GatherCancellationTest {

    @Case("GATHER-10")
    void cancellingTheAggregateCancelsEveryUnfinishedChild(Trace t) throws Exception {
        List<Task<Void>> tasks = new ArrayList<>();
        for (int n : new int[] {1, 3, 4}) {
            tasks.add(Asyncio.createTask(
                    () -> {
                        try {
                            Asyncio.sleep(ofSeconds(n));
                            t.log("ends naturally");
                        } catch (CancelledError e) {
                            t.log("got", e);
                            throw e;
                        }
                    },
                    named("child " + n)));
        }
        Future<Void> plain = Asyncio.runningLoop().createFuture();
        List<Awaitable<Void>> children = new ArrayList<>(tasks);
        children.add(plain);
        Future<List<Void>> aggregate = Asyncio.gather(children);
        Asyncio.sleep(ofSeconds(2));
        t.log("cancel", aggregate.cancel("enough"), "again", aggregate.cancel("once more"));
        t.log("requests", each(tasks, Task::cancelling), "future", plain.cancelled());
        t.log("aggregate", "done", aggregate.done());
        try {
            aggregate.await();
        } catch (CancelledError e) {
            t.log("caught", e, "aggregate cancelled", aggregate.cancelled());
        }
        t.log("cancelled", each(tasks, Task::cancelled));
    }

    @Case("GATHER-11")
    void aCancelledAggregateThrowsEvenIfFailuresAreResults(Trace t) throws Exception {
        Coroutine<Void> child = () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
                return null;
            } catch (CancelledError e) {
                t.log("got", e);
                throw e;
            }
        };
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        t.log("not reached", Asyncio.gatherSettled(child, child).await());
                    } catch (CancelledError e) {
                        t.log("caught", e, "requests", Asyncio.currentTask().cancelling());
                        throw e;
                    }
                },
                named("gathers"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel("enough");
        Asyncio.gatherSettled(task).await();
        t.log("cancelled", task.cancelled());
    }

    @Case("GATHER-12")
    void aCancelledAggregateWaitsForCleanUp(Trace t) throws Exception {
        Function<Integer, Coroutine<String>> cleansUpIn = seconds -> () -> {
            try {
                return Asyncio.sleep(ofSeconds(10), "not reached");
            } finally {
                Asyncio.sleep(ofSeconds(seconds));
                t.log("cleaned up in", seconds);
            }
        };
        Coroutine<String> returns = () -> Asyncio.sleep(ofMillis(500), "value");

        var aggregate = Asyncio.gatherSettled(cleansUpIn.apply(3), returns, cleansUpIn.apply(1));
        aggregate.addDoneCallback(done -> t.log("aggregate done"));
        Asyncio.sleep(ofSeconds(1));
        t.log("cancel", aggregate.cancel("enough"));
        Asyncio.sleep(ofSeconds(2));
        t.log("one is cleaning up", "done", aggregate.done());
        try {
            aggregate.await();
        } catch (CancelledError e) {
            t.log("caught", e);
        }
    }

    @Case("GATHER-13")
    void childrenThatSwallowItDoNotSaveTheAggregate(Trace t) throws Exception {
        List<Function<List<Task<Integer>>, Future<?>>> gathers = List.of(Asyncio::gather, Asyncio::gatherSettled);
        for (Function<List<Task<Integer>>, Future<?>> gather : gathers) {
            List<Task<Integer>> tasks = List.of(swallows(t, 1), swallows(t, 2));
            Future<?> aggregate = gather.apply(tasks);
            Asyncio.sleep(ofSeconds(1));
            t.log("cancel", aggregate.cancel("enough"));
            try {
                t.log("not reached", aggregate.await());
            } catch (CancelledError e) {
                t.log("caught", e);
            }
            t.log("children", each(tasks, Task::result));
        }
    }

    private static Task<Integer> swallows(Trace t, int n) {
        return Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                        return -1;
                    } catch (CancelledError e) {
                        t.log("swallows", e);
                        Asyncio.sleep(ofSeconds(n));
                        return n;
                    }
                },
                named("child " + n));
    }

    @Case("GATHER-14")
    void cancellingIsRefusedWhenEveryChildIsDone(Trace t) throws Exception {
        Future<Integer> one = Asyncio.runningLoop().createFuture();
        Future<Integer> two = Asyncio.runningLoop().createFuture();
        Future<List<Integer>> aggregate = Asyncio.gather(one, two);
        Asyncio.sleep(ofSeconds(1));
        one.setResult(1);
        two.setResult(2);
        t.log("aggregate", "done", aggregate.done(), "cancel", aggregate.cancel());
        t.log("results", aggregate.await(), "cancelled", aggregate.cancelled());
        t.log("when done", "cancel", aggregate.cancel());
    }

    @Case("GATHER-15")
    void cancellingAfterAFailureLeavesTheOthersAlone(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(2));
                        t.log("ends naturally");
                    } catch (CancelledError e) {
                        t.log("not reached");
                        throw e;
                    }
                },
                named("child"));
        VoidCoroutine fails = () -> {
            Asyncio.sleep(ofSeconds(1));
            throw new Boom("a");
        };
        Future<List<Void>> aggregate = Asyncio.gather(Asyncio.createTask(fails), task);
        Asyncio.sleep(ofMillis(1500));
        t.log("aggregate", "done", aggregate.done(), "cancel", aggregate.cancel("late"));
        t.log("child", "requests", task.cancelling());
        task.await();
        t.log("still", aggregate.exception(), "cancelled", aggregate.cancelled());
    }

    @Case("GATHER-24")
    void anAggregateOfShieldsKeepsWhatIsShielded(Trace t) throws Exception {
        Future<String> one = Asyncio.runningLoop().createFuture();
        Future<String> two = Asyncio.runningLoop().createFuture();
        Future<List<String>> aggregate = Asyncio.gather(Asyncio.shield(one), Asyncio.shield(two));
        Asyncio.sleep(ofSeconds(1));
        t.log("cancel", aggregate.cancel("enough"));
        try {
            aggregate.await();
        } catch (CancelledError e) {
            t.log("caught", e);
        }
        t.log("inner futures", "done", one.done(), two.done());
        one.setResult("a result");
        t.log("one", one.await(), "two cancelled", two.cancelled());
    }

    @Case(value = "GATHER-23", plain = true)
    void tasksMadeByGatherAreNeverReportedAsDestroyed(Trace t) throws Exception {
        Coroutine<Void> neverEnds = () -> Asyncio.runningLoop().<Void>createFuture().await();
        EventLoop loop = t.newLoop();
        t.catchReports(loop);
        loop.runUntilComplete(loop.createTask(
                () -> {
                    Task<Void> explicit = Asyncio.createTask(neverEnds, named("explicit"));
                    Asyncio.gather(explicit, Asyncio.createTask(neverEnds, named("explicit too")));
                    Future<List<Void>> aggregate = Asyncio.gather(neverEnds, neverEnds);
                    Asyncio.sleep(ofSeconds(1));
                    t.log("pending", "done", explicit.done(), aggregate.done(), "tasks", Asyncio.allTasks().size());
                },
                named("main")));
        loop.close();
        t.collect();
    }

    private static <T, R> List<R> each(List<Task<T>> tasks, Function<Task<T>, R> question) {
        return tasks.stream().map(question).collect(Collectors.toList());
    }
}
