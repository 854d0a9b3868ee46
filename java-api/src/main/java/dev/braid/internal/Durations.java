package dev.braid.internal;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as the loop counts them. */
final class Durations {

    // Deadlines are compared by difference, and those of long ago with those to come long after: what lies between the
    // furthest of both fits into a long, with decades left for the clock to go on in.
    private static final long LONGEST = Long.MAX_VALUE / 2;
    private static final long LONGEST_AGO = LONGEST / 2;

    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Durations() {}

    /** For messages: in seconds, or in milliseconds where that says more. */
    static String text(long nanos) {
        return Math.abs(nanos) < 1000 * NANOS_PER_MILLI
                ? thousandths(nanos / NANOS_PER_MICRO) + " ms"
                : thousandths(nanos / NANOS_PER_MILLI) + " s";
    }

    private static String thousandths(long number) {
        return new BigDecimal(number).movePointLeft(3).stripTrailingZeros().toPlainString();
    }

    /**
     * A time that a program has given, as one that can be compared: what is further away than can be counted counts as
     * that far. A clock near the end of its range tells no such time from one beyond that end, and is believed.
     */
    static long deadline(long whenNanos, long nowNanos) {
        if (nowNanos < -LONGEST || nowNanos > LONGEST) {
            return whenNanos;
        }
        return Math.max(nowNanos - LONGEST_AGO, Math.min(nowNanos + LONGEST, whenNanos));
    }

    /** In nanoseconds; what does not fit counts as for ever, some 146 years, or half of that ago. */
    static long nanos(Duration duration) {
        long seconds = duration.getSeconds();
        if (seconds >= LONGEST / 1_000_000_000 - 1) {
            return LONGEST;
        }
        if (seconds < -LONGEST_AGO / 1_000_000_000) {
            return -LONGEST_AGO;
        }
        return duration.toNanos();
    }
}
