package dev.braid;

/**
 * The buffer limit was reached while a separator was being searched.
 *
 * <p>The data stays in the stream's buffer: read {@link #consumed()} bytes to get past it, or raise the limit. An
 * instance is immutable but for the methods of {@link Throwable}, and survives serialisation.
 *
 * <p>Source: Python 3.15, {@code asyncio.LimitOverrunError}. Case EXC-06.
 */
public class LimitOverrunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int consumed;

    /**
     * A search that reached the limit.
     *
     * @param message whether the separator was found, and the limit
     * @param consumed how many bytes have to be consumed, as {@link #consumed()} tells
     */
    public LimitOverrunException(String message, int consumed) {
        super(message);
        this.consumed = consumed;
    }

    /** {@return how many bytes of the buffer have to be consumed before a new search can succeed} */
    public final int consumed() {
        return consumed;
    }
}
