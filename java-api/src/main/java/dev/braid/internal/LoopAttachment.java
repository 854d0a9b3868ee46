package dev.braid.internal;

/** What the bridge keeps for a loop. */
public interface LoopAttachment {

    /** The loop has been closed: what waits for it must not wait any longer. Called once, by who closes it. */
    void loopClosed();
}
