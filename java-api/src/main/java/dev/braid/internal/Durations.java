package dev.braid.internal;

import java.time.Duration;

/** Durations as the loop counts them. */
final class Durations {

    // Half of what a long holds: deadlines are compared by difference.
    private static final long LONGEST = Long.MAX_VALUE / 2;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private Durations() {}

    /** For messages: in seconds, or in milliseconds where that says more. */
    static String text(long nanos) {
        return Math.abs(nanos) < 1000 * NANOS_PER_MILLI
                ? nanos / NANOS_PER_MILLI + " ms"
                : new java.math.BigDecimal(nanos / NANOS_PER_MILLI).movePointLeft(3).stripTrailingZeros().toPlainString() + " s";
    }

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
