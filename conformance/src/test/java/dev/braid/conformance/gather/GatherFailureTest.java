package dev.braid.conformance.gather;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.Outcome;
import dev.braid.Task;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What gather makes of children that fail or are cancelled. */
class GatherFailureTest {

    @Case("GATHER-04")
    void theFirstFailureCompletesTheAggregateAtOnce(Trace t) throws Exception {
        Boom boom = new Boom("first");
        Coroutine<Void> fails = () -> {
            Asyncio.sleep(ofSeconds(1));
            Asyncio.runningLoop().callSoon(() -> t.log("queued before the failure"));
            t.log("fails");
            throw boom;
        };
        Coroutine<Void> failsLater = () -> {
            Asyncio.sleep(ofSeconds(2));
            t.log("fails later");
            throw new Bang("second");
        };
        Coroutine<Void> sleeps = () -> {
            Asyncio.sleep(ofSeconds(3));
            t.log("sleeper ends");
            return null;
        };
        Future<List<Void>> aggregate = Asyncio.gather(sleeps, failsLater, fails);
        aggregate.addDoneCallback(done -> t.log("aggregate done", "cancelled", done.cancelled()));
        try {
            aggregate.await();
            t.log("not reached");
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == boom);
        }
        Asyncio.sleep(ofSeconds(3));
        t.log("still", aggregate.exception());
    }

    @Case("GATHER-05")
    void theOthersGoOnAfterAFailure(Trace t) throws Exception {
        List<Task<Integer>> others = new ArrayList<>();
        for (int n : new int[] {2, 3}) {
            others.add(Asyncio.createTask(
                    () -> {
                        try {
                            Asyncio.sleep(ofSeconds(n));
                            t.log("ends naturally", n);
                            return n;
                        } catch (CancelledError e) {
                            t.log("not reached");
                            throw e;
                        }
                    },
                    named("child " + n)));
        }
        List<Task<Integer>> all = new ArrayList<>(others);
        all.add(Asyncio.createTask(() -> {
            Asyncio.sleep(ofSeconds(1));
            throw new Boom("a");
        }));
        try {
            Asyncio.gather(all).await();
        } catch (Boom e) {
            t.log("caught", e);
        }
        t.log("requests", each(others, Task::cancelling), "done", each(others, Task::done));
        Asyncio.gatherSettled(others).await();
        t.log("results", each(others, Task::result));
    }

    @Case("GATHER-06")
    void laterFailuresCountAsRetrieved(Trace t) throws Exception {
        t.catchReports();
        gathersThreeFailures(t);
        Asyncio.sleep(ofSeconds(3));
        t.gc();
        t.log("nothing was reported");
    }

    private static void gathersThreeFailures(Trace t) {
        try {
            Asyncio.gather(
                            failsLoudly(t, 1, new Boom("first")),
                            failsLoudly(t, 2, new Boom("second")),
                            failsLoudly(t, 3, new Bang("third")))
                    .await();
        } catch (Boom e) {
            t.log("caught", e);
        }
    }

    private static Coroutine<Void> failsLoudly(Trace t, int seconds, RuntimeException error) {
        return () -> {
            Asyncio.sleep(ofSeconds(seconds));
            t.log("fails", error);
            throw error;
        };
    }

    @Case("GATHER-07")
    void failuresAreResultsWhenAskedFor(Trace t) throws Exception {
        Boom boom = new Boom("a");
        List<Outcome<Integer>> results = Asyncio.gatherSettled(
                        endsAfter(t, 3, null), endsAfter(t, 1, boom), endsAfter(t, 2, null))
                .await();
        t.log("results", results, "the same object", ((Outcome.Failure<Integer>) results.get(1)).error() == boom);
    }

    private static Coroutine<Integer> endsAfter(Trace t, int seconds, Boom error) {
        return () -> {
            Asyncio.sleep(ofSeconds(seconds));
            t.log("ends", seconds);
            if (error != null) {
                throw error;
            }
            return seconds;
        };
    }

    @Case("GATHER-08")
    void aCancelledChildFailsTheAggregate(Trace t) throws Exception {
        List<Task<Void>> tasks = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            tasks.add(Asyncio.createTask(
                    () -> {
                        try {
                            Asyncio.sleep(ofSeconds(2));
                            t.log("ends naturally", name);
                        } catch (CancelledError e) {
                            t.log("got", e);
                            throw e;
                        }
                    },
                    named(name)));
        }
        Future<List<Void>> aggregate = Asyncio.gather(tasks);
        Asyncio.sleep(ofSeconds(1));
        tasks.get(1).cancel("enough");
        try {
            aggregate.await();
            t.log("not reached");
        } catch (CancelledError e) {
            t.log("caught", e);
        }
        t.log("aggregate", "done", aggregate.done(), "cancelled", aggregate.cancelled(), "exception", aggregate.exception());
        t.log("main", "cancelling", Asyncio.currentTask().cancelling());
        t.log("siblings", each(tasks, Task::cancelling), each(tasks, Task::done));
        Asyncio.gatherSettled(tasks).await();
        t.log("cancelled", each(tasks, Task::cancelled));
    }

    @Case("GATHER-09")
    void aCancelledChildIsAResultWhenAskedFor(Trace t) throws Exception {
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int n : new int[] {2, 3, 1}) {
            tasks.add(Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(n), n)));
        }
        Future<List<Outcome<Integer>>> aggregate = Asyncio.gatherSettled(tasks);
        Asyncio.sleep(ofMillis(500));
        tasks.get(1).cancel();
        Asyncio.sleep(ofSeconds(1));
        t.log("aggregate", "done", aggregate.done());
        t.log("results", aggregate.await(), "cancelled", aggregate.cancelled());
    }

    private static <T, R> List<R> each(List<Task<T>> tasks, Function<Task<T>, R> question) {
        return tasks.stream().map(question).collect(Collectors.toList());
    }
}
