package dev.braid;

import org.jspecify.annotations.Nullable;

/**
 * Thrown inside a task that was asked to stop, and to whoever awaits a task or future that was cancelled.
 *
 * <p>It is an {@link Error}, so that {@code catch (Exception e)} cannot swallow a cancellation by accident. A body that
 * cleans up uses {@code finally}, or catches this error and throws it again:
 *
 * <pre>{@code
 * try {
 *     connection.transfer();
 * } catch (CancelledError cancelled) {
 *     connection.abort();
 *     throw cancelled;
 * }
 * }</pre>
 *
 * <p>Subclasses are allowed; a timeout and a task group treat them like this class. An instance is not changed after
 * its construction, except through the methods of {@link Throwable}, and may be read by any thread.
 *
 * <p>Source: Python 3.15, {@code asyncio.CancelledError}. Cases EXC-01, EXC-09, TASK-36, TASK-37. That it tells who asked,
 * by {@link #request()}, is an extra.
 */
public class CancelledError extends Error {
    private static final long serialVersionUID = 1L;

    // Any object, as in asyncio. One that is not Serializable makes writing this error fail, as it does for a pickle.
    @SuppressWarnings("serial")
    private final @Nullable Object message;

    // Not written: it means little outside of the process that it happened in.
    private final transient @Nullable CancelRequest request;

    /** A cancellation that nobody gave a message for: {@link #message()} and {@link #getMessage()} are null. */
    public CancelledError() {
        this(null);
    }

    /**
     * A cancellation with the message given to {@code cancel}.
     *
     * @param message any object, handed on unchanged; null means no message
     */
    public CancelledError(@Nullable Object message) {
        this(message, null);
    }

    /**
     * A cancellation that tells who asked for it; for code that makes its own error of one that it caught.
     *
     * @param message any object, handed on unchanged; null means no message
     * @param request that of another error, or null
     */
    public CancelledError(@Nullable Object message, @Nullable CancelRequest request) {
        this.message = message;
        this.request = request;
        if (request != null && request.where() != null) {
            addSuppressed(request.where());
        }
    }

    /** {@return the very object given to {@code cancel}, of whatever type; null when there was none} */
    public final @Nullable Object message() {
        return message;
    }

    /** {@return {@link #message()} as text; null when there is no message} */
    @Override
    public @Nullable String getMessage() {
        return message == null ? null : message.toString();
    }

    /**
     * {@return who asked for the cancellation, when and why; null for an error that no {@code cancel} stands behind: one
     * that a program made, or that was read from a stream}
     */
    public final @Nullable CancelRequest request() {
        return request;
    }

    /** {@return as of any error, and then who asked for the cancellation, and when} */
    @Override
    public String toString() {
        return request == null ? super.toString() : super.toString() + " (cancelled " + request + ")";
    }
}
