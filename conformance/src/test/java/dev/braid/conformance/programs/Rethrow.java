package dev.braid.conformance.programs;

/** Throws what was caught as {@code Throwable}, as it is. */
final class Rethrow {

    private Rethrow() {}

    @SuppressWarnings("unchecked")
    static <X extends Throwable> void sneakily(Throwable error) throws X {
        throw (X) error;
    }
}
