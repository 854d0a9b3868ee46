package dev.braid.internal;

/**
 * Where a loop stands.
 *
 * <pre>
 *          run            close
 *  IDLE <-------> RUNNING      IDLE --------> CLOSED
 *          stop
 * </pre>
 */
enum LoopState {
    IDLE("not running"),
    RUNNING("running"),
    CLOSED("closed");

    /** The word users see in {@code toString()} and in messages. */
    final String word;

    LoopState(String word) {
        this.word = word;
    }

    boolean canBecome(LoopState next) {
        return switch (this) {
            case IDLE -> next != IDLE;
            case RUNNING -> next == IDLE;
            case CLOSED -> false;
        };
    }
}
