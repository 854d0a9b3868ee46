package dev.braid.internal.io;

import java.util.List;

/** {@code StreamReader.readline()}: asyncio's {@code readuntil}, but for what happens at the end and beyond the limit. */
public final class ReadLine extends ReadUntil {

    private static final byte LINE_FEED = '\n';
    private static final List<byte[]> END_OF_LINE = List.of(new byte[] {LINE_FEED});

    /** A read of the next line. */
    public ReadLine(StreamInput input) {
        super(input, "read a line of", END_OF_LINE);
    }

    @Override
    Object endedBefore(byte[] rest) {
        return done(rest);
    }

    @Override
    Object tooLong(boolean found, int consumed) {
        String message = "cannot read a line of " + input + ": it is longer than the limit of " + input.limit
                + " bytes, and has been dropped" + (found ? "" : " as far as it was there")
                + "; create the stream with a greater limit";
        if (input.bytes.has(LINE_FEED, consumed)) {
            input.bytes.drop(consumed + 1);
        } else {
            input.bytes.clear();
        }
        input.taken();
        throw new IllegalArgumentException(message);
    }
}
