package dev.braid.sync;

import dev.braid.BrokenBarrierException;
import dev.braid.CancelledError;
import dev.braid.internal.BarrierSteps;

/**
 * A point where a fixed number of tasks wait for each other, round after round.
 *
 * <p>It belongs to the loop on which somebody first waits for it.
 *
 * @see "Python 3.15, asyncio.Barrier; cases BARRIER-01 to BARRIER-26"
 */
public final class Barrier {

    private final int parties;

    // Guards and announces every change of the state.
    private final Condition changed = Condition.partOf(this);

    // Touched only by the loop, with the condition's lock held.
    private BarrierState state = BarrierState.FILLING;

    // Tasks inside: arrived and not left.
    private int count;

    static {
        BarrierSteps.register(new BarrierSteps() {
            @Override
            public Condition changedOf(Barrier barrier) {
                return barrier.changed;
            }

            @Override
            public boolean admits(Barrier barrier) {
                return barrier.admits();
            }

            @Override
            public int arrive(Barrier barrier) {
                return barrier.arrive();
            }

            @Override
            public boolean roundOver(Barrier barrier) {
                return barrier.roundOver();
            }

            @Override
            public void requirePassed(Barrier barrier) {
                barrier.requirePassed();
            }

            @Override
            public void leave(Barrier barrier) {
                barrier.leave();
            }

            @Override
            public void empty(Barrier barrier) {
                barrier.empty();
            }

            @Override
            public void shatter(Barrier barrier) {
                barrier.shatter();
            }
        });
    }

    /**
     * Makes a barrier.
     *
     * @param parties how many tasks make a round
     * @throws IllegalArgumentException if that is less than one
     * @see "Python 3.15, asyncio.Barrier; case BARRIER-01"
     */
    public Barrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("cannot make a barrier for " + parties
                    + " parties: no task could ever pass; pass 1 or more");
        }
        this.parties = parties;
    }

    /**
     * Waits until as many tasks as there are parties have called this. Suspends, and can be cancelled there. The last
     * to arrive does not wait and goes on first, then the others in the order of arrival. A task that comes while the
     * round before is still leaving waits for that first.
     *
     * <p>A task that is cancelled leaves the round, which then needs one arrival more; the barrier does not break.
     *
     * @return the order of arrival in this round, from 0 to parties - 1
     * @throws BrokenBarrierException if the barrier is or becomes broken by {@link #abort()}, or is {@link #reset()}
     *     during the wait; after a reset it can be used again
     * @throws CancelledError if the task is cancelled while it waits
     * @throws IllegalStateException if it has to wait and the caller is not a task of the barrier's loop
     * @see "Python 3.15, asyncio.Barrier.wait; cases BARRIER-02 to BARRIER-06, BARRIER-10 to BARRIER-12"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension await()", level = kotlin.DeprecationLevel.HIDDEN)
    @SuppressWarnings("try")
    public int await() {
        try (Hold held = changed.hold()) {
            changed.waitFor(this::admits);
            int index = arrive();
            try {
                if (index + 1 < parties) {
                    changed.waitFor(this::roundOver);
                    requirePassed();
                }
                return index;
            } finally {
                leave();
            }
        }
    }

    /** Whether newcomers may come in: the round before has left. */
    private boolean admits() {
        return state != BarrierState.DRAINING && state != BarrierState.RESETTING;
    }

    /** Comes in; the last one of a round lets all others go. */
    private int arrive() {
        if (state == BarrierState.BROKEN) {
            throw broken("it was aborted");
        }
        int index = count++;
        if (index + 1 == parties) {
            state = BarrierState.DRAINING;
            changed.notifyEvery();
        }
        return index;
    }

    private boolean roundOver() {
        return state != BarrierState.FILLING;
    }

    private void requirePassed() {
        if (state == BarrierState.BROKEN || state == BarrierState.RESETTING) {
            throw broken("it was " + (state == BarrierState.BROKEN ? "aborted" : "reset") + " during the wait");
        }
    }

    /** Goes out. The last one opens the next round, or ends the reset. */
    private void leave() {
        count--;
        if (count == 0) {
            if (state == BarrierState.RESETTING || state == BarrierState.DRAINING) {
                state = BarrierState.FILLING;
            }
            changed.notifyEvery();
        }
    }

    private BrokenBarrierException broken(String why) {
        return new BrokenBarrierException("cannot pass " + this + ": " + why + "; call reset() to use it again");
    }

    /**
     * Brings the barrier back to its empty state. Tasks that wait in it get {@link BrokenBarrierException}; those held
     * back for the next round do not. Suspends if another task is just changing the barrier, and can be cancelled
     * there.
     *
     * @throws CancelledError if the task is cancelled while it waits; the barrier is as it was
     * @throws IllegalStateException if it has to wait and the caller is not a task of the barrier's loop
     * @see "Python 3.15, asyncio.Barrier.reset; cases BARRIER-13 to BARRIER-18, BARRIER-22"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension reset()", level = kotlin.DeprecationLevel.HIDDEN)
    @SuppressWarnings("try")
    public void reset() {
        try (Hold held = changed.hold()) {
            empty();
        }
    }

    /**
     * Breaks the barrier: all who wait, and all who call {@link #await()} later, get {@link BrokenBarrierException}.
     * Suspends if another task is just changing the barrier, and can be cancelled there.
     *
     * @throws CancelledError if the task is cancelled while it waits; the barrier is as it was
     * @throws IllegalStateException if it has to wait and the caller is not a task of the barrier's loop
     * @see "Python 3.15, asyncio.Barrier.abort; cases BARRIER-19, BARRIER-20"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension abort()", level = kotlin.DeprecationLevel.HIDDEN)
    @SuppressWarnings("try")
    public void abort() {
        try (Hold held = changed.hold()) {
            shatter();
        }
    }

    private void empty() {
        state = count > 0 ? BarrierState.RESETTING : BarrierState.FILLING;
        changed.notifyEvery();
    }

    private void shatter() {
        state = BarrierState.BROKEN;
        changed.notifyEvery();
    }

    /** {@return how many tasks make a round (BARRIER-08)} */
    public int parties() {
        return parties;
    }

    /** {@return how many tasks wait in the round that is filling; zero in every other state (BARRIER-09)} */
    public int waiting() {
        return state == BarrierState.FILLING ? count : 0;
    }

    /** {@return whether the barrier was aborted and not reset since (BARRIER-21)} */
    public boolean broken() {
        return state == BarrierState.BROKEN;
    }

    @Override
    public String toString() {
        return "Barrier[" + state.word + (broken() ? "" : ", waiters:" + waiting() + "/" + parties) + "]";
    }
}
