package dev.braid.internal.io;

import dev.braid.io.BaseProtocol;
import dev.braid.io.WriteTransport.WriteBufferLimits;

/**
 * Tells a protocol to pause when more than the high-water mark is kept for it, and to resume at the low one: asyncio's
 * {@code _FlowControlMixin} of transports.
 */
final class FlowControl {

    private static final int DEFAULT_HIGH = 64 * 1024;

    /** A protocol's own part. What it throws is reported, and disturbs nothing. */
    interface Call {
        void on(BaseProtocol protocol) throws Exception;
    }

    /** How the protocol is called. */
    interface Caller {
        void call(String method, Call call);
    }

    private final Caller caller;
    private int low = DEFAULT_HIGH / 4;
    private int high = DEFAULT_HIGH;
    private boolean paused;

    FlowControl(Caller caller) {
        this.caller = caller;
    }

    void limits() {
        limits(DEFAULT_HIGH);
    }

    void limits(int high) {
        limits(high / 4, high);
    }

    void limits(int low, int high) {
        if (low < 0 || low > high) {
            throw new IllegalArgumentException("cannot set the write buffer limits: high is " + high + ", low is " + low
                    + "; give marks with 0 <= low <= high");
        }
        this.low = low;
        this.high = high;
    }

    WriteBufferLimits limitsNow() {
        return new WriteBufferLimits(low, high);
    }

    /** The number of bytes kept may have grown. */
    void grown(long kept) {
        if (kept > high && !paused) {
            paused = true;
            caller.call("pauseWriting", BaseProtocol::pauseWriting);
        }
    }

    /** The number of bytes kept may have become smaller. */
    void shrunk(long kept) {
        if (paused && kept <= low) {
            paused = false;
            caller.call("resumeWriting", BaseProtocol::resumeWriting);
        }
    }
}
