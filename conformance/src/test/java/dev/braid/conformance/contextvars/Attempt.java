package dev.braid.conformance.contextvars;

import dev.braid.conformance.harness.Trace;

/** What may be refused. */
@FunctionalInterface
interface Attempt {

    void run() throws Exception;

    /** Logs with what an attempt is refused. */
    static void refused(Trace t, String text, Attempt attempt) {
        try {
            attempt.run();
            t.log(text, "accepted");
        } catch (Exception e) {
            t.log(text, e);
        }
    }
}
