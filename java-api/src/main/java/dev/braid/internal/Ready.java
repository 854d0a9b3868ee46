package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** An entry of the ready queue: a callback, or a task whose next step is due. */
interface Ready {

    /** Runs the entry on the loop. Must not throw, but for what has to leave the loop at once. */
    void runReady(EventLoopImpl loop);

    /** Whether the entry is to be passed over. */
    default boolean cancelledReady() {
        return false;
    }

    /** In debug mode a trace of who made it, if it remembers. */
    default @Nullable Throwable created() {
        return null;
    }

    /** The loop closes and will not run the entry. */
    default void abandon() {}

    /**
     * Whether a strand may run the entry on its own thread before it gives control back. Only entries made of the
     * engine's own code qualify: a user's callback must not see a task's thread-locals.
     */
    default boolean anyThread() {
        return false;
    }
}
