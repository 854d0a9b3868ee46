package dev.braid.conformance.harness;

/** Holds a loop's clock while a thread is on its way: until it has called the loop so often, or is told to let go. */
final class ThreadHold {

    private static final int ANY_NUMBER = -1;

    private final CaseHost host;

    // Both guarded by this object.
    private int callsLeft;
    private boolean held = true;

    private ThreadHold(CaseHost host, int calls) {
        this.host = host;
        this.callsLeft = calls;
        host.expectWake(+1);
    }

    static ThreadHold untilTheEnd(CaseHost host) {
        return new ThreadHold(host, ANY_NUMBER);
    }

    static ThreadHold forCalls(CaseHost host, int calls) {
        return new ThreadHold(host, calls);
    }

    /** The thread has called the loop. */
    synchronized void called() {
        if (callsLeft > 0 && --callsLeft == 0) {
            letGo();
        }
    }

    synchronized void letGo() {
        if (held) {
            held = false;
            host.expectWake(-1);
        }
    }
}
