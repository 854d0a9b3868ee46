package dev.braid.io;

import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.io.StreamAccess;
import dev.braid.internal.io.StreamInput;
import dev.braid.internal.io.StreamOperation;
import org.jspecify.annotations.Nullable;

/** The bridge's way into streams. */
final class Access extends StreamAccess {

    private Access() {}

    static void install() {
        register(new Access());
    }

    @Override
    protected StreamInput inputOf(StreamReader reader) {
        return reader.input;
    }

    @Override
    protected EventLoopImpl loopOf(StreamWriter writer) {
        return writer.loop;
    }

    @Override
    protected StreamOperation<@Nullable Void> drainOf(StreamWriter writer) {
        return writer.draining();
    }

    @Override
    protected StreamOperation<@Nullable Void> awaitClosedOf(StreamWriter writer) {
        return writer.closing();
    }
}
