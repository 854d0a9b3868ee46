package dev.braid.internal;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Tasks that wait for their turn, first come, first served. Touched only by the loop. */
public final class WaitQueue {

    /** One task's place in the line. */
    public static final class Waiter {

        private final FutureImpl<@Nullable Object> turn;

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

    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>(4);

    /** Takes a place at the end of the line. */
    public Waiter join(EventLoopImpl loop) {
        Waiter waiter = new Waiter(loop);
        waiters.addLast(waiter);
        return waiter;
    }

    /** Gives a place up; does nothing if it is gone already. */
    public void leave(Waiter waiter) {
        if (waiters.peekFirst() == waiter) {
            waiters.pollFirst();
        } else {
            waiters.remove(waiter);
        }
    }

    public int size() {
        return waiters.size();
    }

    public boolean isEmpty() {
        return waiters.isEmpty();
    }

    /** Whether somebody waits whose wait has not been cancelled. */
    public boolean hasLive() {
        for (Waiter waiter : waiters) {
            if (!waiter.cancelled()) {
                return true;
            }
        }
        return false;
    }

    /** The first in the line. */
    public @Nullable Waiter first() {
        return waiters.peekFirst();
    }

    /** The first in the line, taken out of it. */
    public @Nullable Waiter poll() {
        return waiters.pollFirst();
    }

    /** Wakes the first who has not been told yet; false if there is none. */
    public boolean wakeNext() {
        for (Waiter waiter : waiters) {
            if (!waiter.done()) {
                waiter.wake();
                return true;
            }
        }
        return false;
    }

    /** Wakes, in order, up to a number of those who have not been told yet. */
    public void wake(int most) {
        int left = most;
        for (Iterator<Waiter> line = waiters.iterator(); left > 0 && line.hasNext();) {
            Waiter waiter = line.next();
            if (!waiter.done()) {
                left--;
                waiter.wake();
            }
        }
    }
}
