package dev.braid;

/**
 * A {@link Body} without a value.
 *
 * @param <A> the resource
 */
@FunctionalInterface
public interface VoidBody<A> {

    /**
     * Runs the body in the calling task.
     *
     * @param resource what the block was entered with
     * @throws Exception whatever the body throws
     */
    void accept(A resource) throws Exception;
}
