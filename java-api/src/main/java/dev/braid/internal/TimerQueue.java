package dev.braid.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timers by deadline; equal deadlines in the order of creation. A heap with four children to a node, whose deadlines
 * stand in an array of their own: with many timers the time goes into memory that is not in the cache, and this way a
 * comparison seldom has to look at the timer itself. Each timer knows its place, so that cancelling removes it at once.
 * Touched only by whoever runs the loop.
 */
final class TimerQueue {

    private static final int SMALLEST = 16;
    private static final int LARGE = 1 << 16;

    private @Nullable Timer[] heap = new Timer[SMALLEST];

    // The deadlines of the timers in `heap`.
    private long[] deadlines = new long[SMALLEST];

    private int size;
    private long created;

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable Timer first() {
        return heap[0];
    }

    /** When the first timer is due, if there is one. */
    long firstNanos() {
        return deadlines[0];
    }

    /** Puts in a timer that is not in, due at a time of the loop's clock. */
    void add(Timer timer, long whenNanos) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
            deadlines = Arrays.copyOf(deadlines, size * 2);
        }
        timer.order = created++;
        up(size++, timer, whenNanos);
    }

    /** Takes a timer out, if it is in. */
    void remove(Timer timer) {
        int at = timer.place;
        if (at < 0) {
            return;
        }
        timer.place = -1;
        Timer last = heap[--size];
        long lastNanos = deadlines[size];
        heap[size] = null;
        if (at != size) {
            down(at, last, lastNanos);
            if (heap[at] == last) {
                up(at, last, lastNanos);
            }
        } else if (size == 0 && heap.length > LARGE) {
            // A burst has passed: do not hold its memory for the life of the loop.
            clear();
        }
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            heap[i].place = -1;
        }
        heap = new Timer[SMALLEST];
        deadlines = new long[SMALLEST];
        size = 0;
    }

    private void up(int at, Timer timer, long whenNanos) {
        while (at > 0) {
            int parent = (at - 1) >>> 2;
            if (!before(timer, whenNanos, parent)) {
                break;
            }
            put(at, heap[parent], deadlines[parent]);
            at = parent;
        }
        put(at, timer, whenNanos);
    }

    private void down(int at, Timer timer, long whenNanos) {
        while (true) {
            int child = 4 * at + 1;
            if (child >= size) {
                break;
            }
            int least = child;
            int end = Math.min(child + 4, size);
            for (int other = child + 1; other < end; other++) {
                if (before(heap[other], deadlines[other], least)) {
                    least = other;
                }
            }
            if (before(timer, whenNanos, least)) {
                break;
            }
            put(at, heap[least], deadlines[least]);
            at = least;
        }
        put(at, timer, whenNanos);
    }

    /** Whether a timer comes before the one at an index of the heap. */
    private boolean before(Timer timer, long whenNanos, int other) {
        // Compared by difference: the clock's origin is arbitrary and may be near the end of the range.
        long difference = whenNanos - deadlines[other];
        return difference < 0 || difference == 0 && timer.order < heap[other].order;
    }

    private void put(int at, Timer timer, long whenNanos) {
        heap[at] = timer;
        deadlines[at] = whenNanos;
        timer.place = at;
    }
}
