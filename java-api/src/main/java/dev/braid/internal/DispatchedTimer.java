package dev.braid.internal;

/** A piece of a coroutine that the loop runs at a time. */
public final class DispatchedTimer extends Timer {

    private final Runnable code;
    private final Runnable abandoned;

    /**
     * A timer, not started.
     *
     * @param whenNanos on the loop's clock
     * @param code what to run; must not throw
     * @param abandoned called instead if the loop closes before
     */
    public DispatchedTimer(long whenNanos, Runnable code, Runnable abandoned) {
        super(whenNanos);
        this.code = code;
        this.abandoned = abandoned;
    }

    /** Starts the timer. On the loop. */
    public void start(EventLoopImpl loop) {
        loop.timers.add(this);
    }

    /** Stops the timer, if it has not come. On the loop. */
    public void stop(EventLoopImpl loop) {
        loop.timers.remove(this);
    }

    @Override
    public void runReady(EventLoopImpl loop) {
        code.run();
    }

    @Override
    public void abandon() {
        abandoned.run();
    }
}
