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

    /**
     * Tells whether the loop has sockets to wait for. Asked by the host, between two iterations.
     *
     * @return whether it has; false unless overridden
     */
    default boolean hasIo() {
        return false;
    }

    /**
     * Waits, on the calling thread, for the loop's sockets: in place of the host's own way to wait, for a host that
     * {@linkplain LoopHost#waitsForIo() says so}, between two iterations, if {@link #hasIo()}.
     *
     * @param nanos how long at most, as {@link #iterate()} answered it: more than 0
     * @throws InterruptedException if the calling thread is interrupted meanwhile
     */
    default void awaitIo(long nanos) throws InterruptedException {
        throw new UnsupportedOperationException("cannot wait for sockets: " + this + " has none; ask hasIo first");
    }

    /**
     * Looks, without waiting, whether a socket of the loop is ready. For a host that goes on at once in place of waiting,
     * such as one with a clock that jumps.
     *
     * @return whether {@link #iterate()} will find something; false unless overridden
     */
    default boolean pollIo() {
        return false;
    }

    /** Ends {@link #awaitIo}, now or the next one. For the host's {@link LoopHost#wake()}; any thread. */
    default void wakeIo() {}
}
