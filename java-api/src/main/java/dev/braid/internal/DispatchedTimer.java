package dev.braid.internal;

/** A piece of a coroutine that the loop runs at a time. */
public abstract class DispatchedTimer extends Timer {

    private final long whenNanos;

    /**
     * A timer, not started.
     *
     * @param whenNanos on the loop's clock
     */
    protected DispatchedTimer(long whenNanos) {
        this.whenNanos = whenNanos;
    }

    /** Starts the timer. On the loop. */
    public final void start(EventLoopImpl loop) {
        loop.timers.add(this, whenNanos);
    }

    /** Stops the timer, if it has not come. On the loop. */
    public final void stop(EventLoopImpl loop) {
        loop.timers.remove(this);
    }

    /** The time has come. On the loop; must not throw. */
    protected abstract void due();

    /** The loop closes, or is closed: the time will not come. */
    @Override
    public abstract void abandon();

    @Override
    public final void runReady(EventLoopImpl loop) {
        due();
    }
}
