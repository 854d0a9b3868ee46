package dev.braid.internal.io;

import dev.braid.ExceptionContext;
import dev.braid.io.BaseProtocol;
import dev.braid.io.BaseTransport;
import org.jspecify.annotations.Nullable;

/** What the exception handler is told of a connection. */
final class TransportReports {

    private TransportReports() {}

    static ExceptionContext of(
            String message, Throwable error, @Nullable BaseTransport transport, @Nullable BaseProtocol protocol) {
        return new ExceptionContext(message, error, null, null, null, null, null, transport, protocol, null);
    }
}
