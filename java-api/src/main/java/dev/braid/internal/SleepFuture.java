package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** What a sleeping task waits for: done when its time has come, of which it is the timer. Cancelling it takes that away. */
public final class SleepFuture extends FutureImpl<@Nullable Object> implements Timer {

    // Of the timer.
    private long order;
    private int place = -1;

    /**
     * Begins to count. On the loop.
     *
     * @param nanos how long from now, greater than 0, at most half of what a long holds
     */
    public SleepFuture(EventLoopImpl loop, long nanos) {
        super(loop);
        loop.timers.add(this, loop.timeNanos() + nanos);
    }

    void stopTimer() {
        loop.timers.remove(this);
    }

    @Override
    boolean cancelBy(CancelRequestImpl request) {
        stopTimer();
        return super.cancelBy(request);
    }

    // --- The timer

    @Override
    public void runReady(EventLoopImpl loop) {
        if (!done()) {
            finishWith(null);
        }
    }

    @Override
    public boolean cancelledReady() {
        return done();
    }

    @Override
    public boolean anyThread() {
        return true;
    }

    @Override
    public long order() {
        return order;
    }

    @Override
    public int place() {
        return place;
    }

    @Override
    public void order(long number) {
        order = number;
    }

    @Override
    public void place(int index) {
        place = index;
    }
}
