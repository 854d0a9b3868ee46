package dev.braid.conformance.extras;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.Limit;
import dev.braid.Outcome;
import dev.braid.TaskFactory;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code Limit.gather} and {@code gatherSettled}: how many tasks there are, and how the whole ends. */
class LimitGatherTest {

    private final List<String> log = new ArrayList<>();
    private int running;
    private int most;

    private int afterSeconds(int seconds) {
        log.add("start " + seconds);
        most = Math.max(most, ++running);
        try {
            Asyncio.sleep(ofSeconds(seconds));
        } catch (CancelledError cancelled) {
            log.add("cancelled " + seconds);
            throw cancelled;
        } finally {
            running--;
        }
        log.add("end " + seconds);
        return seconds;
    }

    private static double seconds() {
        return Asyncio.runningLoop().timeNanos() / 1e9;
    }

    @Everywhere
    void tasksStartInOrderAsOthersEndAndResultsKeepTheOrder() {
        double start = seconds();
        List<Integer> results = Limit.of(2).gather(List.of(3, 1, 1, 2), this::afterSeconds).await();
        assertEquals(List.of(3, 1, 1, 2), results);
        assertEquals(List.of("start 3", "start 1", "end 1", "start 1", "end 1", "start 2", "end 3", "end 2"), log);
        assertEquals(2, most);
        assertEquals(4, seconds() - start);
    }

    @Everywhere
    void oneAtATimeIsASequence() {
        Limit.of(1).gather(List.of(2, 1), this::afterSeconds).await();
        assertEquals(List.of("start 2", "end 2", "start 1", "end 1"), log);
    }

    @Everywhere
    void aLimitThatIsNotReachedIsNone() {
        double start = seconds();
        assertEquals(List.of(1, 2), Limit.of(Integer.MAX_VALUE).gather(List.of(1, 2), this::afterSeconds).await());
        assertEquals(2, seconds() - start);
    }

    @Everywhere
    void coroutinesComeFromCollectionsIterablesStreamsAndIterators() {
        Coroutine<Integer> one = () -> 1;
        Limit limit = Limit.of(1);
        assertEquals(List.of(1, 1), limit.<Integer>gather(List.of(one, one)).await());
        assertEquals(List.of(1, 1), limit.<Integer>gather(Stream.of(one, one)).await());
        Iterator<Coroutine<Integer>> coroutines = List.of(one, one).iterator();
        Iterable<Coroutine<Integer>> once = () -> coroutines;
        assertEquals(List.of(1, 1), limit.<Integer>gather(once).await());
        Iterator<Integer> items = List.of(1, 2).iterator();
        assertEquals(List.of(1, 2), limit.gather(() -> items, this::afterSeconds).await());
        assertEquals(List.of(1, 2), limit.gather(Stream.of(1, 2), this::afterSeconds).await());
        assertEquals(Collections.nCopies(2, null), limit.gather(Stream.of(1, 2), n -> { }).await());
        assertEquals(List.of(new Outcome.Value<>(1)), limit.<Integer>gatherSettled(Stream.of(one)).await());
        assertEquals(List.of(), limit.gather(List.<Coroutine<Integer>>of()).await());
    }

    @Everywhere
    void aSourceIsAskedOnlyWhenThereIsRoom() {
        int[] asked = {0};
        Stream<Integer> endless = Stream.iterate(1, n -> n + 1).peek(n -> asked[0]++);
        Future<List<Integer>> whole = Limit.of(3).gather(endless, this::afterSeconds);
        assertEquals(3, asked[0]);
        Asyncio.sleep(ofMillis(1_500));
        assertEquals(4, asked[0]);
        assertEquals(4, Asyncio.allTasks().size(), "the caller and three");
        whole.cancel();
        assertThrows(CancelledError.class, whole::await);
    }

    @Everywhere
    void manyCoroutinesNeedFewTasks() {
        int[] tasks = {0};
        List<Integer> results = Limit.of(5).gather(IntStream.range(0, 5_000).boxed(), n -> {
            if (n % 500 == 0) {
                tasks[0] = Math.max(tasks[0], Asyncio.allTasks().size());
            }
            return n;
        }).await();
        assertEquals(IntStream.range(0, 5_000).boxed().toList(), results);
        assertTrue(tasks[0] <= 6, () -> tasks[0] + " tasks");
    }

    @Everywhere
    void aFailureStartsNoMoreAndLetsTheOthersRunOn() {
        Boom boom = new Boom("second");
        boolean[] closed = {false};
        Stream<Integer> items = Stream.of(3, 1, 5, 7).onClose(() -> closed[0] = true);
        Future<List<Integer>> whole = Limit.of(2).gather(items, n -> {
            int end = afterSeconds(n);
            if (n == 1) {
                throw boom;
            }
            return end;
        });
        assertSame(boom, assertThrows(Boom.class, whole::await));
        assertTrue(closed[0], "the stream is closed");
        Asyncio.sleep(ofSeconds(20));
        assertEquals(List.of("start 3", "start 1", "end 1", "end 3"), log);
    }

    @Everywhere
    void settledGoesOnAfterFailuresAndCancellations() {
        List<Outcome<Integer>> outcomes = Limit.of(2).gatherSettled(List.of(1, 2, 3), n -> {
            if (n == 1) {
                throw new Boom("first");
            }
            if (n == 2) {
                Asyncio.currentTask().cancel("second");
            }
            return afterSeconds(n);
        }).await();
        assertEquals("first", ((Outcome.Failure<Integer>) outcomes.get(0)).error().getMessage());
        assertEquals("second", ((CancelledError) ((Outcome.Failure<Integer>) outcomes.get(1)).error()).message());
        assertEquals(new Outcome.Value<>(3), outcomes.get(2));
    }

