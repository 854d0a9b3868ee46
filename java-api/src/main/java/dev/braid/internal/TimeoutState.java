package dev.braid.internal;

/**
 * Where a timeout stands.
 *
 * <pre>
 *            enter             timer fires
 * CREATED ---------> ACTIVE ---------------> EXPIRING
 *                      |                        |
 *                      | exit                   | exit
 *                      v                        v
 *                   FINISHED                 EXPIRED
 * </pre>
 *
 * The deadline may be moved only in ACTIVE. EXPIRING lasts until the body ends: its task has been cancelled but may
 * still be cleaning up.
 */
enum TimeoutState {
    CREATED("not entered yet"),
    ACTIVE("active"),
    EXPIRING("expiring"),
    EXPIRED("expired"),
    FINISHED("finished");

    /** The word users see in {@code toString()} and in messages. */
    final String word;

    TimeoutState(String word) {
        this.word = word;
    }

    boolean canBecome(TimeoutState next) {
        return switch (this) {
            case CREATED -> next == ACTIVE;
            case ACTIVE -> next == EXPIRING || next == FINISHED;
            case EXPIRING -> next == EXPIRED;
            case EXPIRED, FINISHED -> false;
        };
    }
}
