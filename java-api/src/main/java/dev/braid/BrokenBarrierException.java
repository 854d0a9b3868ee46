package dev.braid;

/**
 * The barrier was aborted, or reset while tasks waited at it: this round will never be complete.
 *
 * <p>It extends {@link IllegalStateException}, Braid's counterpart of Python's {@code RuntimeError}. Unlike
 * {@code java.util.concurrent.BrokenBarrierException} it is therefore unchecked.
 *
 * <p>Source: Python 3.15, {@code asyncio.BrokenBarrierError}. Cases BARRIER-13, BARRIER-16, BARRIER-19, BARRIER-25.
 */
public class BrokenBarrierException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * A round that failed.
     *
     * @param message names the barrier, its state, and what to do
     */
    public BrokenBarrierException(String message) {
        super(message);
    }
}
