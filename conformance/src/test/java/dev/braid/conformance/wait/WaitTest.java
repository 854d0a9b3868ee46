package dev.braid.conformance.wait;
import static dev.braid.ReturnWhen.FIRST_COMPLETED;
import static dev.braid.ReturnWhen.FIRST_EXCEPTION;
import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CallGraph;
import dev.braid.CancelledError;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.ReturnWhen;
import dev.braid.Task;
import dev.braid.WaitResult;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When the wait ends, and what it finds. */
class WaitTest {

    @Case("WAIT-01")
    void itWaitsForAllByDefault(Trace t) throws Exception {
        var tasks = List.of(sleeper("a", 2), sleeper("b", 1), sleeper("c", 3));
        var result = Asyncio.wait(tasks);
        t.log("done", names(result.done()), "pending", names(result.pending()));
    }

    @Case("WAIT-02")
    void theSetsHoldTheSameObjects(Trace t) throws Exception {
        Task<String> task = sleeper("task", 1);
        Future<String> plain = Asyncio.createFuture();
        Future<String> late = Asyncio.createFuture();
        plain.setResult("value");
        WaitResult<Future<String>> result = Asyncio.wait(List.of(task, plain, late), FIRST_COMPLETED);
        var done = result.done();
        var pending = result.pending();
        t.log("done", done.contains(plain), done.size(),
                "pending", pending.contains(task), pending.contains(late), pending.size());
    }

    @Case("WAIT-03")
    void theFirstOneIsEnough(Trace t) throws Exception {
        Task<String> a = sleeper("a", 3);
        Task<String> b = sleeper("b", 1);
        Task<String> c = sleeper("c", 2);
        var result = Asyncio.wait(List.of(a, b, c), FIRST_COMPLETED);
        t.log("done", names(result.done()), "pending", names(result.pending()));
        Asyncio.runningLoop().callLater(ofMillis(500), a::cancel);
        result = Asyncio.wait(List.of(a, c), FIRST_COMPLETED);
        t.log("a cancelled one", names(result.done()), "pending", names(result.pending()));
        t.log("still running", c.await());
    }

    @Case("WAIT-04")
    void whateverIsDoneByThenIsDone(Trace t) throws Exception {
        Task<String> a = sleeper("a", 1);
        Task<String> b = sleeper("b", 1);
        Task<String> c = sleeper("c", 2);
        var result = Asyncio.wait(List.of(a, b, c), FIRST_COMPLETED);
        t.log("done", names(result.done()), "pending", names(result.pending()));
        Future<Void> first = Asyncio.createFuture();
        Future<Void> second = Asyncio.createFuture();
        first.addDoneCallback(done -> Asyncio.runningLoop().callSoon(() -> second.setResult(null)));
        Asyncio.runningLoop().callLater(ofSeconds(1), () -> first.setResult(null));
        var futures = Asyncio.wait(List.of(first, second), FIRST_COMPLETED);
        t.log("after the trigger", futures.done().size(), futures.pending().size());
        c.cancel();
    }

    @Case("WAIT-05")
    void theFirstFailureIsEnough(Trace t) throws Exception {
        Task<String> a = sleeper("a", 1);
        Task<String> b = sleeper("b", 2, new Boom("b"));
        Task<String> c = sleeper("c", 3);
        var result = Asyncio.wait(List.of(a, b, c), FIRST_EXCEPTION);
        t.log("done", names(result.done()), "pending", names(result.pending()), b.exception());
        result = Asyncio.wait(List.of(b, c), FIRST_EXCEPTION);
        t.log("one that has failed already", names(result.done()), "pending", names(result.pending()));
    }

    @Case("WAIT-06")
    void aCancelledOneIsNoFailure(Trace t) throws Exception {
        Task<String> a = sleeper("a", 5);
        Task<String> b = sleeper("b", 2);
        Asyncio.runningLoop().callLater(ofSeconds(1), a::cancel);
        var result = Asyncio.wait(List.of(a, b), FIRST_EXCEPTION);
        t.log("done", names(result.done()), "pending", names(result.pending()), "cancelled", a.cancelled());
    }

