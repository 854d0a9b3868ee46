package dev.braid;

/**
 * A callback that the loop will run.
 *
 * @see "Python 3.15, asyncio.Handle; cases LOOP-27, LOOP-28"
 */
public interface Handle {

    /** Takes the callback back, if it has not run; else does nothing. */
    void cancel();

    /** Tells whether {@link #cancel()} was called. */
    boolean cancelled();

    /** The context the callback runs in. */
    Context context();
}
