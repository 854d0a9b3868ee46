package dev.braid;

/**
 * A {@link Body} without a value.
 *
 * @param <A> the resource
 * @see "Python 3.15, async with; cases CTXLIB-01 to CTXLIB-05"
 */
@FunctionalInterface
public interface VoidBody<A> {

    /**
     * Runs the body in the calling task. May suspend, and can be cancelled there.
     *
     * @param resource what the block was entered with
     * @throws Exception whatever the body throws
     */
    void accept(A resource) throws Exception;
}
