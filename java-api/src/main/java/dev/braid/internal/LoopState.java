package dev.braid.internal;

/**
 * Where a loop stands.
 *
 * <pre>
 *           run
 *  RUNNING <-----> IDLE -----> CLOSING -----> CLOSED
 *           stop         close
 * </pre>
 */
enum LoopState {
    IDLE("not running"),
    RUNNING("running"),
    /** What has not ended is being unwound, which runs code of the program's. */
    CLOSING("being closed"),
    CLOSED("closed");

    /** The word users see in {@code toString()} and in messages. */
    final String word;

    LoopState(String word) {
        this.word = word;
    }

    boolean canBecome(LoopState next) {
        return switch (this) {
            case IDLE -> next == RUNNING || next == CLOSING;
            case RUNNING -> next == IDLE;
            case CLOSING -> next == CLOSED;
            case CLOSED -> false;
        };
    }
}
