package dev.braid.internal;

/**
 * Where a task group stands.
 *
 * <pre>
 *           enter          body ends             last member done
 *  CREATED -------> OPEN ------------> EXITING --------------------> FINISHED
 * </pre>
 *
 * Whether it is being cancelled meanwhile is a question of its own: {@link GroupMachine#aborting()}.
 */
enum GroupState {
    CREATED("not entered yet"),
    OPEN("entered"),
    EXITING("waiting for its members"),
    FINISHED("finished");

    /** The word users see in {@code toString()} and in messages. */
    final String word;

    GroupState(String word) {
        this.word = word;
    }

    boolean canBecome(GroupState next) {
        return next.ordinal() == ordinal() + 1;
    }
}
