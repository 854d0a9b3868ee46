package dev.braid.conformance.extras;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.AsyncIterable;
import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.Limit;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Everywhere;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** {@code Limit.asCompleted}: the tasks as they end, a few at a time. */
class LimitCompletionTest {

    private final List<Object> log = new ArrayList<>();

    private int afterSeconds(int seconds) {
        log.add("start " + seconds);
        Asyncio.sleep(ofSeconds(seconds));
        return seconds;
    }

    @Everywhere
    void tasksComeAsTheyEnd() {
        List<Integer> order = new ArrayList<>();
        for (Task<Integer> task : Limit.of(2).asCompleted(List.of(3, 1, 1, 5, 4), this::afterSeconds)) {
            order.add(task.result());
        }
        assertEquals(List.of(1, 1, 3, 5, 4), order);
        Coroutine<Integer> one = () -> 1;
        for (Task<Integer> task : Limit.of(2).<Integer>asCompleted(Stream.of(one))) {
            assertEquals(1, task.result());
        }
        for (Task<Integer> none : Limit.of(2).<Integer>asCompleted(List.of())) {
            throw new AssertionError(none);
        }
    }

    @Everywhere
    void aTaskThatNobodyHasTakenKeepsItsRoom() {
        var tasks = Limit.of(2).asCompleted(Stream.of(1, 2, 3, 4), this::afterSeconds).iterator();
        Asyncio.sleep(ofSeconds(10));
        assertEquals(List.of("start 1", "start 2"), log);
        assertEquals(1, tasks.next().result());
        Asyncio.sleep(ofSeconds(10));
        assertEquals(List.of("start 1", "start 2", "start 3"), log);
        assertEquals(List.of(2, 3, 4), List.of(tasks.next().result(), tasks.next().result(), tasks.next().result()));
        assertFalse(tasks.hasNext());
        assertThrows(NoSuchElementException.class, tasks::next);
    }

    @Everywhere
    void aLoopThatEndsEarlyStartsNoMoreAndASecondOneGoesOn() {
        AsyncIterable<Task<Integer>> tasks = Limit.of(2).asCompleted(List.of(1, 2, 3, 4), this::afterSeconds);
        for (Task<Integer> first : tasks) {
            assertEquals(1, first.result());
            break;
        }
        Asyncio.sleep(ofSeconds(10));
        assertEquals(List.of("start 1", "start 2", "start 3"), log);
        List<Integer> rest = new ArrayList<>();
        for (Task<Integer> task : tasks) {
            rest.add(task.result());
        }
        assertEquals(List.of(2, 3, 4), rest);
    }

    @Everywhere
    void severalLoopsShareTheTasks() {
        AsyncIterable<Task<Integer>> tasks = Limit.of(1).asCompleted(List.of(1, 1, 1, 1, 1), this::afterSeconds);
        int[] taken = {0, 0};
        TaskGroup.run(group -> {
            for (int i = 0; i < 2; i++) {
                int loop = i;
                group.createTask(() -> {
                    for (Task<Integer> task : tasks) {
                        taken[loop] += task.result();
                    }
                });
            }
        });
        assertEquals(5, taken[0] + taken[1]);
        assertTrue(taken[0] > 0 && taken[1] > 0, () -> taken[0] + " and " + taken[1]);
    }

    @Everywhere
    void failuresAndCancellationsAreTheTasksOwn() {
        List<Object> ends = new ArrayList<>();
        Boom boom = new Boom("a");
        for (Task<Integer> task : Limit.of(1).asCompleted(List.of(1, 2, 3), n -> {
            if (n == 1) {
                throw boom;
            }
            if (n == 2) {
                Asyncio.currentTask().cancel();
            }
            return afterSeconds(n);
        })) {
            ends.add(task.cancelled() ? "cancelled" : task.exception() != null ? task.exception() : task.result());
        }
        assertEquals(List.of(boom, "cancelled", 3), ends);
    }

    @Everywhere
    void anErrorOfTheSourceComesAfterTheTasksBeforeIt() {
        Boom boom = new Boom("source");
        Stream<Integer> items = Stream.of(2, 1, 9).peek(n -> {
            if (n == 9) {
                throw new IllegalArgumentException(boom);
            }
        });
        List<Integer> order = new ArrayList<>();
        AsyncIterable<Task<Integer>> tasks = Limit.of(2).asCompleted(items, this::afterSeconds);
        var thrown = assertThrows(IllegalArgumentException.class, () -> {
            for (Task<Integer> task : tasks) {
                order.add(task.result());
            }
        });
        assertSame(boom, thrown.getCause());
        assertEquals(List.of(1, 2), order);
        assertFalse(tasks.iterator().hasNext());
    }

    @Everywhere
    void aCancelledStepLosesNoTask() {
        AsyncIterable<Task<Integer>> tasks = Limit.of(1).asCompleted(List.of(2, 3), this::afterSeconds);
        var loop = Asyncio.createTask(() -> tasks.iterator().next().result());
        Asyncio.sleep(ofSeconds(1));
        loop.cancel();
        assertThrows(CancelledError.class, loop::await);
        List<Integer> order = new ArrayList<>();
        tasks.forEach(task -> order.add(task.result()));
        assertEquals(List.of(2, 3), order);
    }
}
