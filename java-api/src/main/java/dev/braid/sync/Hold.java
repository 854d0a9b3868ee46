package dev.braid.sync;

/** Something held until it is closed, for try-with-resources. */
@FunctionalInterface
public interface Hold extends AutoCloseable {

    /** Gives back what is held. Does not suspend. */
    @Override
    void close();
}
