package dev.braid.internal.io;

/**
 * Where a server stands.
 *
 * <pre>
 *   BOUND --startServing--> SERVING --close--> CLOSED --the last connection is gone--> ENDED
 *     +-----------------close-------------------^
 * </pre>
 */
enum ServerState {

    /** Bound, accepts nothing yet. */
    BOUND("bound"),

    /** Accepts connections. */
    SERVING("serving"),

    /** Listens no more; some of its connections may still be there. */
    CLOSED("closed"),

    /** And the connections are gone. */
    ENDED("closed");

    final String word;

    ServerState(String word) {
        this.word = word;
    }

    boolean canBecome(ServerState next) {
        return next == CLOSED ? this == BOUND || this == SERVING : next.ordinal() == ordinal() + 1;
    }
}
