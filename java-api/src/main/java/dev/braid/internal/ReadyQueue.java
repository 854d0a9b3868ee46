package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** A growing ring of ready entries, first in, first out. Touched only by whoever runs the loop. */
final class ReadyQueue {

    private static final int SMALLEST = 64;

    // Its length is a power of two.
    private @Nullable Ready[] ring = new Ready[SMALLEST];
    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(Ready entry) {
        if (size == ring.length) {
            resize(size * 2);
        }
        ring[(head + size++) & (ring.length - 1)] = entry;
    }

    @Nullable Ready peek() {
        return size == 0 ? null : ring[head];
    }

    @Nullable Ready peekLast() {
        return size == 0 ? null : ring[(head + size - 1) & (ring.length - 1)];
    }

    @Nullable Ready poll() {
        if (size == 0) {
            return null;
        }
        Ready entry = ring[head];
        ring[head] = null;
        head = (head + 1) & (ring.length - 1);
        if (--size == 0 && ring.length > 1 << 16) {
            // A burst has passed: do not hold its memory for the life of the loop.
            ring = new Ready[SMALLEST];
            head = 0;
        }
        return entry;
    }

    /** Takes back what was added last. */
    void removeLast(Ready entry) {
        int at = (head + size - 1) & (ring.length - 1);
        assert size > 0 && ring[at] == entry : entry + " is not the entry added last";
        ring[at] = null;
        size--;
    }

    void clear() {
        ring = new Ready[SMALLEST];
        head = 0;
        size = 0;
    }

    private void resize(int length) {
        @Nullable Ready[] next = new Ready[length];
        int tail = Math.min(size, ring.length - head);
        System.arraycopy(ring, head, next, 0, tail);
        System.arraycopy(ring, 0, next, tail, size - tail);
        ring = next;
        head = 0;
    }
}
