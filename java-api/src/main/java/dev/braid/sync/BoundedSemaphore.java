package dev.braid.sync;

/**
 * A {@link Semaphore} that notices when it is released more often than acquired.
 *
 * @see "Python 3.15, asyncio.BoundedSemaphore; cases SEMAPHORE-17, SEMAPHORE-18"
 */
public final class BoundedSemaphore extends Semaphore {

    private final int bound;

    /** Makes a semaphore with one permit. */
    public BoundedSemaphore() {
        this(1);
    }

    /**
     * Makes a semaphore.
     *
     * @param value how many permits there are, and at most will be; zero makes everybody wait for ever
     * @throws IllegalArgumentException if the value is negative
     */
    public BoundedSemaphore(int value) {
        super(value);
        bound = value;
    }

    /**
     * Gives a permit back; otherwise as {@link Semaphore#release()}.
     *
     * @throws IllegalArgumentException if all permits are there already: release once for each acquire
     */
    @Override
    public void release() {
        if (available() >= bound) {
            throw new IllegalArgumentException("cannot release " + this + ": all its " + bound
                    + " permits are there; release once for each acquire, best by try (var permit = semaphore.hold())");
        }
        super.release();
    }
}
