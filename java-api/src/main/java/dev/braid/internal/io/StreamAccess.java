package dev.braid.internal.io;

import dev.braid.internal.EventLoopImpl;
import dev.braid.io.StreamReader;
import dev.braid.io.StreamWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the bridge may do with streams and users may not. {@code dev.braid.io} registers the only instance. */
public abstract class StreamAccess {

    // Written once, by the static initialiser of whichever stream's class comes first.
    private static @Nullable StreamAccess registered;

    /** Hands over the way in. */
    public static void register(StreamAccess access) {
        registered = access;
    }

    private static StreamAccess registered() {
        return Objects.requireNonNull(registered, "there is a stream, so its class is initialised");
    }

    /** The reader's machine. */
    public static StreamInput input(StreamReader reader) {
        return registered().inputOf(reader);
    }

    /** The loop that the writer belongs to. */
    public static EventLoopImpl loop(StreamWriter writer) {
        return registered().loopOf(writer);
    }

    /** {@code writer.drain()}. */
    public static StreamOperation<@Nullable Void> drain(StreamWriter writer) {
        return registered().drainOf(writer);
    }

    /** {@code writer.waitClosed()}. */
    public static StreamOperation<@Nullable Void> awaitClosed(StreamWriter writer) {
        return registered().awaitClosedOf(writer);
    }

    /** See {@link #input}. */
    protected abstract StreamInput inputOf(StreamReader reader);

    /** See {@link #loop}. */
    protected abstract EventLoopImpl loopOf(StreamWriter writer);

    /** See {@link #drain}. */
    protected abstract StreamOperation<@Nullable Void> drainOf(StreamWriter writer);

    /** See {@link #awaitClosed}. */
    protected abstract StreamOperation<@Nullable Void> awaitClosedOf(StreamWriter writer);
}
