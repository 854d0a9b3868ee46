package dev.braid.sync;

/**
 * Where a barrier stands.
 *
 * <pre>
 *              last arrival
 *   FILLING ----------------> DRAINING
 *   |    ^                     |   |
 *   |    +---last one left-----+   | reset
 *   | reset, somebody waits        v
 *   +-------------------------> RESETTING ---last one left---> FILLING
 *
 *   any ---abort---> BROKEN ---reset---> FILLING, or RESETTING until all have left
 * </pre>
 */
enum BarrierState {
    FILLING("filling"),
    DRAINING("draining"),
    RESETTING("resetting"),
    BROKEN("broken");

    /** The word users see in {@code toString()} and in messages. */
    final String word;

    BarrierState(String word) {
        this.word = word;
    }
}
