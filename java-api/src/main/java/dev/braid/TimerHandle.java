package dev.braid;

/**
 * A callback that the loop will run at a time.
 *
 * @see "Python 3.15, asyncio.TimerHandle"
 */
public interface TimerHandle extends Handle {

    /** When the callback is due, on the loop's clock ({@link EventLoop#timeNanos()}), in nanoseconds. */
    long whenNanos();
}
