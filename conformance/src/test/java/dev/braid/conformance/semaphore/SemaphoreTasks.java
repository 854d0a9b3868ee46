package dev.braid.conformance.semaphore;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Semaphore;
import java.time.Duration;

/** What the cases about semaphores have in common. */
final class SemaphoreTasks {

    static final Duration SECOND = Duration.ofSeconds(1);

    private SemaphoreTasks() {}

    static Task<?> taker(Trace t, String name, Semaphore semaphore) {
        return taker(t, name, semaphore, 1);
    }

    /** A task that takes a permit and keeps it for so many seconds. */
    static Task<?> taker(Trace t, String name, Semaphore semaphore, int seconds) {
        return start(name, () -> {
            t.log("asks");
            try {
                t.log("obtained", semaphore.acquire(), brackets(semaphore));
            } catch (CancelledError e) {
                t.log("cancelled", e, brackets(semaphore));
                throw e;
            }
            Asyncio.sleep(Duration.ofSeconds(seconds));
            t.log("releases");
            semaphore.release();
        });
    }

    static Task<?> start(String name, VoidCoroutine coroutine) {
        return Asyncio.createTask(coroutine, TaskOptions.named(name));
    }

    static String brackets(Object thing) {
        String text = thing.toString();
        return text.substring(text.lastIndexOf('[') + 1, text.lastIndexOf(']'));
    }
}
