package dev.braid.internal;

import dev.braid.Future;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Records who awaits whom. A task that waits for a future itself is found among what that wakes; the others, which wait by
 * callbacks, are recorded. Most futures have at most one of those, so a set is made only for the second.
 */
public final class CallGraphEdges {

    private CallGraphEdges() {}

    @SuppressWarnings("unchecked")
    public static void add(FutureImpl<?> awaited, FutureImpl<?> waiter) {
        Object present = awaited.awaitedBy;
        if (present == null || present == waiter) {
            awaited.awaitedBy = waiter;
        } else if (present instanceof Set<?> set) {
            ((Set<Object>) set).add(waiter);
        } else {
            Set<Object> set = new LinkedHashSet<>();
            set.add(present);
            set.add(waiter);
            awaited.awaitedBy = set;
        }
    }

    public static void remove(FutureImpl<?> awaited, FutureImpl<?> waiter) {
        Object present = awaited.awaitedBy;
        if (present == waiter) {
            awaited.awaitedBy = null;
        } else if (present instanceof Set<?> set) {
            set.remove(waiter);
        }
    }

    /** Who awaits the future, each of the two kinds in the order they began. */
    @SuppressWarnings("unchecked")
    static Set<Future<?>> of(FutureImpl<?> awaited) {
        Set<Future<?>> waiters = new LinkedHashSet<>();
        Object present = awaited.awaitedBy;
        if (present instanceof Set<?> set) {
            waiters.addAll((Set<Future<?>>) set);
        } else if (present != null) {
            waiters.add((Future<?>) present);
        }
        for (Object entry : awaited.registered()) {
            if (entry instanceof TaskImpl<?> waiter) {
                waiters.add(waiter);
            }
        }
        return waiters;
    }
}
