package dev.braid.internal.io;

/**
 * Whether more may be written to a connection.
 *
 * <pre>
 *         pauseWriting             connectionLost
 * OPEN ----------------> PAUSED -----------------> LOST
 *   ^  <----------------                            ^
 *   |    resumeWriting        connectionLost        |
 *   +-----------------------------------------------+
 * </pre>
 */
enum DrainState {
    /** Few bytes wait to be sent. */
    OPEN,
    /** Too many bytes wait to be sent: who drains waits. */
    PAUSED,
    /** Nobody takes bytes any more. */
    LOST;

    boolean canBecome(DrainState next) {
        return switch (this) {
            case OPEN -> next != OPEN;
            case PAUSED -> next != PAUSED;
            case LOST -> false;
        };
    }
}
