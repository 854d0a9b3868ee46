package dev.braid;

import org.jspecify.annotations.Nullable;

/**
 * The body of a block that is given a resource: Python's {@code async with x as y: body}. It may suspend.
 *
 * <p>A lambda that could be this or a {@link VoidBody}, such as {@code y -> { throw error; }} or {@code y -> y.next()},
 * is this. So one without braces that calls a method without a value does not compile; {@code y -> { y.close(); }}
 * does.
 *
 * @param <A> the resource
 * @param <T> what the body returns
 * @see "Python 3.15, async with; cases CTXLIB-01 to CTXLIB-05"
 */
@FunctionalInterface
public interface Body<A, T extends @Nullable Object> extends VoidBody<A> {

    /**
     * Runs the body in the calling task. May suspend, and can be cancelled there.
     *
     * @param resource what the block was entered with
     * @return the body's value
     * @throws Exception whatever the body throws
     */
    T run(A resource) throws Exception;

    /**
     * {@link #run}, without the value.
     *
     * @param resource what the block was entered with
     * @throws Exception whatever the body throws
     */
    @Override
    default void accept(A resource) throws Exception {
        run(resource);
    }
}
