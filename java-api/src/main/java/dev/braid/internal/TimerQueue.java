package dev.braid.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timers by deadline; equal deadlines in the order of creation. A binary heap in which each timer knows its place, so
 * that cancelling one removes it at once. Touched only by whoever runs the loop.
 */
final class TimerQueue {

    private @Nullable Timer[] heap = new Timer[16];
    private int size;
    private long created;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    @Nullable Timer first() {
        return heap[0];
    }

    void add(Timer timer) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        timer.order = created++;
        up(size++, timer);
    }

    @Nullable Timer poll() {
        Timer first = heap[0];
        if (first != null) {
            remove(first);
        }
        return first;
    }

    /** Takes a timer out, if it is in. */
    void remove(Timer timer) {
        int at = timer.place;
        if (at < 0) {
            return;
        }
        timer.place = -1;
        Timer last = heap[--size];
        heap[size] = null;
        if (at != size) {
            down(at, last);
            if (heap[at] == last) {
                up(at, last);
            }
        }
        if (size == 0 && heap.length > 1 << 16) {
            heap = new Timer[16];
        }
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            heap[i].place = -1;
        }
        heap = new Timer[16];
        size = 0;
    }

    private void up(int at, Timer timer) {
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            Timer above = heap[parent];
            if (!timer.before(above)) {
                break;
            }
            put(at, above);
            at = parent;
        }
        put(at, timer);
    }

    private void down(int at, Timer timer) {
        int half = size >>> 1;
        while (at < half) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].before(heap[child])) {
                child++;
            }
            if (!heap[child].before(timer)) {
                break;
            }
            put(at, heap[child]);
            at = child;
        }
        put(at, timer);
    }

    private void put(int at, Timer timer) {
        heap[at] = timer;
        timer.place = at;
    }
}
