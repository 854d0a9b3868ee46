package dev.braid.internal;

/** Tells {@link Strand#await} that the strand could not leave its thread, so that the step must go on. */
final class PinnedAwait extends RuntimeException {

    private static final long serialVersionUID = 1;

    PinnedAwait() {
        super("pinned", null, false, false);
    }
}
