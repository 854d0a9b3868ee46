package dev.braid.sync;

import dev.braid.CancelledError;
import dev.braid.internal.LoopBound;
import dev.braid.internal.WaitQueue;
import org.jspecify.annotations.Nullable;

/**
 * A mutual exclusion lock for tasks. Fair: tasks obtain it in the order in which they asked for it.
 *
 * <pre>{@code
 * try (var held = lock.hold()) {
 *     balance = read().await() + amount;
 * }
 * }</pre>
 *
 * <p>Not reentrant, and without an owner: any task or callback may release it. It belongs to the loop on which somebody
 * first waits for it. A lock is needed only around awaits; between two of them nothing else runs anyway.
 *
 * @see "Python 3.15, asyncio.Lock; cases LOCK-01 to LOCK-20"
 */
public final class Lock extends LoopBound {

    // Touched only by the loop.
    private boolean locked;
    private final WaitQueue waiters = new WaitQueue();

    /** Makes a lock that is free. */
    public Lock() {}

    /** Makes one that messages name as the object that it is a part of. */
    Lock(Object whole) {
        super(whole);
    }

    /**
     * Obtains the lock. Suspends only if it is held or others wait for it, and can be cancelled there.
     *
     * @return true, always
     * @throws CancelledError if the task is cancelled while it waits; a release meant for it goes to the next waiter
     * @throws IllegalStateException if it has to wait and the caller is not a task of the lock's loop
     * @see "Python 3.15, asyncio.Lock.acquire; cases LOCK-01 to LOCK-08"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension acquire()", level = kotlin.DeprecationLevel.HIDDEN)
    public boolean acquire() {
        await(Wait.ACQUIRE);
        return true;
    }

    /** @hidden */
    @Override
    protected WaitQueue.@Nullable Waiter begin(Wait what) {
        if (!locked && !waiters.hasLive()) {
            locked = true;
            return null;
        }
        return waiters.join(boundLoop());
    }

    /** @hidden */
    @Override
    protected WaitQueue.@Nullable Waiter goOn(Wait what, WaitQueue.Waiter waiter) {
        waiters.leave(waiter);
        locked = true;
        return null;
    }

    /** @hidden */
    @Override
    protected void giveUp(Wait what, WaitQueue.Waiter waiter, Throwable error) {
        waiters.leave(waiter);
        // If the lock was released to this task meanwhile, the next one must hear of it.
        if (error instanceof CancelledError && !locked) {
            wakeFirst();
        }
    }

    /**
     * Releases the lock. Does not suspend: the first waiter, if any, takes the lock in a later iteration of the loop.
     *
     * @throws IllegalStateException if the lock is not held; call this once for each acquire
     * @see "Python 3.15, asyncio.Lock.release; cases LOCK-09 to LOCK-12"
     */
    public void release() {
        if (!locked) {
            throw new IllegalStateException("cannot release " + named()
                    + ": it is not acquired; release once for each acquire, best by try (var held = lock.hold())");
        }
        locked = false;
        wakeFirst();
    }

    private void wakeFirst() {
        WaitQueue.Waiter first = waiters.first();
        if (first != null) {
            first.wake();
        }
    }

    /** {@return whether the lock is held, by whomever (LOCK-13)} */
    public boolean locked() {
        return locked;
    }

    /**
     * {@link #acquire()}, for try-with-resources: closing releases the lock (LOCK-14, LOCK-19, LOCK-20). Suspends as it
     * does.
     *
     * @return what releases the lock, to be closed once
     * @throws CancelledError as there
     * @throws IllegalStateException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use withLock { }", level = kotlin.DeprecationLevel.HIDDEN)
    public Hold hold() {
        acquire();
        return this::release;
    }

    @Override
    public String toString() {
        return "Lock[" + (locked ? "locked" : "unlocked") + Waiting.text(waiters) + "]";
    }
}
