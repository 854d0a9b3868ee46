package dev.braid.spi;

/** A loop seen from its host: something to call again and again until it has stopped. An extra of Braid. */
public interface Pump {

    /** {@link #iterate()} answers this when the loop has stopped. */
    long STOPPED = -1;

    /** {@link #iterate()} answers this when only {@link LoopHost#wake()} can bring new work. */
    long UNTIL_WOKEN = Long.MAX_VALUE;

    /**
     * Runs one iteration of the loop (several, if the host is {@linkplain LoopHost#exclusive() exclusive}).
     *
     * @return {@link #STOPPED}, or how long the host may wait before it calls again, in nanoseconds: 0 when there is
     *     more to do at once. A {@link LoopHost#wake()} that came since ends the wait early.
     */
    long iterate();
}
