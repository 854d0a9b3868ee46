package dev.braid.conformance.barrier;

import dev.braid.Asyncio;
import dev.braid.BrokenBarrierException;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Barrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the cases about barriers have in common. */
final class BarrierTasks {

    static final Duration SECOND = Duration.ofSeconds(1);

    private BarrierTasks() {}

    static Task<?> waiter(Trace t, String name, Barrier barrier) {
        return waiter(t, name, barrier, 1);
    }

    /** A task that takes part in so many rounds. */
    static Task<?> waiter(Trace t, String name, Barrier barrier, int rounds) {
        return start(name, () -> {
            for (int n = 0; n < rounds; n++) {
                t.log("arrives");
                try {
                    t.log("passes", barrier.await(), brackets(barrier));
                } catch (BrokenBarrierException e) {
                    t.log("broken", e, brackets(barrier));
                } catch (CancelledError e) {
                    t.log("cancelled", e, brackets(barrier));
                    throw e;
                }
            }
        });
    }

    /** A task for each letter. */
    static List<Task<?>> waiters(Trace t, String names, Barrier barrier) {
        List<Task<?>> tasks = new ArrayList<>();
        for (String name : names.split("")) {
            tasks.add(waiter(t, name, barrier));
        }
        return tasks;
    }

    static List<Task<?>> and(List<Task<?>> tasks, Task<?>... more) {
        List<Task<?>> all = new ArrayList<>(tasks);
        all.addAll(List.of(more));
        return all;
    }

    static Task<?> start(String name, VoidCoroutine coroutine) {
        return Asyncio.createTask(coroutine, TaskOptions.named(name));
    }

    static String brackets(Object thing) {
        String text = thing.toString();
        return text.substring(text.lastIndexOf('[') + 1, text.lastIndexOf(']'));
    }
}
