package dev.braid;

/**
 * The system cannot send this file over this connection by itself, and copying it was ruled out.
 *
 * <p>It extends {@link IllegalStateException}, Braid's counterpart of Python's {@code RuntimeError}.
 *
 * <p>Source: Python 3.15, {@code asyncio.SendfileNotAvailableError}. Case EXC-07. The connections that throw it
 * are not here yet.
 */
public class SendfileNotAvailableException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * A file that could not be sent.
     *
     * @param message names the file or connection and what to do instead
     */
    public SendfileNotAvailableException(String message) {
        super(message);
    }
}
