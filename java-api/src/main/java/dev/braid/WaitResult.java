package dev.braid;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * What {@link Asyncio#wait(java.util.Collection, ReturnWhen)} found: the futures that were given, in two sets, each in
 * the order they were given in.
 *
 * @param done those that are done
 * @param pending those that are not; they run on
 * @param <F> the type of the futures
 * @see "Python 3.15, asyncio.wait; cases WAIT-01 to WAIT-04"
 */
public record WaitResult<F extends Future<?>>(Set<F> done, Set<F> pending) {

    /**
     * Copies the sets, keeping their order.
     *
     * @param done those that are done
     * @param pending those that are not
     */
    public WaitResult {
        done = Collections.unmodifiableSet(new LinkedHashSet<>(Objects.requireNonNull(done, "done")));
        pending = Collections.unmodifiableSet(new LinkedHashSet<>(Objects.requireNonNull(pending, "pending")));
    }
}
