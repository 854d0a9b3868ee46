package dev.braid;

/**
 * The operation does not fit the state of a future or task: its result was asked for too early, or set twice.
 *
 * <p>It extends {@link RuntimeException} directly, so that {@code catch (IllegalStateException e)}, where Braid
 * reports what Python calls a {@code RuntimeError}, does not catch it.
 *
 * <p>Source: Python 3.15, {@code asyncio.InvalidStateError}. Cases EXC-03, FUTURE-10, FUTURE-11, TASK-04.
 */
public class InvalidStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * An operation that did not fit.
     *
     * @param message names the future, its state, and what to do instead
     */
    public InvalidStateException(String message) {
        super(message);
    }
}