    @Everywhere
    void aCancelledTaskEndsTheWholeUnlessItIsSettled() {
        Future<List<Integer>> whole = Limit.of(2).gather(List.of(1, 2, 3), n -> {
            Asyncio.currentTask().cancel("by itself");
            return afterSeconds(n);
        });
        assertEquals("by itself", assertThrows(CancelledError.class, whole::await).message());
    }

    @Everywhere
    void cancellingCancelsWhatRunsAndStartsNoMore() {
        boolean[] closed = {false};
        Stream<Integer> items = Stream.of(3, 4, 5).onClose(() -> closed[0] = true);
        Future<List<Integer>> whole = Limit.of(2).gather(items, this::afterSeconds);
        Asyncio.sleep(ofSeconds(1));
        assertTrue(whole.cancel("enough"));
        assertFalse(whole.done(), "it waits for the clean-up");
        assertEquals("enough", assertThrows(CancelledError.class, whole::await).message());
        assertTrue(closed[0], "the stream is closed");
        assertFalse(whole.cancel());
        Asyncio.sleep(ofSeconds(20));
        assertEquals(List.of("start 3", "start 4", "cancelled 3", "cancelled 4"), log);
    }

    @Everywhere
    void cancellingTheTaskThatAwaitsCancelsAll() {
        var waiter = Asyncio.createTask(() -> Limit.of(2).gatherSettled(List.of(3, 4, 5), this::afterSeconds).await());
        Asyncio.sleep(ofSeconds(1));
        waiter.cancel();
        assertThrows(CancelledError.class, waiter::await);
        assertEquals(List.of("start 3", "start 4", "cancelled 3", "cancelled 4"), log);
    }

    @Everywhere
    void tasksThatRefuseToBeCancelledAreTheLastOnes() {
        Future<List<Outcome<Integer>>> whole = Limit.of(1).gatherSettled(List.of(1, 2), n -> {
            try {
                return afterSeconds(n);
            } catch (CancelledError refused) {
                return -1;
            }
        });
        Asyncio.yieldNow();
        assertTrue(whole.cancel("enough"));
        assertEquals("enough", assertThrows(CancelledError.class, whole::await).message());
        assertEquals(List.of("start 1", "cancelled 1"), log);
    }

    @Everywhere
    void anErrorOfTheSourceFailsTheWholeAndNothingElse() {
        Boom boom = new Boom("source");
        Stream<Integer> items = Stream.of(1, 2, 3).peek(n -> {
            if (n == 3) {
                throw new IllegalArgumentException(boom);
            }
        });
        Future<List<Outcome<Integer>>> whole = Limit.of(2).gatherSettled(items, this::afterSeconds);
        assertSame(boom, assertThrows(IllegalArgumentException.class, whole::await).getCause());
        Asyncio.sleep(ofSeconds(5));
        assertEquals(List.of("start 1", "start 2", "end 1", "end 2"), log);
    }

    @Everywhere
    void aSourceMayCancelTheWhole() {
        List<Future<List<Integer>>> whole = new ArrayList<>();
        Stream<Integer> items = Stream.of(1, 2, 3).peek(n -> {
            if (n == 3) {
                assertTrue(whole.get(0).cancel("by the source"));
            }
        });
        whole.add(Limit.of(1).gather(items, this::afterSeconds));
        assertEquals("by the source", assertThrows(CancelledError.class, () -> whole.get(0).await()).message());
        assertEquals(List.of("start 1", "end 1", "start 2", "end 2"), log);
    }

    @Everywhere
    void tasksSeeTheCallersVariablesWheneverTheyStart() {
        ContextVar<String> user = new ContextVar<>("user");
        user.set("ada");
        List<String> sources = new ArrayList<>();
        Future<List<String>> whole = Limit.of(1).gather(
                Stream.of(1, 2).peek(n -> sources.add(user.get())), n -> {
                    afterSeconds(n);
                    return user.get() + n;
                });
        user.set("eve");
        assertEquals(List.of("ada1", "ada2"), whole.await());
        assertEquals(List.of("ada", "ada"), sources);
        assertEquals("eve", user.get());
    }

    @Everywhere
    void eagerTasksThatEndAtOnceTakeNoRoom() {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);
        Future<List<Integer>> whole = Limit.of(2).gather(IntStream.range(0, 1_000).boxed(), n -> n);
        assertTrue(whole.done());
        assertEquals(1_000, whole.result().size());
        assertEquals(List.of(2, 1, 1), Limit.of(2).gather(List.of(2, 1, 1), this::afterSeconds).await());
        assertEquals(2, most);
    }

    @Everywhere(plain = true)
    void aLoopThatDoesNotRunYetIsEnough(Trace t) {
        var loop = t.newLoop();
        Asyncio.setEventLoop(loop);
        try {
            Future<List<Integer>> whole = Limit.of(1).gather(List.of(1, 2), this::afterSeconds);
            assertEquals(List.of(1, 2), loop.runUntilComplete(whole));
        } finally {
            Asyncio.setEventLoop(null);
            loop.close();
        }
    }

    @Everywhere
    void aLimitIsUsedAgainAndShowsItsNumber() {
        Limit two = Limit.of(2);
        var first = two.gather(List.of(1, 1), this::afterSeconds);
        var second = two.gather(List.of(1, 1), this::afterSeconds);
        first.await();
        second.await();
        assertEquals(4, most, "each call counts its own");
        assertEquals("Limit[2 tasks]", two.toString());
        assertEquals("Limit[1 task]", Limit.of(1).toString());
    }
}
