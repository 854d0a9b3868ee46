package dev.braid.sync;

/**
 * Something held until it is closed, for try-with-resources.
 *
 * <p>{@code javac -Xlint:try} warns of a resource that its block does not name: put {@code @SuppressWarnings("try")} on
 * the method, or, from Java 22 on, write {@code try (var _ = lock.hold())}.
 *
 * @see "Python 3.15, async with lock; cases LOCK-14, CONDITION-03, SEMAPHORE-15"
 */
@FunctionalInterface
public interface Hold extends AutoCloseable {

    /** Gives back what is held. Does not suspend. */
    @Override
    void close();
}
