package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** Tasks that wait for their turn, first come, first served. Touched only by the loop. */
public final class WaitQueue {

    /** One task's place in the line. */
    public static final class Waiter {

        private final FutureImpl<@Nullable Object> turn;

        // The neighbours, and whether it has its place still.
        private @Nullable Waiter previous;
        private @Nullable Waiter next;
        private boolean inLine = true;

        private Waiter(EventLoopImpl loop) {
            turn = new FutureImpl<>(loop);
        }

        /** Lets the task go on, in a later iteration; does nothing if it was told before. */
        public void wake() {
            if (!turn.done()) {
                turn.finishWith(null);
            }
        }

        /** Whether the task has been told to go on, or its wait was cancelled. */
        public boolean done() {
            return turn.done();
        }

        /** Whether the wait was cancelled before the task was told to go on. */
        public boolean cancelled() {
            return turn.cancelled();
        }

        /** What the task waits for, for those who suspend by their own means. */
        public FutureImpl<@Nullable Object> turn() {
            return turn;
        }

        /** Suspends until told to go on; a message names what is waited for. */
        public void await(Object what) {
            Running.requireTask(what);
            turn.await();
        }

        /** Gives the place up. */
        public void cancel() {
            turn.cancel();
        }
    }

    private @Nullable Waiter first;
    private @Nullable Waiter last;
    private int size;

    // Nobody before these is still to be told, and nobody before these lives. Both only go on: who has been told stays
    // so, and who has been cancelled too. Null stands for the end of the line.
    private @Nullable Waiter untold;
    private @Nullable Waiter live;

    /** Takes a place at the end of the line. */
    public Waiter join(EventLoopImpl loop) {
        Waiter waiter = new Waiter(loop);
        Waiter before = last;
        waiter.previous = before;
        last = waiter;
        if (before == null) {
            first = waiter;
        } else {
            before.next = waiter;
        }
        untold = untold == null ? waiter : untold;
        live = live == null ? waiter : live;
        size++;
        return waiter;
    }

    /** Gives a place up; does nothing if it is gone already. */
    public void leave(Waiter waiter) {
        if (!waiter.inLine) {
            return;
        }
        Waiter before = waiter.previous;
        Waiter after = waiter.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        untold = untold == waiter ? after : untold;
        live = live == waiter ? after : live;
        waiter.inLine = false;
        waiter.previous = null;
        waiter.next = null;
        size--;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Whether somebody waits whose wait has not been cancelled. */
    public boolean hasLive() {
        while (live != null && live.cancelled()) {
            live = live.next;
        }
        return live != null;
    }

    /** The first in the line. */
    public @Nullable Waiter first() {
        return first;
    }

    /** The first in the line, taken out of it. */
    public @Nullable Waiter poll() {
        Waiter waiter = first;
        if (waiter != null) {
            leave(waiter);
        }
        return waiter;
    }

    /** Wakes the first who has not been told yet; false if there is none. */
    public boolean wakeNext() {
        while (untold != null) {
            Waiter waiter = untold;
            untold = waiter.next;
            if (!waiter.done()) {
                waiter.wake();
                return true;
            }
        }
        return false;
    }

    /** Wakes, in order, up to a number of those who have not been told yet. */
    public void wake(int most) {
        for (int left = most; left > 0 && wakeNext(); left--) {
            continue;
        }
    }
}