    @Case("WAIT-07")
    void withoutAFailureItWaitsForAll(Trace t) throws Exception {
        var result = Asyncio.wait(List.of(sleeper("a", 1), sleeper("b", 2)), FIRST_EXCEPTION);
        t.log("done", names(result.done()), "pending", names(result.pending()));
    }

    @Case("WAIT-08")
    void failuresStayInTheFutures(Trace t) throws Exception {
        Boom boom = new Boom("b");
        Task<String> a = sleeper("a", 1);
        Task<String> b = sleeper("b", 2, boom);
        var result = Asyncio.wait(List.of(a, b));
        t.log("done", names(result.done()), "failure", b.exception(), "the same object", b.exception() == boom);
        try {
            b.await();
        } catch (Boom e) {
            t.log("awaited", e);
        }
    }

    @Case("WAIT-09")
    void theLimitEndsTheWaitOnly(Trace t) throws Exception {
        Task<String> a = sleeper("a", 1);
        Task<String> b = sleeper("b", 3);
        var result = Asyncio.wait(List.of(a, b), ofSeconds(2));
        t.log("done", names(result.done()), "pending", names(result.pending()), "requests", b.cancelling());
        t.log("runs on", b.await());
        result = Asyncio.wait(List.of(a, b), ofSeconds(100));
        t.log("in time", names(result.done()), "pending", names(result.pending()));
        Asyncio.sleep(ofSeconds(200));
        t.log("nothing is left over");
    }

    @Case("WAIT-10")
    void noTimeLetsWhatIsReadyRunAStep(Trace t) throws Exception {
        var tasks = List.of(passesBy(t, "now", 0), passesBy(t, "once", 1), passesBy(t, "often", 5));
        for (int n = 0; n < 2; n++) {
            Asyncio.runningLoop().callSoon(() -> t.log("ready"));
            var result = Asyncio.wait(tasks, Duration.ZERO);
            t.log("done", names(result.done()), "pending", names(result.pending()));
        }
        Asyncio.wait(tasks, ofSeconds(-1));
        Asyncio.wait(tasks);
    }

    private static Task<Void> passesBy(Trace t, String name, int times) {
        return Asyncio.createTask(
                () -> {
                    t.log("begins", name);
                    for (int n = 0; n < times; n++) {
                        Asyncio.yieldNow();
                    }
                    t.log("ends", name);
                },
                named(name));
    }

    @Case("WAIT-11")
    void othersGetAChanceEvenIfAllIsDone(Trace t) throws Exception {
        Future<Void> done = Asyncio.createFuture();
        done.setResult(null);
        Asyncio.runningLoop().callSoon(() -> t.log("queued before"));
        t.log("waits");
        Asyncio.wait(List.of(done));
        t.log("returned");
    }

