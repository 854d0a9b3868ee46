package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** The engine's answer to "which task or callback runs on this thread?". */
@FunctionalInterface
public interface CarrierLookup {

    /** The task or callback that runs on the calling thread, or null when no loop runs anything here. */
    @Nullable ContextCarrier current();
}
