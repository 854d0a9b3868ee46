package dev.braid;

import dev.braid.io.BaseProtocol;
import dev.braid.io.BaseTransport;
import dev.braid.io.TransportSocket;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the loop tells its exception handler. Every part but the message may be absent.
 *
 * @param message what happened
 * @param exception the error
 * @param future the future concerned
 * @param task the task concerned
 * @param handle the callback concerned
 * @param created where the future, task or callback was created: a trace in debug mode, else null
 * @param subject what it was about, in words, where the object itself has been reclaimed, or is an async generator
 * @param transport the connection concerned
 * @param protocol the protocol of that connection
 * @param socket the socket concerned, where there is no connection, such as a server's
 * @see "Python 3.15, loop.call_exception_handler(context); cases LOOP-86, DEBUG-07"
 */
public record ExceptionContext(
        String message,
        @Nullable Throwable exception,
        @Nullable Future<?> future,
        @Nullable Task<?> task,
        @Nullable Handle handle,
        @Nullable Throwable created,
        @Nullable String subject,
        @Nullable BaseTransport transport,
        @Nullable BaseProtocol protocol,
        @Nullable TransportSocket socket) {

    /**
     * A context of parts.
     *
     * @param message what happened, not null
     * @param exception the error, or null
     * @param future the future concerned, or null
     * @param task the task concerned, or null
     * @param handle the callback concerned, or null
     * @param created where what is concerned was created, or null
     * @param subject what it was about, in words, or null
     * @param transport the connection concerned, or null
     * @param protocol the protocol of that connection, or null
     * @param socket the socket concerned, or null
     */
    public ExceptionContext {
        Objects.requireNonNull(message, "message");
    }

    /**
     * A context of parts, about no connection.
     *
     * @param message what happened, not null
     * @param exception the error, or null
     * @param future the future concerned, or null
     * @param task the task concerned, or null
     * @param handle the callback concerned, or null
     * @param created where what is concerned was created, or null
     * @param subject what it was about, in words, or null
     */
    public ExceptionContext(
            String message,
            @Nullable Throwable exception,
            @Nullable Future<?> future,
            @Nullable Task<?> task,
            @Nullable Handle handle,
            @Nullable Throwable created,
            @Nullable String subject) {
        this(message, exception, future, task, handle, created, subject, null, null, null);
    }

    /**
     * A context with a message and an error.
     *
     * @param message what happened
     * @param exception the error, or null
     * @return the context
     */
    public static ExceptionContext of(String message, @Nullable Throwable exception) {
        return new ExceptionContext(message, exception, null, null, null, null, null);
    }

    /**
     * This context with a task.
     *
     * @param task the task concerned
     * @return the context
     */
    public ExceptionContext withTask(Task<?> task) {
        return new ExceptionContext(
                message, exception, future, task, handle, created, subject, transport, protocol, socket);
    }

    /**
     * This context with a connection.
     *
     * @param transport the connection concerned
     * @param protocol its protocol, or null
     * @return the context
     */
    public ExceptionContext withTransport(BaseTransport transport, @Nullable BaseProtocol protocol) {
        return new ExceptionContext(
                message, exception, future, task, handle, created, subject, transport, protocol, socket);
    }

    /**
     * This context with a socket.
     *
     * @param socket the socket concerned
     * @return the context
     */
    public ExceptionContext withSocket(TransportSocket socket) {
        return new ExceptionContext(
                message, exception, future, task, handle, created, subject, transport, protocol, socket);
    }
}
