package dev.braid.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Queue} that gives the item that was put last.
 *
 * @param <T> the items; null is allowed
 * @see "Python 3.15, asyncio.LifoQueue; cases QUEUE-30, QUEUE-42"
 */
public final class LifoQueue<T extends @Nullable Object> extends Queue<T> {

    /** Makes a queue without a limit. */
    public LifoQueue() {
        this(0);
    }

    /**
     * Makes a queue.
     *
     * @param maxsize how many items it holds at most; zero and negative for no limit
     */
    public LifoQueue(int maxsize) {
        super(maxsize, new Stack<>());
    }

    private static final class Stack<T extends @Nullable Object> implements Store<T> {

        private final List<T> list = new ArrayList<>();

        @Override
        public void put(T item) {
            list.add(item);
        }

        @Override
        public T take() {
            return list.remove(list.size() - 1);
        }

        @Override
        public int size() {
            return list.size();
        }

        @Override
        public Collection<?> view() {
            return list;
        }
    }
}
