package dev.braid.internal;

/**
 * Where a future stands.
 *
 * <pre>
 *             result
 *  PENDING -------------------> FINISHED
 *     |         error
 *     +-----------------------> FAILED, which is a way to be finished
 *     |
 *     +--------cancel---------> CANCELLED
 * </pre>
 */
enum FutureState {
    PENDING("pending"),
    CANCELLED("cancelled"),
    FINISHED("finished"),
    FAILED("finished");

    /** The word users see in {@code toString()} and in messages. */
    final String word;

    FutureState(String word) {
        this.word = word;
    }
}
