package dev.braid.conformance.lock;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Lock;
import java.time.Duration;

/** What the cases about locks have in common. */
final class LockTasks {

    private LockTasks() {}

    static VoidCoroutine takes(Trace t, Lock lock) {
        return takes(t, lock, 1);
    }

    static VoidCoroutine takes(Trace t, Lock lock, int seconds) {
        return () -> {
            t.log("asks");
            try {
                t.log("obtained", lock.acquire(), lock.locked());
            } catch (CancelledError e) {
                t.log("cancelled", e);
                throw e;
            }
            Asyncio.sleep(Duration.ofSeconds(seconds));
            t.log("releases");
            lock.release();
        };
    }

    static Task<?> start(String name, VoidCoroutine coroutine) {
        return Asyncio.createTask(coroutine, TaskOptions.named(name));
    }

    /** What a primitive's text shows in its brackets. */
    static String brackets(Object thing) {
        String text = thing.toString();
        return text.substring(text.lastIndexOf('[') + 1, text.lastIndexOf(']'));
    }
}
