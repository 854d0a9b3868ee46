package dev.braid.conformance.shield;
import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.SingleUseCoroutine;
import dev.braid.Task;
import dev.braid.TimeoutException;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.Objects;

/** What reaches through a shield, and what does not. */
class ShieldTest {

    @Case("SHIELD-01")
    void aShieldGivesTheResult(Trace t) throws Exception {
        Coroutine<String> child = endsAfter(1);
        t.log("coroutine", Asyncio.shield(child).await());
        Task<String> task = Asyncio.createTask(child, named("child"));
        Future<String> shield = Asyncio.shield(task);
        t.log("task", shield.await(), "a future of its own", shield != task);
    }

    private static Coroutine<String> endsAfter(int seconds) {
        return () -> Asyncio.sleep(ofSeconds(seconds), "value");
    }

    @Case("SHIELD-02")
    void aShieldThrowsTheSameException(Trace t) throws Exception {
        Boom boom = new Boom("a");
        Coroutine<Void> fails = () -> {
            Asyncio.sleep(ofSeconds(1));
            throw boom;
        };
        try {
            Asyncio.shield(fails).await();
            t.log("not reached");
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == boom);
        }
    }

    @Case("SHIELD-03")
    void cancellingTheWaiterSparesTheWrappedTask(Trace t) throws Exception {
        Task<String> inner = Asyncio.createTask(
                () -> {
                    Asyncio.sleep(ofSeconds(3));
                    t.log("ends");
                    return "value";
                },
                named("inner"));
        Task<Void> waiter = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.shield(inner).await();
                    } catch (CancelledError e) {
                        t.log("caught", e);
                        throw e;
                    }
                },
                named("waiter"));
        Asyncio.sleep(ofSeconds(1));
        t.log("cancel", waiter.cancel());
        Asyncio.sleep(ofSeconds(1));
        t.log("waiter", waiter.cancelled(), "inner", inner.done(), "requests", inner.cancelling());
        t.log("result", inner.await());
    }

    @Case("SHIELD-04")
    void cancellingTheShieldSparesTheInnerFuture(Trace t) throws Exception {
        Future<Void> inner = Asyncio.createFuture();
        Future<Void> shield = Asyncio.shield(inner);
        t.log("cancel", shield.cancel(), "shield", shield.cancelled(), "inner", inner.done());
        Asyncio.sleep(ofSeconds(1));
        t.log("still", inner.done());
    }

    @Case("SHIELD-05")
    void aCancelledInnerCancelsTheShield(Trace t) throws Exception {
        Future<Void> inner = Asyncio.createFuture();
        Future<Void> shield = Asyncio.shield(inner);
        Task<Void> waiter = Asyncio.createTask(
                () -> {
                    try {
                        shield.await();
                    } catch (CancelledError e) {
                        t.log("caught", e, "requests", Objects.requireNonNull(Asyncio.currentTask()).cancelling());
                    }
                },
                named("waiter"));
        Asyncio.sleep(ofSeconds(1));
        inner.cancel();
        t.log("at once", shield.done());
        waiter.await();
        t.log("shield", shield.cancelled());
    }

    @Case("SHIELD-06")
    void aCoroutineIsScheduledByTheCall(Trace t) throws Exception {
        int before = Asyncio.allTasks().size();
        Coroutine<String> child = () -> {
            t.log("begins");
            return "value";
        };
        Future<String> shield = Asyncio.shield(child);
        t.log("new tasks", Asyncio.allTasks().size() - before);
        Asyncio.sleep(ofSeconds(1));
        t.log("done without being awaited", shield.done());
    }

    @Case(value = "SHIELD-07", plain = true)
    void withoutALoopACoroutineIsRefused(Trace t) throws Exception {
        Asyncio.setEventLoop(null);
        SingleUseCoroutine<String> coroutine = Coroutine.once(() -> {
            t.log("not reached");
            return "value";
        });
        try {
            Asyncio.shield(coroutine);
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
        coroutine.close();
    }

    @Case("SHIELD-08")
    void whatIsDoneIsReturnedAsItIs(Trace t) throws Exception {
        Future<String> done = Asyncio.createFuture();
        Future<String> failed = Asyncio.createFuture();
        Future<String> cancelled = Asyncio.createFuture();
        done.setResult("value");
        failed.setException(new Boom("a"));
        cancelled.cancel();
        t.log("that very future", Asyncio.shield(done) == done);
        t.log("failed", Asyncio.shield(failed) == failed, failed.exception());
        t.log("cancelled", Asyncio.shield(cancelled) == cancelled);
    }

    @Case("SHIELD-13")
    void aShieldedAggregateCompletes(Trace t) throws Exception {
        Future<Integer> one = Asyncio.createFuture();
        Future<Integer> two = Asyncio.createFuture();
        Future<List<Integer>> aggregate = Asyncio.gather(one, two);
        Future<List<Integer>> shield = Asyncio.shield(aggregate);
        Asyncio.sleep(ofSeconds(1));
        shield.cancel();
        Asyncio.sleep(ofSeconds(1));
        t.log("shield", shield.cancelled(), "aggregate", aggregate.done(), "children", one.done(), two.done());
        one.setResult(1);
        two.setResult(2);
        t.log("results", aggregate.await());
    }

    @Case("SHIELD-14")
    void theWrappedTaskCanBeAwaitedAgain(Trace t) throws Exception {
        Task<Void> waiter = Asyncio.createTask(
                () -> {
                    Task<String> inner = Asyncio.createTask(endsAfter(3), named("inner"));
                    try {
                        Asyncio.shield(inner).await();
                    } catch (CancelledError e) {
                        t.log("caught", e);
                        t.log("result", inner.await());
                        throw e;
                    }
                },
                named("waiter"));
        Asyncio.sleep(ofSeconds(1));
        waiter.cancel();
        Asyncio.wait(List.of(waiter));
        t.log("waiter cancelled", waiter.cancelled());
    }

    @Case("SHIELD-16")
    void aTimeoutOfAShieldSparesTheTask(Trace t) throws Exception {
        Task<String> inner = Asyncio.createTask(endsAfter(3), named("inner"));
        for (int limit : new int[] {1, 0}) {
            try {
                Asyncio.waitFor(Asyncio.shield(inner), ofSeconds(limit));
                t.log("not reached");
            } catch (TimeoutException e) {
                t.log("caught", e, "requests", inner.cancelling(), "done", inner.done());
            }
        }
        t.log("result", inner.await());
    }

    @Case("SHIELD-17")
    void aShieldCanBeWaitedForWithoutLimit(Trace t) throws Exception {
        Task<String> inner = Asyncio.createTask(endsAfter(1000), named("inner"));
        t.log("result", Asyncio.waitFor(Asyncio.shield(inner), null), "done", inner.done());
    }

    @Case("SHIELD-18")
    void theMessageReachesTheWaiterOnly(Trace t) throws Exception {
        Task<Void> inner = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(3));
                        t.log("not cancelled");
                    } catch (CancelledError e) {
                        t.log("not reached", e);
                    }
                },
                named("inner"));
        Task<Void> waiter = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.shield(inner).await();
                    } catch (CancelledError e) {
                        t.log("caught", e);
                    }
                },
                named("waiter"));
        Asyncio.sleep(ofSeconds(1));
        waiter.cancel("enough");
        waiter.await();
        inner.await();
    }
}
