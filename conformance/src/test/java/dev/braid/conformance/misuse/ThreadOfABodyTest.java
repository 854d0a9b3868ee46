package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.conformance.harness.Everywhere;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A body has its thread for itself: what it does with it, it finds again after an await, and no other body does. */
class ThreadOfABodyTest {

    private static final TaskOptions EAGER = TaskOptions.DEFAULT.eager();

    @Everywhere
    void aBodyMayReplaceItsThreadsExceptionHandler() {
        Asyncio.createTask(() -> {
            Task<?> self = Asyncio.currentTask();
            Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
            Task<?> other = Asyncio.createTask(() -> Asyncio.sleep(Duration.ofMillis(1)));
            Asyncio.createTask(() -> Asyncio.sleep(Duration.ZERO), EAGER).await();
            List<Integer> steps = new ArrayList<>();
            for (Integer step : replacingItsHandler()) {
                Asyncio.sleep(Duration.ZERO);
                steps.add(step);
            }
            other.await();
            assertEquals(List.of(1, 2), steps);
            assertSame(self, Asyncio.currentTask());
        }).await();
    }

    private static AsyncGenerator<Integer, Void> replacingItsHandler() {
        return AsyncGenerator.of(out -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
            out.yield(1);
            Asyncio.sleep(Duration.ZERO);
            out.yield(2);
        });
    }
}
