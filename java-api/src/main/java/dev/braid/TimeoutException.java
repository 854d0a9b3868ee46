package dev.braid;

import org.jspecify.annotations.Nullable;

/**
 * A time limit ran out.
 *
 * <p>The cause, where there is one, is the {@link CancelledError} by which the limit stopped the work.
 *
 * <p>Source: Python 3.15, {@code asyncio.TimeoutError}. Cases EXC-02, TIMEOUT-01, TIMEOUT-26. Unlike
 * {@code java.util.concurrent.TimeoutException} it is unchecked, because nearly any call may stand under a limit. As in
 * Python there is one type only: every time limit of Braid throws this class.
 */
public class TimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A limit that ran out.
     *
     * @param message which limit, and what it stopped
     */
    public TimeoutException(String message) {
        super(message);
    }

    /**
     * A limit that ran out by cancelling the work.
     *
     * @param message which limit, and what it stopped
     * @param cause the cancellation that was taken back and turned into this exception; null for none
     */
    public TimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
