package dev.braid.internal;

import dev.braid.Context;

/**
 * What code runs in: a task, a callback or a plain thread, and the context that is current there.
 *
 * <p>Only the code that the carrier runs reads and writes it, so neither method needs a guard.
 * {@link Context#run} replaces the context for the time of its body; a body that suspends leaves its own context
 * here, so a task keeps this field apart from the context it was created with.
 */
public interface ContextCarrier {

    /** The context that variables are read from and written to now. */
    Context context();

    /** Makes another context the current one. */
    void context(Context context);
}
