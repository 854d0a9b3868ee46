package dev.braid.spi;

/**
 * What a loop runs on: a thread or dispatcher that calls its pump, a clock, and a way to wait. The loop itself keeps
 * the order of callbacks, so that no order depends on the host.
 *
 * <p>The host owns the wait: it may park, select on sockets, jump a virtual clock. All it must guarantee is that pump
 * calls never overlap, that what one call wrote the next one reads, and that a {@link #wake()} is never lost.
 *
 * <p>An extra of Braid: in asyncio a loop and what it runs on are one object.
 */
public interface LoopHost {

    /** {@return the loop's clock, in nanoseconds; monotonic, and asked by any thread} */
    long timeNanos();

    /**
     * Runs the pump until it answers {@link Pump#STOPPED}, and only then returns. What the pump throws, this throws.
     *
     * @param pump the loop
     * @throws InterruptedException if the calling thread was interrupted while it waited; the pump is not called any
     *     more
     */
    void run(Pump pump) throws InterruptedException;

    /** Ends the current wait, or the next one if the host is not waiting. Any thread, at any time. */
    void wake();

    /**
     * Tells whether the host has nothing to do between two iterations. Then the loop runs iterations one after the
     * other, from whatever strand is at hand, and comes back only to wait.
     *
     * @return whether it does nothing; false unless overridden
     */
    default boolean exclusive() {
        return false;
    }

    /**
     * Tells whether {@link #run} calls the pump on the calling thread; then strands may choose that thread's kind.
     *
     * @return whether it does; false unless overridden
     */
    default boolean onCallerThread() {
        return false;
    }

    /**
     * Tells whether the host waits by {@link Pump#awaitIo} while the loop has sockets, and ends that wait, too, when it
     * is woken. For any other host, a thread of the loop's own watches its sockets while the host waits, and wakes it.
     *
     * @return whether it does; false unless overridden
     */
    default boolean waitsForIo() {
        return false;
    }

    /**
     * Tells the host that work is on its way from another thread (begins, +1; ended, -1), so that a virtual clock does
     * not jump ahead of it.
     *
     * @param change +1 or -1
     */
    default void expectWake(int change) {}

    /** Lets go of what the host holds. Called once, when the loop closes. */
    default void close() {}
}
