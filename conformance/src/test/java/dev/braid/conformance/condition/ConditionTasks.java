package dev.braid.conformance.condition;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Condition;
import dev.braid.sync.Hold;
import java.time.Duration;

/** What the cases about conditions have in common. */
@SuppressWarnings("try")
final class ConditionTasks {

    static final Duration SECOND = Duration.ofSeconds(1);

    private ConditionTasks() {}

    static Task<?> waiter(Trace t, String name, Condition condition) {
        return waiter(t, name, condition, 0);
    }

    /** A task that waits, and then stays inside for so many seconds. */
    static Task<?> waiter(Trace t, String name, Condition condition, int seconds) {
        return start(name, () -> {
            try (Hold held = condition.hold()) {
                t.log("waits");
                try {
                    t.log("goes on", condition.await(), condition.locked());
                } catch (CancelledError e) {
                    t.log("cancelled", e, condition.locked());
                    throw e;
                }
                if (seconds > 0) {
                    Asyncio.sleep(Duration.ofSeconds(seconds));
                    t.log("leaves");
                }
            }
        });
    }

    static Task<?> start(String name, VoidCoroutine coroutine) {
        return Asyncio.createTask(coroutine, TaskOptions.named(name));
    }

    static void wake(Condition condition, int count) {
        try (Hold held = condition.hold()) {
            condition.notify(count);
        }
    }

    static String brackets(Object thing) {
        String text = thing.toString();
        return text.substring(text.lastIndexOf('[') + 1, text.lastIndexOf(']'));
    }
}
