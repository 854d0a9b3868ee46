package dev.braid.sync;

import dev.braid.CancelledError;
import dev.braid.internal.LoopBound;
import dev.braid.internal.WaitQueue;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits. Fair: tasks obtain them in the order in which they asked, and nobody overtakes.
 *
 * <pre>{@code
 * Semaphore atMostTen = new Semaphore(10);
 * ...
 * try (var permit = atMostTen.hold()) {
 *     download(url);
 * }
 * }</pre>
 *
 * <p>It belongs to the loop on which somebody first waits for it.
 *
 * @see "Python 3.15, asyncio.Semaphore; cases SEMAPHORE-01 to SEMAPHORE-20"
 */
public sealed class Semaphore extends LoopBound permits BoundedSemaphore {

    // Touched only by the loop. A permit given to a waiter that has not gone on yet is already taken off.
    private int value;
    private final WaitQueue waiters = new WaitQueue();

    /** Makes a semaphore with one permit. */
    public Semaphore() {
        this(1);
    }

    /**
     * Makes a semaphore.
     *
     * @param value how many permits; zero makes everybody wait for a release
     * @throws IllegalArgumentException if the value is negative
     */
    public Semaphore(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("cannot make a semaphore of " + value
                    + " permits: nobody could ever give back what is missing; pass 0 or more");
        }
        this.value = value;
    }

    /**
     * Takes a permit. Suspends only if there is none or others wait, and can be cancelled there.
     *
     * @return true, always
     * @throws CancelledError if the task is cancelled while it waits; a permit meant for it goes to the next waiter
     * @throws IllegalStateException if it has to wait and the caller is not a task of the semaphore's loop
     * @see "Python 3.15, asyncio.Semaphore.acquire; cases SEMAPHORE-02, SEMAPHORE-03, SEMAPHORE-06 to SEMAPHORE-14"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension acquire()", level = kotlin.DeprecationLevel.HIDDEN)
    public boolean acquire() {
        await(Wait.ACQUIRE);
        return true;
    }

    /** @hidden */
    @Override
    protected WaitQueue.@Nullable Waiter begin(Wait what) {
        if (!locked()) {
            value--;
            return null;
        }
        return waiters.join(boundLoop());
    }

    /** @hidden */
    @Override
    protected WaitQueue.@Nullable Waiter goOn(Wait what, WaitQueue.Waiter waiter) {
        leave(waiter);
        return null;
    }

    /** @hidden */
    @Override
    protected void giveUp(Wait what, WaitQueue.Waiter waiter, Throwable error) {
        if (error instanceof CancelledError && waiter.done() && !waiter.cancelled()) {
            // The permit had been given to this task, which cannot use it any more.
            value++;
        }
        leave(waiter);
    }

    private void leave(WaitQueue.Waiter waiter) {
        waiters.leave(waiter);
        // Newcomers had to queue behind this task although there may be permits for them.
        while (value > 0 && wakeNext()) {
            continue;
        }
    }

    /**
     * Gives a permit back, or an additional one. Does not suspend: the first waiter, if any, goes on in a later
     * iteration of the loop.
     *
     * @throws IllegalArgumentException if this is a {@link BoundedSemaphore} with all its permits
     * @throws IllegalStateException if there are {@link Integer#MAX_VALUE} permits
     * @see "Python 3.15, asyncio.Semaphore.release; cases SEMAPHORE-04, SEMAPHORE-05"
     */
    public void release() {
        if (value == Integer.MAX_VALUE) {
            throw new IllegalStateException("cannot release " + this
                    + ": there can be no more permits; release once for each acquire");
        }
        value++;
        wakeNext();
    }

    private boolean wakeNext() {
        if (waiters.wakeNext()) {
            value--;
            return true;
        }
        return false;
    }

    /** {@return whether {@link #acquire()} would have to wait now (SEMAPHORE-08)} */
    public boolean locked() {
        return value == 0 || waiters.hasLive();
    }

    /** How many permits nobody has taken or been given. */
    final int available() {
        return value;
    }

    /**
     * {@link #acquire()}, for try-with-resources: closing releases the permit (SEMAPHORE-15). Suspends as it does.
     *
     * @return what releases the permit; closing it twice releases two
     * @throws CancelledError as there
     * @throws IllegalStateException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use withPermit { }", level = kotlin.DeprecationLevel.HIDDEN)
    public Hold hold() {
        acquire();
        return this::release;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + (locked() ? "locked" : "unlocked, value:" + value)
                + Waiting.text(waiters) + "]";
    }
}
