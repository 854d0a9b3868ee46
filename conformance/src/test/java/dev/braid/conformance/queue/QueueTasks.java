package dev.braid.conformance.queue;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.QueueEmptyException;
import dev.braid.QueueFullException;
import dev.braid.QueueShutDownException;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the cases about queues have in common. */
final class QueueTasks {

    static final Duration SECOND = Duration.ofSeconds(1);

    private QueueTasks() {}

    static <T> VoidCoroutine gets(Trace t, Queue<T> queue) {
        return () -> {
            t.log("asks");
            try {
                t.log("got", queue.get());
            } catch (QueueShutDownException e) {
                t.log("shut down", e);
            } catch (CancelledError e) {
                t.log("cancelled", e);
                throw e;
            }
        };
    }

    static <T> VoidCoroutine puts(Trace t, Queue<T> queue, T item) {
        return () -> {
            try {
                queue.put(item);
                t.log("stored", item);
            } catch (QueueShutDownException e) {
                t.log("shut down", e);
            } catch (CancelledError e) {
                t.log("cancelled", e);
                throw e;
            }
        };
    }

    static VoidCoroutine joins(Trace t, Queue<?> queue) {
        return () -> {
            try {
                queue.join();
                t.log("joined");
            } catch (CancelledError e) {
                t.log("cancelled", e);
                throw e;
            }
        };
    }

    static Task<?> start(String name, VoidCoroutine coroutine) {
        return Asyncio.createTask(coroutine, TaskOptions.named(name));
    }

    /** What is left in it. */
    static <T> List<T> items(Queue<T> queue) {
        List<T> left = new ArrayList<>();
        while (!queue.empty()) {
            left.add(queue.getNowait());
        }
        return left;
    }

    @SafeVarargs
    static <T, Q extends Queue<T>> Q fill(Q queue, T... values) {
        for (T value : values) {
            queue.putNowait(value);
        }
        return queue;
    }

    static void refused(Trace t, String what, Runnable operation) {
        try {
            operation.run();
            t.log(what, "done");
        } catch (QueueEmptyException | QueueFullException | QueueShutDownException | IllegalArgumentException e) {
            t.log(what, e);
        }
    }
}
