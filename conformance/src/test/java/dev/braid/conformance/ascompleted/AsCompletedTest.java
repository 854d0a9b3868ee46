package dev.braid.conformance.ascompleted;
import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.braid.AsyncIterable;
import dev.braid.AsyncIterator;
import dev.braid.Asyncio;
import dev.braid.CallGraph;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.SingleUseCoroutine;
import dev.braid.Task;
import dev.braid.TimeoutException;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.NoOracle;
import dev.braid.conformance.harness.Trace;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What comes, in which order, and what does not come. */
class AsCompletedTest {

    @Case("ASCOMPLETED-01")
    void resultsComeInTheOrderOfCompletion(Trace t) throws Exception {
        int before = Asyncio.allTasks().size();
        AsyncIterable<Task<String>> completions =
                Asyncio.asCompleted(List.of(child("a", 3), child("b", 1), child("c", 2)));
        t.log("scheduled by the call", Asyncio.allTasks().size() - before);
        for (Task<String> done : completions) {
            t.log("done", done.await());
        }
    }

    @Case("ASCOMPLETED-02")
    void theFuturesThemselvesCome(Trace t) throws Exception {
        Task<String> a = task("a", 2);
        Future<String> plain = Asyncio.createFuture();
        Asyncio.runningLoop().callLater(ofSeconds(1), () -> plain.setResult("value"));
        for (Future<String> done : Asyncio.asCompleted(List.of(a, plain))) {
            t.log("task", done == a, "future", done == plain, "done", done.done());
        }
    }

    @Case("ASCOMPLETED-03")
    void forCoroutinesTheirTasksCome(Trace t) throws Exception {
        for (Future<String> done : Asyncio.<String>asCompleted(List.of(child("a", 2), child("b", 1)))) {
            t.log("a task", done instanceof Task, "done", done.done(), done.result());
        }
    }

    @Case("ASCOMPLETED-04")
    void eachItemGivesTheNextOutcome(Trace t) throws Exception {
        Future<String> failed = Asyncio.createFuture();
        failed.setException(new Boom("d"));
        int outcomes = 0;
        for (Future<String> item : Asyncio.asCompleted(List.of(task("a", 3), task("b", 1), failed))) {
            outcomes++;
            try {
                t.log("outcome", item.await());
            } catch (Boom e) {
                t.log("outcome", e);
            }
        }
        t.log("items", outcomes);
    }

    /** Python's items are coroutines that give the next outcome; here they are the steps of the iterator. */
    @Case("ASCOMPLETED-05")
    void theFirstToAwaitGetsTheFirstCompletion(Trace t) throws Exception {
        List<Coroutine<String>> items = items(List.of(task("a", 2), task("b", 1)));
        t.log("awaited first", items.get(1).run());
        t.log("awaited second", items.get(0).run());
    }

    @Case("ASCOMPLETED-06")
    void itemsCanBeAwaitedConcurrently(Trace t) throws Exception {
        List<Coroutine<String>> items = items(List.of(task("a", 3), task("b", 1), task("c", 2)));
        t.log("outcomes", Asyncio.gather(items).await());
    }

    private static List<Coroutine<String>> items(List<Task<String>> tasks) {
        AsyncIterator<Task<String>> completions = Asyncio.asCompleted(tasks).iterator();
        List<Coroutine<String>> items = new ArrayList<>();
        tasks.forEach(task -> items.add(() -> completions.next().await()));
        return items;
    }

    @Case("ASCOMPLETED-07")
    void whatIsGivenTwiceComesOnce(Trace t) throws Exception {
        Task<String> a = task("a", 1);
        Task<String> b = task("b", 2);
        for (Task<String> done : Asyncio.asCompleted(List.of(a, b, a, b, a))) {
            t.log("done", done.result());
        }
        SingleUseCoroutine<String> c = Coroutine.once(child("c", 1));
        SingleUseCoroutine<String> d = Coroutine.once(child("d", 2));
        for (Task<String> done : Asyncio.<String>asCompleted(List.of(c, d, c, d, c))) {
            t.log("done", done.result());
        }
        t.log("no more");
    }

