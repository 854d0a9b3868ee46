package dev.braid.internal;

/**
 * Where an async generator stands.
 *
 * <pre>
 *             step               yield
 *  CREATED ---------> RUNNING <--------> SUSPENDED
 *     |                  | the body ends
 *     +--close, throw--> CLOSED
 * </pre>
 *
 * RUNNING lasts from the beginning of a step to its end, also while the body waits for something else in between.
 */
enum GeneratorState {
    CREATED("not started"),
    RUNNING("running"),
    SUSPENDED("suspended"),
    CLOSED("finished");

    /** The word users see in {@code toString()} and in messages. */
    final String word;

    GeneratorState(String word) {
        this.word = word;
    }

    boolean canBecome(GeneratorState next) {
        return switch (this) {
            case CREATED -> next == RUNNING || next == CLOSED;
            case RUNNING -> next == SUSPENDED || next == CLOSED;
            case SUSPENDED -> next == RUNNING || next == CLOSED;
            case CLOSED -> false;
        };
    }
}
