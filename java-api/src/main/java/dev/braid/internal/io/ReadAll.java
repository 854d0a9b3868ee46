package dev.braid.internal.io;

/** {@code StreamReader.read()}: all to the end, taken in pieces so that more is never kept than for other reads. */
public final class ReadAll extends ReadOperation {

    private final ByteQueue all = new ByteQueue();
    private boolean afterWait;

    /** A read that has not begun. */
    public ReadAll(StreamInput input) {
        super(input, "read all of");
    }

    @Override
    protected Object advance() {
        while (true) {
            if (!afterWait) {
                input.requireNoError();
                if (input.bytes.isEmpty() && !input.ended()) {
                    afterWait = true;
                    return waitForMore();
                }
            }
            afterWait = false;
            if (input.bytes.isEmpty()) {
                return done(all.takeAll());
            }
            all.add(input.bytes.take(Math.min(input.limit, input.bytes.size())));
            input.taken();
        }
    }
}
