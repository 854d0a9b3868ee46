package dev.braid.internal.io;

import dev.braid.IncompleteReadException;

/** {@code StreamReader.readexactly(n)}. */
public final class ReadExactly extends ReadOperation {

    private final int count;
    private boolean begun;

    /** A read of so many bytes. */
    public ReadExactly(StreamInput input, int count) {
        super(input, "read exactly " + count + " bytes of");
        if (count < 0) {
            throw new IllegalArgumentException(
                    "cannot read exactly " + count + " bytes of " + input + ": no count is below 0; give 0 or more");
        }
        this.count = count;
    }

    @Override
    protected Object advance() throws IncompleteReadException {
        if (!begun) {
            begun = true;
            input.requireNoError();
            if (count == 0) {
                return done(NOTHING);
            }
        }
        if (input.bytes.size() >= count) {
            return take(count);
        }
        if (input.ended()) {
            throw new IncompleteReadException(input.bytes.takeAll(), count);
        }
        return waitForMore();
    }
}
