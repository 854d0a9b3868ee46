package dev.braid.internal.io;

import dev.braid.Future;
import dev.braid.io.StreamWriter;
import org.jspecify.annotations.Nullable;

/** {@code StreamWriter.waitClosed()}. */
public final class AwaitClosed extends StreamOperation<@Nullable Void> {

    private final Future<?> closed;

    /** A wait for the end of a connection. */
    public AwaitClosed(StreamWriter writer, Future<?> closed) {
        super(writer);
        this.closed = closed;
    }

    @Override
    protected Object advance() {
        if (!closed.done()) {
            return closed;
        }
        closed.result();
        return RETURNED;
    }

    @Override
    public @Nullable Void result() {
        return null;
    }
}
