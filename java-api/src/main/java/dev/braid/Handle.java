package dev.braid;

/**
 * A callback that the loop will run. To be used on the loop, but for the handles of {@link
 * EventLoop#callSoonThreadsafe}: those may be cancelled and asked by any thread. A callback whose {@code cancel()} has
 * returned before it began never runs. While it runs, {@code cancel()} and {@code cancelled()} of other threads wait
 * until it has ended; those of its loop, so of the callback itself, do not.
 *
 * @see "Python 3.15, asyncio.Handle; cases LOOP-27, LOOP-28, LOOP-40, THREADSAFE-13, THREADSAFE-14"
 */
public interface Handle {

    /** Takes the callback back, if it has not run; else only marks it as cancelled. */
    void cancel();

    /** Tells whether {@link #cancel()} was called, be it after the callback had run. */
    boolean cancelled();

    /** The context the callback runs in. */
    Context context();
}
