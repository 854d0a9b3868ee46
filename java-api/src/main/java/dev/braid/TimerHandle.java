package dev.braid;

/**
 * A callback that the loop will run at a time.
 *
 * <p>Handles are ordered by their deadline alone. Two of them are equal if they have the same deadline, equal
 * callbacks, and are both cancelled or both not; those cancelled have forgotten their callbacks. So handles of one
 * deadline compare as equal without being equal, and cancelling a handle may change what it is equal to, but not its
 * hash code.
 *
 * @see "Python 3.15, asyncio.TimerHandle; cases LOOP-43 to LOOP-45"
 */
public interface TimerHandle extends Handle, Comparable<TimerHandle> {

    /** {@return when the callback is due, in nanoseconds on the loop's clock ({@link EventLoop#timeNanos()})} */
    long whenNanos();
}
