package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** Ties an object to the loop on which something first waits for it: asyncio's {@code _LoopBoundMixin}. */
public abstract class LoopBound {

    // Set by the first wait, on whichever loop that is; read by every later one.
    private volatile @Nullable EventLoopImpl loop;

    /** For the types of {@code dev.braid.sync}. */
    protected LoopBound() {}

    /** The running loop, which from now on is the only one that may wait here. */
    protected final EventLoopImpl boundLoop() {
        EventLoopImpl running = Running.requireLoop("wait for " + this);
        EventLoopImpl bound = loop;
        if (bound == null) {
            synchronized (this) {
                bound = loop;
                if (bound == null) {
                    loop = running;
                    return running;
                }
            }
        }
        if (bound != running) {
            throw new IllegalStateException("cannot wait for " + this + " on " + running + ": it is bound to " + bound
                    + ", where somebody waited for it first; make one for each loop");
        }
        return running;
    }
}
