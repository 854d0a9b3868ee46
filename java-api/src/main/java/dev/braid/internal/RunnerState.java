package dev.braid.internal;

/**
 * Where a runner stands.
 *
 * <pre>
 *           first use              close
 *  CREATED -----------> INITIALIZED -----> CLOSED
 * </pre>
 *
 * Closing a runner that was never used leaves it CREATED.
 */
enum RunnerState {
    CREATED("not used yet"),
    INITIALIZED("open"),
    CLOSED("closed");

    /** The word users see in {@code toString()} and in messages. */
    final String word;

    RunnerState(String word) {
        this.word = word;
    }

    boolean canBecome(RunnerState next) {
        return next.ordinal() == ordinal() + 1;
    }
}
