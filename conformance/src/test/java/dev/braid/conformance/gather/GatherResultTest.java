package dev.braid.conformance.gather;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.function.Consumer;

/** What gather gives when nothing goes wrong, and when it is done. */
class GatherResultTest {

    @Case("GATHER-01")
    void resultsAreInTheOrderOfTheArguments(Trace t) throws Exception {
        t.log("results", Asyncio.gather(child(t, 3), child(t, 1), child(t, 2)).await());
    }

    private static Coroutine<Integer> child(Trace t, int n) {
        return () -> {
            Asyncio.sleep(ofSeconds(n));
            t.log("child ends", n);
            return n;
        };
    }

    @Case("GATHER-02")
    void coroutinesBecomeTasksFuturesAreUsedAsTheyAre(Trace t) throws Exception {
        Coroutine<String> child = () -> {
            t.log("child begins");
            Asyncio.sleep(ofSeconds(1));
            return "from a coroutine";
        };
        Future<String> plain = Asyncio.runningLoop().createFuture();
        Task<String> task = Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(1), "from a task"), named("task"));
        t.log("tasks", Asyncio.allTasks().size());
        Future<List<String>> coroutines = Asyncio.gather(child, child);
        t.log("scheduled by the call, which runs nothing", "tasks", Asyncio.allTasks().size());
        Future<List<String>> futures = Asyncio.gather(plain, task);
        t.log("used as they are", "tasks", Asyncio.allTasks().size());
        Asyncio.yieldNow();
        t.log("main goes on");
        plain.setResult("from a future");
        t.log("results", coroutines.await(), futures.await());
    }

    @Case("GATHER-03")
    void theAggregateCompletesAfterItsLastChild(Trace t) throws Exception {
        class Children {
            Future<List<Void>> aggregate;

            Coroutine<Void> child(String name, int seconds) {
                return () -> {
                    Asyncio.sleep(ofSeconds(seconds));
                    t.log("child ends", name, "aggregate done", aggregate.done());
                    return null;
                };
            }
        }

        Children children = new Children();
        children.aggregate = Asyncio.gather(children.child("a", 2), children.child("b", 1), children.child("c", 3));
        children.aggregate.addDoneCallback(done -> t.log("aggregate done"));
        Asyncio.sleep(ofMillis(2500));
        t.log("one is left", "done", children.aggregate.done());
        children.aggregate.await();
        t.log("awaited", "done", children.aggregate.done());
    }

    @Case("GATHER-21")
    void finishedChildrenCompleteTheAggregateInTheCall(Trace t) throws Exception {
        Future<Integer> plain = Asyncio.runningLoop().createFuture();
        Future<Integer> failed = Asyncio.runningLoop().createFuture();
        Future<Integer> pending = Asyncio.runningLoop().createFuture();
        Task<Integer> task = Asyncio.createTask(() -> 2, named("child"));
        plain.setResult(1);
        failed.setException(new Boom("a"));
        Asyncio.sleep(ofSeconds(1));
        Asyncio.runningLoop().callSoon(() -> t.log("next pass"));
        Future<List<Integer>> aggregate = Asyncio.gather(plain, task);
        t.log("done", aggregate.done());
        t.log("awaited without a pass", aggregate.await());
        aggregate = Asyncio.gather(plain, failed);
        t.log("done", aggregate.done(), aggregate.exception());
        t.log("settled", Asyncio.gatherSettled(plain, failed).result());
        t.log("one is pending", Asyncio.gather(plain, pending).done());
    }

    @Case("GATHER-26")
    void theAggregateHasNoCallbacksOfItsOwn(Trace t) throws Exception {
        Future<List<Integer>> aggregate =
                Asyncio.gather(() -> Asyncio.sleep(ofSeconds(1), 1), () -> Asyncio.sleep(ofSeconds(2), 2));
        Consumer<Future<List<Integer>>> watcher = done -> t.log("called back");
        t.log("callbacks", showsCallbacks(aggregate));
        aggregate.addDoneCallback(watcher);
        t.log("with one", showsCallbacks(aggregate));
        t.log("removed", aggregate.removeDoneCallback(watcher), showsCallbacks(aggregate));
        Asyncio.sleep(ofMillis(1500));
        t.log("one child is done", showsCallbacks(aggregate));
        aggregate.await();
    }

    private static boolean showsCallbacks(Future<?> future) {
        return future.toString().contains("callbacks=[");
    }
}
