package dev.braid.internal;

/** Throws what it is given as it is, checked or not. */
public final class Sneaky {

    private Sneaky() {}

    /** Never returns; declared to return so that callers can write {@code throw Sneaky.rethrow(e)}. */
    @SuppressWarnings("unchecked")
    public static <X extends Throwable> RuntimeException rethrow(Throwable error) throws X {
        throw (X) error;
    }
}
