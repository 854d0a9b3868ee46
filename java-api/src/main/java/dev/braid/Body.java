package dev.braid;

import org.jspecify.annotations.Nullable;

/**
 * The body of a block that is given a resource: Python's {@code async with x as y: body}. It may suspend.
 *
 * @param <A> the resource
 * @param <T> what the body returns
 */
@FunctionalInterface
public interface Body<A, T extends @Nullable Object> {

    /**
     * Runs the body in the calling task.
     *
     * @param resource what the block was entered with
     * @return the body's value
     * @throws Exception whatever the body throws
     */
    T run(A resource) throws Exception;
}