    @Case("WAIT-12")
    void cancellingTheWaiterSparesTheFutures(Trace t) throws Exception {
        Task<String> a = sleeper("a", 2);
        Task<String> b = sleeper("b", 3);
        Task<Void> waiter = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.wait(List.of(a, b));
                    } catch (CancelledError e) {
                        t.log("caught", e);
                        throw e;
                    }
                },
                named("waiter"));
        Asyncio.sleep(ofSeconds(1));
        waiter.cancel("enough");
        Asyncio.sleep(ofMillis(500));
        t.log("waiter", waiter.cancelled(), "requests", a.cancelling(), b.cancelling());
        t.log("results", a.await(), b.await());
    }

    @Case("WAIT-13")
    void nothingToWaitForIsRefused(Trace t) throws Exception {
        for (ReturnWhen returnWhen : List.of(ReturnWhen.ALL_COMPLETED, FIRST_COMPLETED)) {
            try {
                Asyncio.wait(List.<Future<Void>>of(), returnWhen);
                t.log("not reached");
            } catch (IllegalArgumentException e) {
                t.log("refused", e);
            }
        }
    }

    /** The one value that is no condition in Java. */
    @SuppressWarnings("NullAway")
    @Case("WAIT-14")
    void anUnknownConditionIsRefused(Trace t) throws Exception {
        Task<String> task = sleeper("a", 1);
        try {
            Asyncio.wait(List.of(task), (ReturnWhen) null);
            t.log("not reached");
        } catch (NullPointerException e) {
            t.log("refused", e);
        }
        t.log("untouched", task.await());
    }

    @Case("WAIT-17")
    void whatIsGivenTwiceCountsOnce(Trace t) throws Exception {
        Task<String> a = sleeper("a", 1);
        Task<String> b = sleeper("b", 2);
        var result = Asyncio.wait(List.of(a, b, a, b, a));
        t.log("done", names(result.done()), result.done().size(), "pending", result.pending().size());
        Task<String> c = sleeper("c", 1);
        Task<String> d = sleeper("d", 2);
        result = Asyncio.wait(List.of(d, c, c, d), FIRST_COMPLETED);
        t.log("done", names(result.done()), "pending", names(result.pending()));
        d.await();
    }

    /** A collection whose iterator makes the tasks: it may be iterated once. */
    @Case("WAIT-18")
    void tasksMayBeMadeLazily(Trace t) throws Exception {
        var lazily = collection(() -> Stream.of("a", "b")
                .map(name -> {
                    t.log("creates", name);
                    return sleeper(name, name.equals("a") ? 2 : 1);
                })
                .iterator());
        var result = Asyncio.wait(lazily);
        t.log("done", names(result.done()), "pending", names(result.pending()));
        Iterator<Task<String>> iterator = List.of(sleeper("c", 1)).iterator();
        result = Asyncio.wait(collection(() -> iterator));
        t.log("done", names(result.done()), "pending", names(result.pending()));
    }

    private static Collection<Task<String>> collection(Iterable<Task<String>> tasks) {
        return new AbstractCollection<>() {
            @Override
            public Iterator<Task<String>> iterator() {
                return tasks.iterator();
            }

            @Override
            public int size() {
                throw new UnsupportedOperationException("nobody knows before they are made");
            }
        };
    }

    @Case("WAIT-19")
    void theWaiterIsRecordedWhileItWaits(Trace t) throws Exception {
        Future<Void> a = Asyncio.createFuture();
        Future<Void> b = Asyncio.createFuture();
        EventLoop loop = Asyncio.runningLoop();
        Consumer<String> look = text -> t.log(text, waiters(a), waiters(b));
        loop.callLater(ofSeconds(1), () -> look.accept("while waiting"));
        loop.callLater(ofSeconds(2), () -> a.setResult(null));
        Asyncio.wait(List.of(a, b), FIRST_COMPLETED);
        look.accept("after the first");
        loop.callLater(ofMillis(500), () -> look.accept("while waiting again"));
        Asyncio.wait(List.of(b), ofSeconds(1));
        look.accept("after a timeout");
    }

    private static List<String> waiters(Future<?> future) {
        return CallGraph.capture(future).awaitedBy().stream()
                .map(graph -> ((Task<?>) graph.future()).name())
                .collect(Collectors.toList());
    }

    private static Task<String> sleeper(String name, int seconds) {
        return sleeper(name, seconds, null);
    }

    private static Task<String> sleeper(String name, int seconds, @Nullable Boom error) {
        return Asyncio.createTask(
                () -> {
                    Asyncio.sleep(ofSeconds(seconds));
                    if (error != null) {
                        throw error;
                    }
                    return name;
                },
                named(name));
    }

    private static List<String> names(Collection<? extends Task<?>> tasks) {
        return tasks.stream().map(Task::name).sorted().collect(Collectors.toList());
    }
}
