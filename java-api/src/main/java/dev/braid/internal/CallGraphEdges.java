package dev.braid.internal;

import dev.braid.Future;
import java.util.LinkedHashSet;
import java.util.Set;

/** Records who awaits whom. Most futures have at most one waiter, so a set is made only for the second. */
final class CallGraphEdges {

    private CallGraphEdges() {}

    @SuppressWarnings("unchecked")
    static void add(FutureImpl<?> awaited, FutureImpl<?> waiter) {
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

    static void remove(FutureImpl<?> awaited, FutureImpl<?> waiter) {
        Object present = awaited.awaitedBy;
        if (present == waiter) {
            awaited.awaitedBy = null;
        } else if (present instanceof Set<?> set) {
            set.remove(waiter);
        }
    }

    /** Who awaits the future, in the order they began. */
    @SuppressWarnings("unchecked")
    static Set<Future<?>> of(FutureImpl<?> awaited) {
        Object present = awaited.awaitedBy;
        if (present == null) {
            return Set.of();
        }
        return present instanceof Set<?> set ? new LinkedHashSet<>((Set<Future<?>>) set) : Set.of((Future<?>) present);
    }
}
