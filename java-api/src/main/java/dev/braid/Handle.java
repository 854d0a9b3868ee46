package dev.braid;

/**
 * A callback that the loop will run. To be used on the loop, but for the handles of {@link
 * EventLoop#callSoonThreadsafe}: those may be cancelled and asked by any thread. A callback whose {@code cancel()} has
 * returned before it began never runs. While it runs, {@code cancel()} and {@code cancelled()} of other threads wait
 * until it has ended; those of its loop, so of the callback itself, do not.
 *
 * @see "Python 3.15, asyncio.Handle; cases LOOP-25, LOOP-40 to LOOP-42, LOOP-84, THREADSAFE-13, THREADSAFE-14"
 */
public interface Handle {

    /**
     * Takes the callback back, if it has not run; else only marks it as cancelled.
     *
     * @see "Python 3.15, asyncio.Handle.cancel; cases LOOP-40, THREADSAFE-13"
     */
    void cancel();

    /** {@return whether {@link #cancel()} was called, be it after the callback had run (LOOP-41)} */
    boolean cancelled();

    /** {@return the context the callback runs in (LOOP-42)} */
    Context context();
}
