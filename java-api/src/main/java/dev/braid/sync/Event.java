package dev.braid.sync;

import dev.braid.CancelledError;
import dev.braid.internal.LoopBound;
import dev.braid.internal.WaitQueue;
import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks can wait for.
 *
 * <p>It belongs to the loop on which somebody first waits for it.
 *
 * @see "Python 3.15, asyncio.Event; cases EVENT-01 to EVENT-12"
 */
public final class Event extends LoopBound {

    // Touched only by the loop.
    private boolean set;
    private final WaitQueue waiters = new WaitQueue();

    /** Makes an event that is not set. */
    public Event() {}

    /** Makes one that messages name as the object that it is a part of. */
    Event(Object whole) {
        super(whole);
    }

    /**
     * Waits until the event is set; returns at once if it is. Suspends otherwise, and can be cancelled there. A wait
     * that was released stays released, even if the event is cleared before the task goes on.
     *
     * @return true, always
     * @throws CancelledError if the task is cancelled while it waits
     * @throws IllegalStateException if it has to wait and the caller is not a task of the event's loop
     * @see "Python 3.15, asyncio.Event.wait; cases EVENT-02, EVENT-03, EVENT-07, EVENT-09, EVENT-12"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension await()", level = kotlin.DeprecationLevel.HIDDEN)
    public boolean await() {
        await(Wait.SET);
        return true;
    }

    /** @hidden */
    @Override
    protected WaitQueue.@Nullable Waiter begin(Wait what) {
        return set ? null : waiters.join(boundLoop());
    }

    /** @hidden */
    @Override
    protected WaitQueue.@Nullable Waiter goOn(Wait what, WaitQueue.Waiter waiter) {
        waiters.leave(waiter);
        return null;
    }

    /** @hidden */
    @Override
    protected void giveUp(Wait what, WaitQueue.Waiter waiter, Throwable error) {
        waiters.leave(waiter);
    }

    /**
     * Sets the event: all who wait go on in a later iteration, in the order in which they began to wait. Does not
     * suspend.
     *
     * @see "Python 3.15, asyncio.Event.set; cases EVENT-04, EVENT-05"
     */
    public void set() {
        if (!set) {
            set = true;
            waiters.wake(waiters.size());
        }
    }

    /**
     * Clears the event: later waits wait again; those who were waiting when it was set go on nevertheless.
     *
     * @see "Python 3.15, asyncio.Event.clear; cases EVENT-06, EVENT-07"
     */
    public void clear() {
        set = false;
    }

    /** {@return whether the event is set (EVENT-08)} */
    public boolean isSet() {
        return set;
    }

    @Override
    public String toString() {
        return "Event[" + (set ? "set" : "unset") + Waiting.text(waiters) + "]";
    }
}
