package dev.braid;

/**
 * A {@link Coroutine} without a value, so that a lambda needs no {@code return null}.
 *
 * @see "Python 3.15, coroutine objects"
 */
@FunctionalInterface
public interface VoidCoroutine {

    /**
     * Runs the body on the calling task's own stack.
     *
     * @throws Exception whatever the body throws; a cancellation arrives as {@link CancelledError}
     */
    void run() throws Exception;
}
