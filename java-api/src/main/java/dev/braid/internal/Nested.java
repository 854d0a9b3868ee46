package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** A body on a strand of its own inside a task that somebody else steps: what it waits for, its caller waits for. */
non-sealed interface Nested extends OnStrand {

    /** The whole life of the body, on its strand. Throws nothing. */
    void runBody();

    /** Called on the strand when the body waits for a future, or for one iteration if that is null. */
    void await(@Nullable FutureImpl<?> future);

    /** The strand, while the body is at work. */
    @Nullable Strand strand();
}
