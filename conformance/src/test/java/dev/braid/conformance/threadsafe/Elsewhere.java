package dev.braid.conformance.threadsafe;

import dev.braid.conformance.harness.Code;
import dev.braid.conformance.harness.Trace;

/** Runs code on another thread, while the loop waits for it in the middle of a callback. */
final class Elsewhere {

    private Elsewhere() {}

    static void run(Trace t, Code code) {
        Thread thread = t.thread(code);
        try {
            thread.join();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
