package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/**
 * Ties an object to the loop on which something first waits for it: asyncio's {@code _LoopBoundMixin}.
 *
 * <p>Each wait is written once, as what happens before and after the caller is suspended, and done by two faces: Java's
 * suspends here, Kotlin's suspends in its own way and uses the static methods.
 */
public abstract class LoopBound {

    // Set by the first wait, on whichever loop that is; read by every later one.
    private volatile @Nullable EventLoopImpl loop;

    // What messages name: this, or what this is a part of and users know.
    private final Object named;

    /** For the types of {@code dev.braid.sync}. */
    protected LoopBound() {
        named = this;
    }

    /** For a part of another object, which messages then name instead. */
    protected LoopBound(Object whole) {
        named = whole;
    }

    /**
     * What messages name.
     *
     * @hidden
     */
    protected final Object named() {
        return named;
    }

    /**
     * What a task can wait for here; each type knows some of them.
     *
     * @hidden
     */
    public enum Wait {
        /** A lock, or a permit. */
        ACQUIRE,
        /** A condition's lock, after a wait for it. */
        REACQUIRE,
        /** A notification; the lock is given up meanwhile. */
        NOTIFICATION,
        /** An event that is set. */
        SET,
        /** An item in a queue. */
        ITEM,
        /** Room in a queue. */
        ROOM,
        /** The end of all work on a queue's items. */
        ALL_DONE
    }

    /**
     * Begins a wait.
     *
     * @return the caller's place in the line, or null if there is nothing to wait for
     * @hidden
     */
    protected abstract WaitQueue.@Nullable Waiter begin(Wait what);

    /**
     * It is the waiter's turn.
     *
     * @return null if it has what it waited for, else where it waits again
     * @hidden
     */
    protected abstract WaitQueue.@Nullable Waiter goOn(Wait what, WaitQueue.Waiter waiter);

    /**
     * The waiter does not wait any longer; the caller throws the error.
     *
     * @hidden
     */
    protected abstract void giveUp(Wait what, WaitQueue.Waiter waiter, Throwable error);

    /**
     * Waits, as a Java body.
     *
     * @hidden
     */
    protected final void await(Wait what) {
        WaitQueue.Waiter waiter = begin(what);
        while (waiter != null) {
            try {
                waiter.await(named);
            } catch (Throwable error) {
                giveUp(what, waiter, error);
                throw error;
            }
            waiter = goOn(what, waiter);
        }
    }

    /**
     * {@link #begin(Wait)}, for the bridge.
     *
     * @hidden
     */
    public static WaitQueue.@Nullable Waiter begin(LoopBound object, Wait what) {
        return object.begin(what);
    }

    /**
     * {@link #goOn(Wait, WaitQueue.Waiter)}, for the bridge.
     *
     * @hidden
     */
    public static WaitQueue.@Nullable Waiter goOn(LoopBound object, Wait what, WaitQueue.Waiter waiter) {
        return object.goOn(what, waiter);
    }

    /**
     * {@link #giveUp(Wait, WaitQueue.Waiter, Throwable)}, for the bridge.
     *
     * @hidden
     */
    public static void giveUp(LoopBound object, Wait what, WaitQueue.Waiter waiter, Throwable error) {
        object.giveUp(what, waiter, error);
    }

    /**
     * The loop that the object is bound to, if somebody has waited for it.
     *
     * @hidden
     */
    public static @Nullable EventLoopImpl loopOf(LoopBound object) {
        return object.loop;
    }

    /**
     * The running loop, which from now on is the only one that may wait here.
     *
     * @hidden
     */
    protected final EventLoopImpl boundLoop() {
        EventLoopImpl running = Running.loop();
        if (running == null) {
            running = Running.requireLoop("wait for " + named);
        }
        EventLoopImpl bound = loop;
        if (bound == null) {
            synchronized (this) {
                bound = loop;
                if (bound == null) {
                    loop = running;
                    return running;
                }
            }
        }
        if (bound != running) {
            throw new IllegalStateException("cannot wait for " + named + " on " + running + ": it is bound to " + bound
                    + ", where somebody waited for it first; make one for each loop");
        }
        return running;
    }
}
