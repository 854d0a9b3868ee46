package dev.braid.internal.io;

import dev.braid.Future;
import dev.braid.io.BaseTransport;
import dev.braid.io.StreamWriter;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** {@code StreamWriter.drain()}. */
public final class Drain extends StreamOperation<@Nullable Void> {

    private enum Step {
        LOOK,
        JOIN,
        DONE
    }

    private final @Nullable StreamInput input;
    private final BaseTransport transport;
    private final DrainQueue flow;

    private Step next = Step.LOOK;
    private @Nullable Future<?> wait;

    /** A drain that has not begun. */
    public Drain(StreamWriter writer, @Nullable StreamInput input, BaseTransport transport, DrainQueue flow) {
        super(writer);
        this.input = input;
        this.transport = transport;
        this.flow = flow;
    }

    @Override
    protected @Nullable Object advance() throws SocketException {
        if (next == Step.LOOK) {
            if (input != null) {
                input.requireNoError();
            }
            next = Step.JOIN;
            if (transport.isClosing()) {
                // Who writes and drains on and on has to give the loop a chance to tell that the connection is lost.
                return null;
            }
        }
        if (next == Step.JOIN) {
            next = Step.DONE;
            wait = flow.beginDrain();
            if (wait != null) {
                return wait;
            }
        }
        return RETURNED;
    }

    @Override
    protected void waited() {
        if (wait != null) {
            flow.endDrain(wait);
            wait = null;
        }
    }

    @Override
    public @Nullable Void result() {
        return null;
    }
}
