package dev.braid.internal;

import java.time.Duration;

/** Durations as the loop counts them. */
final class Durations {

    // Half of what a long holds: deadlines are compared by difference.
    private static final long LONGEST = Long.MAX_VALUE / 2;

    private Durations() {}

    /** In nanoseconds; what does not fit counts as for ever, some 146 years. */
    static long nanos(Duration duration) {
        long seconds = duration.getSeconds();
        if (seconds >= LONGEST / 1_000_000_000 - 1) {
            return LONGEST;
        }
        if (seconds < -LONGEST / 1_000_000_000) {
            return -LONGEST;
        }
        return duration.toNanos();
    }
}
