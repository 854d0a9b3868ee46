package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.conformance.harness.CaseRun;
import dev.braid.conformance.harness.CaseSpec;
import dev.braid.conformance.harness.Combination;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.spi.StrandKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A body whose stack is full: that is its own error, and the loop goes on. */
class FullStackTest {

    private static final CaseSpec NO_ORACLE =
            new CaseSpec("an await without room", false, false, false, "", "not in asyncio");

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

    /**
     * What is left of the stack is enough for the call, but not for all that it does. Mounted strands only: the others
     * look whether there is room before they hand control over, which finds most such calls but not all.
     */
    @TestFactory
    Stream<DynamicTest> anAwaitThatFindsNoRoomIsAsIfItHadNotBeenTried() {
        return Combination.all().stream().filter(on -> on.strand() == StrandKind.MOUNTED).map(on -> DynamicTest.dynamicTest(
                "on " + on, () -> new CaseRun(NO_ORACLE, on).run(this::awaitWithoutRoom)));
    }

    private void awaitWithoutRoom() {
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
