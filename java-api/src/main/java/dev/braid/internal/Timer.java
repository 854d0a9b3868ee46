package dev.braid.internal;

/** A ready entry that becomes ready at a time. */
abstract class Timer implements Ready {

    final long whenNanos;

    // The number of timers its queue had seen before it; decides between equal deadlines. Written by the queue.
    long order;

    // Index in the queue's heap, -1 when not in it. Written by the queue.
    int place = -1;

    Timer(long whenNanos) {
        this.whenNanos = whenNanos;
    }

    /** Whether this is due before another timer, whose deadline the caller has at hand. */
    final boolean before(long otherWhen, Timer other) {
        // Compared by difference: the clock's origin is arbitrary and may be near the end of the range.
        long difference = whenNanos - otherWhen;
        return difference < 0 || difference == 0 && order < other.order;
    }
}
