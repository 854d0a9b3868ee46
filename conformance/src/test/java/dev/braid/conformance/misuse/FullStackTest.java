package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.conformance.harness.Everywhere;
import java.util.ArrayList;
import java.util.List;

/** A body whose stack is full: that is its own error, and the loop goes on. */
class FullStackTest {

    private final List<String> reports = new ArrayList<>();

    // Python's RecursionError, which ends the task that recurses.
    private static int withoutEnd(int depth) {
        return withoutEnd(depth + 1) + 1;
    }

    // Awaits at the bottom, and again at each level on the way up until one await finds room.
    private static boolean awaitAtTheBottom() {
        try {
            return awaitAtTheBottom();
        } catch (StackOverflowError full) {
            Asyncio.yieldNow();
            return true;
        }
    }

    @Everywhere
    void recursionWithoutEndEndsItsTaskAlone() {
        Task<Integer> task = Asyncio.createTask(() -> withoutEnd(0));
        assertThrows(StackOverflowError.class, task::await);
        assertEquals(1, Asyncio.createTask(() -> 1).await());
    }

    /** What is left of the stack is enough for the call, but not for all that it does. */
    @Everywhere
    void anAwaitThatFindsNoRoomIsAsIfItHadNotBeenTried() {
        Asyncio.runningLoop().setExceptionHandler((loop, problem) -> reports.add(problem.message()));
        Task<Boolean> task = Asyncio.createTask(FullStackTest::awaitAtTheBottom);
        List<Integer> steps = new ArrayList<>();
        Task<?> other = Asyncio.createTask(() -> {
            for (int i = 0; i < 3; i++) {
                steps.add(i);
                Asyncio.yieldNow();
            }
        });
        assertEquals(true, task.await());
        other.await();
        assertEquals(List.of(0, 1, 2), steps);
        assertEquals(List.of(), reports);
    }
}