    @Case("ASCOMPLETED-14")
    void ofNothingComesNothing(Trace t) throws Exception {
        for (Future<?> done : Asyncio.asCompleted(List.<Task<String>>of())) {
            t.log("not reached", done);
        }
        AsyncIterable<Task<String>> completions = Asyncio.asCompleted(List.<Task<String>>of(), ofSeconds(1));
        Asyncio.sleep(ofSeconds(2));
        for (Future<?> done : completions) {
            t.log("not reached", done);
        }
        t.log("no timeout");
    }

    @Case(value = "ASCOMPLETED-16", plain = true)
    void withoutALoopCoroutinesAreRefused(Trace t) throws Exception {
        Asyncio.setEventLoop(null);
        SingleUseCoroutine<String> coroutine = Coroutine.once(child("a", 1));
        try {
            Asyncio.<String>asCompleted(List.of(coroutine));
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
        coroutine.close();
    }

    @Case("ASCOMPLETED-17")
    void theRunningLoopRunsTheCoroutines(Trace t) throws Exception {
        for (Task<String> done : Asyncio.<String>asCompleted(List.of(child("a", 1)))) {
            t.log("of this loop", done.loop() == Asyncio.runningLoop());
        }
    }

    @Case("ASCOMPLETED-18")
    void aFailureShowsWhenItIsAwaited(Trace t) throws Exception {
        var tasks = List.of(task("a", 1), task("b", 2, new Boom("b")), task("c", 3));
        for (Task<String> done : Asyncio.asCompleted(tasks)) {
            try {
                t.log("outcome", done.await());
            } catch (Boom e) {
                t.log("outcome", e);
            }
        }
    }

    /** A collection whose iterator makes the tasks: it may be iterated once. */
    @Case("ASCOMPLETED-19")
    void tasksMayBeMadeLazily(Trace t) throws Exception {
        Collection<Task<String>> lazily = new AbstractCollection<>() {
            @Override
            public Iterator<Task<String>> iterator() {
                return Stream.of("a", "b")
                        .map(name -> {
                            t.log("creates", name);
                            return task(name, name.equals("a") ? 2 : 1);
                        })
                        .iterator();
            }

            @Override
            public int size() {
                throw new UnsupportedOperationException("nobody knows before they are made");
            }
        };
        for (Task<String> done : Asyncio.asCompleted(lazily)) {
            t.log("done", done.result());
        }
    }

    @NoOracle("3.15.0rc1 records nothing for as_completed (gh-156523), 3.15 does")
    @Case("ASCOMPLETED-20")
    void theCallerIsRecordedWhileTheyRun(Trace t) throws Exception {
        Task<?> main = Asyncio.currentTask();
        Task<String> a = task("a", 1);
        Task<String> b = task("b", 5);
        AsyncIterator<Task<String>> completions =
                Asyncio.asCompleted(List.of(a, b), ofSeconds(2)).iterator();
        assertEquals(List.of(main), waiters(a));
        assertEquals(List.of(main), waiters(b));
        assertEquals(a, completions.next());
        assertEquals(List.of(), waiters(a), "it is done");
        assertEquals(List.of(main), waiters(b), "still running");
        try {
            completions.next();
            t.log("not reached");
        } catch (TimeoutException e) {
            assertEquals(List.of(), waiters(b), "given up");
        }
        assertFalse(b.done());
        b.cancel();
    }

    private static List<Future<?>> waiters(Future<?> future) {
        return CallGraph.capture(future).awaitedBy().stream().map(CallGraph::future).collect(Collectors.toList());
    }

    private static Task<String> task(String name, int seconds) {
        return Asyncio.createTask(child(name, seconds, null), named(name));
    }

    private static Task<String> task(String name, int seconds, Boom error) {
        return Asyncio.createTask(child(name, seconds, error), named(name));
    }

    private static Coroutine<String> child(String name, int seconds) {
        return child(name, seconds, null);
    }

    private static Coroutine<String> child(String name, int seconds, @Nullable Boom error) {
        return () -> {
            Asyncio.sleep(ofSeconds(seconds));
            if (error != null) {
                throw error;
            }
            return name;
        };
    }
}
