package dev.braid.sync;

import dev.braid.CancelledError;
import dev.braid.QueueEmptyException;
import dev.braid.QueueFullException;
import dev.braid.QueueShutDownException;
import dev.braid.internal.Viewed;
import dev.braid.internal.WaitQueue;
import java.util.ArrayDeque;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A queue between tasks: first in, first out.
 *
 * <p>With a size it makes producers wait while it is full. {@link #taskDone()} and {@link #join()} tell when all items
 * have been dealt with; {@link #shutdown()} tells both sides that the work is over. An item is never lost when a task
 * that waits here is cancelled.
 *
 * <p>It belongs to the loop on which somebody first waits for it; between threads use {@code callSoonThreadsafe}.
 *
 * @param <T> the items; null is allowed
 * @see "Python 3.15, asyncio.Queue; cases QUEUE-01 to QUEUE-45"
 */
public sealed class Queue<T extends @Nullable Object> extends Viewed permits PriorityQueue, LifoQueue {

    private final int maxsize;
    private final Store<T> items;

    // Touched only by the loop.
    private final WaitQueue getters = new WaitQueue();
    private final WaitQueue putters = new WaitQueue();
    private final Event finished = new Event(this);
    private int unfinished;
    private boolean shutDown;

    /** Makes a queue without a limit. */
    public Queue() {
        this(0);
    }

    /**
     * Makes a queue.
     *
     * @param maxsize how many items it holds at most; zero and negative for no limit (QUEUE-02)
     */
    public Queue(int maxsize) {
        this(maxsize, new Fifo<>());
    }

    Queue(int maxsize, Store<T> items) {
        this.maxsize = maxsize;
        this.items = items;
        finished.set();
    }

    /** Where a kind of queue keeps its items. */
    interface Store<T extends @Nullable Object> {
        void put(T item);

        T take();

        int size();

        Collection<?> view();
    }

    private static final class Fifo<T extends @Nullable Object> implements Store<T> {

        // A deque of Java takes no null.
        private static final Object NULL = new Object() {
            @Override
            public String toString() {
                return "null";
            }
        };

        private final ArrayDeque<Object> deque = new ArrayDeque<>();

        @Override
        public void put(T item) {
            deque.addLast(item == null ? NULL : item);
        }

        @Override
        @SuppressWarnings("unchecked")
        public T take() {
            Object item = deque.removeFirst();
            return item == NULL ? null : (T) item;
        }

        @Override
        public int size() {
            return deque.size();
        }

        @Override
        public Collection<?> view() {
            return deque;
        }
    }

    // --- Putting

    /**
     * Adds an item. Suspends while the queue is full, and can be cancelled there; the item is then not added.
     *
     * @param item the item, may be null
     * @throws QueueShutDownException if the queue is, or meanwhile has been, shut down
     * @throws CancelledError if the task is cancelled while it waits
     * @throws IllegalStateException if it has to wait and the caller is not a task of the queue's loop
     * @see "Python 3.15, asyncio.Queue.put; cases QUEUE-07, QUEUE-08, QUEUE-13, QUEUE-17, QUEUE-20, QUEUE-21"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension put()", level = kotlin.DeprecationLevel.HIDDEN)
    public void put(T item) {
        await(Wait.ROOM);
        putNowait(item);
    }

    /**
     * Adds an item at once. Does not suspend.
     *
     * @param item the item, may be null
     * @throws QueueFullException if the queue is full: use {@link #put} to wait
     * @throws QueueShutDownException if the queue is shut down
     * @see "Python 3.15, asyncio.Queue.put_nowait; case QUEUE-09"
     */
    public void putNowait(T item) {
        if (shutDown) {
            throw shutDown("put into ");
        }
        if (full()) {
            throw new QueueFullException("cannot put into " + this + ": it is full; use put() to wait for room");
        }
        items.put(item);
        unfinished++;
        finished.clear();
        wakeNext(getters);
    }

    // --- Getting

    /**
     * Takes an item. Suspends while the queue is empty, and can be cancelled there. A waiting task is woken when an
     * item comes but not handed it: one that asks in between may take it, and the woken task waits again.
     *
     * @return the item
     * @throws QueueShutDownException if the queue is shut down and empty
     * @throws CancelledError if the task is cancelled while it waits
     * @throws IllegalStateException if it has to wait and the caller is not a task of the queue's loop
     * @see "Python 3.15, asyncio.Queue.get; cases QUEUE-10, QUEUE-11, QUEUE-14, QUEUE-16, QUEUE-18, QUEUE-19"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension get()", level = kotlin.DeprecationLevel.HIDDEN)
    public T get() {
        await(Wait.ITEM);
        return getNowait();
    }

    /**
     * Takes an item at once. Does not suspend.
     *
     * @return the item
     * @throws QueueEmptyException if there is none: use {@link #get} to wait
     * @throws QueueShutDownException if the queue is shut down and empty
     * @see "Python 3.15, asyncio.Queue.get_nowait; case QUEUE-12"
     */
    public T getNowait() {
        if (empty()) {
            if (shutDown) {
                throw shutDown("get from ");
            }
            throw new QueueEmptyException("cannot get from " + this + ": it is empty; use get() to wait for an item");
        }
        T item = items.take();
        wakeNext(putters);
        return item;
    }

    // --- Waiting

    /** @hidden */
    @Override
    protected WaitQueue.@Nullable Waiter begin(Wait what) {
        switch (what) {
            case ROOM:
                if (!full()) {
                    return null;
                }
                if (shutDown) {
                    throw shutDown("put into ");
                }
                return putters.join(boundLoop());
            case ITEM:
                if (!empty()) {
                    return null;
                }
                if (shutDown) {
                    throw shutDown("get from ");
                }
                return getters.join(boundLoop());
            default:
                return unfinished > 0 ? finished.begin(Wait.SET) : null;
        }
    }

    /** @hidden */
    @Override
    protected WaitQueue.@Nullable Waiter goOn(Wait what, WaitQueue.Waiter waiter) {
        // Whoever was woken looks again: somebody else may have been quicker.
        return what == Wait.ALL_DONE ? finished.goOn(Wait.SET, waiter) : begin(what);
    }

    /** @hidden */
    @Override
    protected void giveUp(Wait what, WaitQueue.Waiter waiter, Throwable error) {
        switch (what) {
            case ROOM -> giveUp(putters, waiter, !full());
            case ITEM -> giveUp(getters, waiter, !empty());
            default -> finished.giveUp(Wait.SET, waiter, error);
        }
    }

    /** A waiter leaves. If it had been woken for something that is still there, the next one is woken for it. */
    private static void giveUp(WaitQueue line, WaitQueue.Waiter waiter, boolean available) {
        waiter.cancel();
        line.leave(waiter);
        if (available && !waiter.cancelled()) {
            wakeNext(line);
        }
    }

    private static void wakeNext(WaitQueue line) {
        WaitQueue.Waiter waiter;
        while ((waiter = line.poll()) != null) {
            if (!waiter.done()) {
                waiter.wake();
                break;
            }
        }
    }

    // --- Finishing

    /**
     * Tells that an item taken from the queue has been dealt with.
     *
     * @throws IllegalArgumentException if that was told for all items already
     * @see "Python 3.15, asyncio.Queue.task_done; cases QUEUE-22, QUEUE-23"
     */
    public void taskDone() {
        if (unfinished <= 0) {
            throw new IllegalArgumentException("cannot mark an item of " + this
                    + " as done: all that were put have been; call taskDone() once for each get()");
        }
        if (--unfinished == 0) {
            finished.set();
        }
    }

    /**
     * Waits until {@link #taskDone()} was called for every item that was put. Suspends only if there are such items,
     * and can be cancelled there.
     *
     * @throws CancelledError if the task is cancelled while it waits
     * @throws IllegalStateException if it has to wait and the caller is not a task of the queue's loop
     * @see "Python 3.15, asyncio.Queue.join; cases QUEUE-24 to QUEUE-26, QUEUE-44, QUEUE-45"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension join()", level = kotlin.DeprecationLevel.HIDDEN)
    public void join() {
        await(Wait.ALL_DONE);
    }

    /** {@link #shutdown(boolean)} that lets the items be taken first (QUEUE-33, QUEUE-36). */
    public void shutdown() {
        shutdown(false);
    }

    /**
     * Ends the queue: no more items can be put, and when it is empty none can be got. All who wait are woken and throw
     * {@link QueueShutDownException}. Calling it again is allowed.
     *
     * @param immediate true also drops the items that are in the queue and counts them as done
     * @see "Python 3.15, asyncio.Queue.shutdown; cases QUEUE-31 to QUEUE-43"
     */
    public void shutdown(boolean immediate) {
        boolean first = !shutDown;
        shutDown = true;
        if (immediate) {
            while (!empty()) {
                items.take();
                if (unfinished > 0) {
                    unfinished--;
                }
            }
            if (unfinished == 0) {
                finished.set();
            }
        }
        wakeAll(getters);
        wakeAll(putters);
        if (first) {
            tellShutDown();
        }
    }

    /** @hidden */
    @Override
    protected boolean isShutDown() {
        return shutDown;
    }

    private static void wakeAll(WaitQueue line) {
        WaitQueue.Waiter waiter;
        while ((waiter = line.poll()) != null) {
            waiter.wake();
        }
    }

    private QueueShutDownException shutDown(String action) {
        return new QueueShutDownException("cannot " + action + this
                + ": it is shut down; take this as the end of the work");
    }

    // --- Looking

    /** {@return how many items are in the queue (QUEUE-04)} */
    public int qsize() {
        return items.size();
    }

    /** {@return how many items it holds at most; zero or negative for no limit (QUEUE-03)} */
    public int maxsize() {
        return maxsize;
    }

    /** {@return whether there is no item (QUEUE-05)} */
    public boolean empty() {
        return items.size() == 0;
    }

    /** {@return whether there is no room; never true without a limit (QUEUE-06)} */
    public boolean full() {
        return maxsize > 0 && items.size() >= maxsize;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(getClass().getSimpleName()).append("[maxsize=").append(maxsize);
        if (!empty()) {
            text.append(", items=").append(items.view());
        }
        if (!getters.isEmpty()) {
            text.append(", getters=").append(getters.size());
        }
        if (!putters.isEmpty()) {
            text.append(", putters=").append(putters.size());
        }
        if (unfinished > 0) {
            text.append(", tasks=").append(unfinished);
        }
        return text.append(shutDown ? ", shutdown]" : "]").toString();
    }
}
