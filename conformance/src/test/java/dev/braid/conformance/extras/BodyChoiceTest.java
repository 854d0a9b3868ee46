package dev.braid.conformance.extras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.AsyncContextManager;
import dev.braid.AsyncExitStack;
import dev.braid.Asyncio;
import dev.braid.ExceptionGroup;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.Timeout;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Everywhere;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which overload the compiler takes for a body: that it compiles at all is half of the test. */
class BodyChoiceTest {

    private static final AsyncContextManager<String> NOTHING = AsyncContextManager.nullContext("entered");

    @Everywhere
    void aBodyThatOnlyThrowsIsClear() {
        Boom boom = new Boom("a");
        assertThrows(ExceptionGroup.class, () -> TaskGroup.run(group -> {
            throw boom;
        }));
        assertSame(boom, assertThrows(Boom.class, () -> Timeout.after(Duration.ofSeconds(1), timeout -> {
            throw boom;
        })));
        assertSame(boom, assertThrows(Boom.class, () -> Timeout.none(timeout -> {
            throw boom;
        })));
        assertSame(boom, assertThrows(Boom.class, () -> Asyncio.with(NOTHING, entered -> {
            throw boom;
        })));
        assertSame(boom, assertThrows(Boom.class, () -> AsyncExitStack.run(stack -> {
            throw boom;
        })));
    }

    @Everywhere
    void anExpressionWithAValueNeedsNoBraces() {
        Task<Integer> task = TaskGroup.run(group -> group.createTask(() -> 1));
        assertEquals(1, task.result());
        TaskGroup.run(group -> group.createTask(() -> 1));
        int length = Asyncio.with(NOTHING, entered -> entered.length());
        assertEquals(7, length);
        int same = Asyncio.with(NOTHING, String::length);
        assertEquals(7, same);
    }

    @Everywhere
    void blocksAndMethodsWithoutAValueAreStillBodies() {
        List<String> seen = new ArrayList<>();
        Asyncio.with(NOTHING, entered -> {
            seen.add(entered);
        });
        TaskGroup.run(BodyChoiceTest::noValue);
        assertEquals(List.of("entered"), seen);
    }

    private static void noValue(TaskGroup group) {
        group.createTask(() -> 1);
    }
}
