package dev.braid.internal.io;

import dev.braid.Future;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One read of a stream, as far as all of them are alike. */
abstract class ReadOperation extends StreamOperation<byte[]> {

    static final byte[] NOTHING = {};

    final StreamInput input;
    private final String action;

    private @Nullable Future<?> wait;
    private byte @Nullable [] read;

    /**
     * A read that has not begun.
     *
     * @param action what is done with the stream, for messages
     */
    ReadOperation(StreamInput input, String action) {
        super(input.reader);
        this.input = input;
        this.action = action;
    }

    final Object waitForMore() {
        Future<?> more = input.beginWait(action);
        wait = more;
        return more;
    }

    @Override
    protected final void waited() {
        input.endWait(wait);
        wait = null;
    }

    final Object done(byte[] bytes) {
        read = bytes;
        return RETURNED;
    }

    /** Done with that many of the bytes that are there. */
    final Object take(int count) {
        byte[] taken = input.bytes.take(count);
        input.taken();
        return done(taken);
    }

    @Override
    public final byte[] result() {
        return Objects.requireNonNull(read, "it is done");
    }
}
