package dev.braid.internal;

/**
 * Where a future stands.
 *
 * <pre>
 *            result or error
 *  PENDING -------------------> FINISHED
 *     |
 *     +--------cancel---------> CANCELLED
 * </pre>
 */
enum FutureState {
    PENDING("pending"),
    CANCELLED("cancelled"),
    FINISHED("finished");

    /** The word users see in {@code toString()} and in messages. */
    final String word;

    FutureState(String word) {
        this.word = word;
    }
}
