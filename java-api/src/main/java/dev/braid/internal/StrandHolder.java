package dev.braid.internal;

/** A coroutine without a strand of its own that may step one that has a strand. */
public interface StrandHolder {

    /** Whether a strand is suspended in it, which would wait for ever if the coroutine were just left. */
    boolean holdsStrand();
}
