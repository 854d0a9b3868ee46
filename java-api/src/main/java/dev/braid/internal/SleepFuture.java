package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** What a sleeping task waits for: done when its time has come. Cancelling it takes its timer away. */
public final class SleepFuture extends FutureImpl<@Nullable Object> {

    private final WakeTimer wake;

    /**
     * Begins to count. On the loop.
     *
     * @param nanos how long from now, greater than 0, at most half of what a long holds
     */
    public SleepFuture(EventLoopImpl loop, long nanos) {
        super(loop);
        wake = new WakeTimer(this);
        loop.timers.add(wake, loop.timeNanos() + nanos);
    }

    void stopTimer() {
        loop.timers.remove(wake);
    }

    @Override
    boolean cancelBy(CancelRequestImpl request) {
        stopTimer();
        return super.cancelBy(request);
    }
}
