package dev.braid.sync;

import dev.braid.CancelledError;
import dev.braid.internal.LoopBound;
import dev.braid.internal.Predicates;
import dev.braid.internal.WaitQueue;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks that hold a lock wait until another one tells them to look again.
 *
 * <pre>{@code
 * try (var held = condition.hold()) {
 *     condition.waitFor(() -> !items.isEmpty());
 *     items.remove();
 * }
 * }</pre>
 *
 * <p>It belongs to the loop on which somebody first waits for it.
 *
 * @see "Python 3.15, asyncio.Condition; cases CONDITION-01 to CONDITION-27"
 */
public final class Condition extends LoopBound {

    private final Lock lock;

    // Touched only by the loop.
    private final WaitQueue waiters = new WaitQueue();

    /** Makes a condition with a lock of its own. */
    public Condition() {
        lock = new Lock(this);
    }

    private Condition(Object whole, Lock lock) {
        super(whole);
        this.lock = lock;
    }

    /** Makes one that messages name as the object that it is a part of. */
    static Condition partOf(Object whole) {
        return new Condition(whole, new Lock(whole));
    }

    /**
     * Makes a condition on a lock, which several conditions may share.
     *
     * @param lock the lock, not null
     * @see "Python 3.15, asyncio.Condition(lock); case CONDITION-01"
     */
    public Condition(Lock lock) {
        this.lock = Objects.requireNonNull(lock, "lock");
    }

    /**
     * {@link Lock#acquire()} of the lock (CONDITION-02). Suspends as it does.
     *
     * @return true, always
     * @throws CancelledError as there
     * @throws IllegalStateException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension acquire()", level = kotlin.DeprecationLevel.HIDDEN)
    public boolean acquire() {
        return lock.acquire();
    }

    /**
     * {@link Lock#release()} of the lock (CONDITION-02).
     *
     * @throws IllegalStateException if the lock is not held
     */
    public void release() {
        lock.release();
    }

    /** {@return whether the lock is held, by whomever (CONDITION-02)} */
    public boolean locked() {
        return lock.locked();
    }

    /**
     * {@link Lock#hold()} of the lock (CONDITION-03). Suspends as it does.
     *
     * @return what releases the lock
     * @throws CancelledError as there
     * @throws IllegalStateException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use withLock { }", level = kotlin.DeprecationLevel.HIDDEN)
    public Hold hold() {
        return lock.hold();
    }

    /**
     * Releases the lock, suspends until notified, and obtains the lock again; can be cancelled there. May return
     * without a notification of its own, so check again what was waited for; {@link #waitFor} does.
     *
     * @return true, always
     * @throws CancelledError if the task is cancelled while it waits; thrown once the lock is obtained again, and a
     *     notification meant for this task goes to another
     * @throws IllegalStateException if the lock is not held, or the caller is not a task of the condition's loop
     * @see "Python 3.15, asyncio.Condition.wait; cases CONDITION-04 to CONDITION-06, CONDITION-14 to CONDITION-21"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension await()", level = kotlin.DeprecationLevel.HIDDEN)
    public boolean await() {
        WaitQueue.Waiter waiter = begin(Wait.NOTIFICATION);
        try {
            try {
                waiter.await(named());
            } finally {
                waiters.leave(waiter);
                reacquire();
            }
        } catch (Throwable error) {
            giveUp(Wait.NOTIFICATION, waiter, error);
            throw error;
        }
        return true;
    }

    /** @hidden */
    @Override
    protected WaitQueue.@Nullable Waiter begin(Wait what) {
        if (what != Wait.NOTIFICATION) {
            return lock.begin(Wait.ACQUIRE);
        }
        requireLocked("wait for ");
        var loop = boundLoop();
        release();
        return waiters.join(loop);
    }

    /** @hidden */
    @Override
    protected WaitQueue.@Nullable Waiter goOn(Wait what, WaitQueue.Waiter waiter) {
        if (what != Wait.NOTIFICATION) {
            return lock.goOn(Wait.ACQUIRE, waiter);
        }
        waiters.leave(waiter);
        return null;
    }

    /** @hidden */
    @Override
    protected void giveUp(Wait what, WaitQueue.Waiter waiter, Throwable error) {
        if (what != Wait.NOTIFICATION) {
            lock.giveUp(Wait.ACQUIRE, waiter, error);
        } else {
            // This task may have been picked by a notification: another must have it, whoever holds the lock now.
            waiters.wake(1);
        }
    }

    /** Obtains the lock whatever happens, then throws the latest cancellation that came meanwhile. */
    private void reacquire() {
        CancelledError latest = null;
        while (true) {
            try {
                lock.acquire();
                break;
            } catch (CancelledError cancelled) {
                latest = cancelled;
            }
        }
        if (latest != null) {
            throw latest;
        }
    }

    /**
     * Waits until a condition holds, which is checked at once and after every notification, with the lock held.
     * Suspends as {@link #await()} does, but not at all if it holds at once.
     *
     * @param predicate the condition, not null
     * @return true, always
     * @throws IllegalStateException if it has to wait and the lock is not held
     * @throws CancelledError as {@link #await()}
     * @see "Python 3.15, asyncio.Condition.wait_for; cases CONDITION-22 to CONDITION-25"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension waitFor()", level = kotlin.DeprecationLevel.HIDDEN)
    public boolean waitFor(BooleanSupplier predicate) {
        while (!predicate.getAsBoolean()) {
            await();
        }
        return true;
    }

    /**
     * {@link #waitFor(BooleanSupplier)} until something is there: until a supplier gives a value that is neither null
     * nor {@code false}.
     *
     * @param <T> the type of the value
     * @param <X> a checked exception the caller expects
     * @param supplier asked at once and after every notification, with the lock held; not null
     * @return the first such value (CONDITION-24)
     * @throws X what the supplier throws
     * @throws IllegalStateException as there
     * @throws CancelledError as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension waitFor()", level = kotlin.DeprecationLevel.HIDDEN)
    public <T, X extends Exception> T waitForValue(Callable<T> supplier) throws X {
        return Predicates.<T, X>awaitValue(supplier, this::await);
    }

    /**
     * {@link #notify(int)} of one waiter.
     *
     * @throws IllegalStateException if the lock is not held
     */
    public void notifyOne() {
        notify(1);
    }

    /**
     * Wakes waiting tasks, the longest waiting first. They go on when they have obtained the lock again. Does not
     * suspend; a notification that nobody waits for is lost.
     *
     * @param count how many at most; zero and negative wake none
     * @throws IllegalStateException if the lock is not held
     * @see "Python 3.15, asyncio.Condition.notify; cases CONDITION-07 to CONDITION-13"
     */
    public void notify(int count) {
        requireLocked("notify ");
        waiters.wake(count);
    }

    /**
     * {@link #notify(int)} of all waiters. Java reserves the name notifyAll.
     *
     * @throws IllegalStateException if the lock is not held
     * @see "Python 3.15, asyncio.Condition.notify_all; cases CONDITION-07, CONDITION-10"
     */
    public void notifyEvery() {
        notify(waiters.size());
    }

    private void requireLocked(String action) {
        if (!locked()) {
            throw new IllegalStateException("cannot " + action + this
                    + ": its lock is not acquired; do it inside try (var held = condition.hold())");
        }
    }

    @Override
    public String toString() {
        return "Condition[" + (locked() ? "locked" : "unlocked") + Waiting.text(waiters) + "]";
    }
}
