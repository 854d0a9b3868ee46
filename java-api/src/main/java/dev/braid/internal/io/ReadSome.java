package dev.braid.internal.io;

/** {@code StreamReader.read(n)}: what there is, as soon as there is something. */
public final class ReadSome extends ReadOperation {

    private final int most;
    private boolean waitedOnce;

    private ReadSome(StreamInput input, int most) {
        super(input, "read");
        this.most = most;
    }

    /** A read of up to so many bytes; of all to the end if that is negative. */
    public static StreamOperation<byte[]> of(StreamInput input, int most) {
        return most < 0 ? new ReadAll(input) : new ReadSome(input, most);
    }

    @Override
    protected Object advance() {
        if (!waitedOnce) {
            input.requireNoError();
            if (most == 0) {
                return done(NOTHING);
            }
            if (input.bytes.isEmpty() && !input.ended()) {
                waitedOnce = true;
                return waitForMore();
            }
        }
        // Empty after a wait, too, if somebody else has been faster: so it is in asyncio.
        return take(Math.min(most, input.bytes.size()));
    }
}
