package dev.braid.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Queue} that gives the smallest item. Equal items come in no particular order, the same as in Python.
 *
 * @param <T> the items
 * @see "Python 3.15, asyncio.PriorityQueue, heapq; cases QUEUE-29, QUEUE-42"
 */
public final class PriorityQueue<T extends @Nullable Object> extends Queue<T> {

    /** Makes a queue without a limit for items that are {@link Comparable}. */
    public PriorityQueue() {
        this(0);
    }

    /**
     * Makes a queue for items that are {@link Comparable}; {@code put} and {@code putNowait} refuse others, and null,
     * with a {@link ClassCastException} or {@link NullPointerException}.
     *
     * @param maxsize how many items it holds at most; zero and negative for no limit
     */
    @SuppressWarnings("unchecked")
    public PriorityQueue(int maxsize) {
        this(maxsize, (Comparator<? super T>) Comparator.naturalOrder());
    }

    /**
     * Makes a queue with an order of its own; what the comparator throws, {@code put}, {@code get} and the like throw.
     *
     * @param maxsize how many items it holds at most; zero and negative for no limit
     * @param order the order, not null
     */
    public PriorityQueue(int maxsize, Comparator<? super T> order) {
        super(maxsize, new Heap<>(Objects.requireNonNull(order, "order")));
    }

    /** Python's heapq, step by step: so that equal items come in its order. */
    private static final class Heap<T extends @Nullable Object> implements Store<T> {

        private final Comparator<? super T> order;
        private final List<T> heap = new ArrayList<>();

        Heap(Comparator<? super T> order) {
            this.order = order;
        }

        @Override
        public void put(T item) {
            order.compare(item, item);
            heap.add(item);
            rise(0, heap.size() - 1);
        }

        @Override
        public T take() {
            T last = heap.remove(heap.size() - 1);
            if (heap.isEmpty()) {
                return last;
            }
            T first = heap.get(0);
            heap.set(0, last);
            sink();
            return first;
        }

        /** Moves the item at a place up, as far as the start at most, until its parent is not greater. */
        private void rise(int start, int at) {
            T item = heap.get(at);
            int place = at;
            try {
                while (place > start) {
                    int parent = (place - 1) >> 1;
                    if (order.compare(item, heap.get(parent)) >= 0) {
                        break;
                    }
                    heap.set(place, heap.get(parent));
                    place = parent;
                }
            } finally {
                // A comparator that throws must not cost an item.
                heap.set(place, item);
            }
        }

        /** Moves the smaller children up along the whole path from the root, then the old root up from below. */
        private void sink() {
            T item = heap.get(0);
            int place = 0;
            int child = 1;
            try {
                while (child < heap.size()) {
                    int right = child + 1;
                    if (right < heap.size() && order.compare(heap.get(child), heap.get(right)) >= 0) {
                        child = right;
                    }
                    heap.set(place, heap.get(child));
                    place = child;
                    child = 2 * place + 1;
                }
            } finally {
                heap.set(place, item);
            }
            rise(0, place);
        }

        @Override
        public int size() {
            return heap.size();
        }

        @Override
        public Collection<?> view() {
            return heap;
        }
    }
}
