package dev.braid.internal;

import dev.braid.AsyncIterable;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.Limit;
import dev.braid.Outcome;
import dev.braid.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of {@link Limit} for Kotlin's code, which they are hidden from. */
public final class LimitMembers {

    private LimitMembers() {}

    /** {@code limit.gather(coroutines)}. */
    public static <T extends @Nullable Object> Future<List<T>> gather(
            Limit limit, Iterable<? extends Coroutine<? extends T>> coroutines) {
        return limit.gather(coroutines);
    }

    /** {@code limit.gatherSettled(coroutines)}. */
    public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherSettled(
            Limit limit, Iterable<? extends Coroutine<? extends T>> coroutines) {
        return limit.gatherSettled(coroutines);
    }

    /** {@code limit.asCompleted(coroutines)}. */
    public static <T extends @Nullable Object> AsyncIterable<Task<T>> asCompleted(
            Limit limit, Iterable<? extends Coroutine<? extends T>> coroutines) {
        return limit.asCompleted(coroutines);
    }
}
