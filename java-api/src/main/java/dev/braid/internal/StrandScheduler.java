package dev.braid.internal;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK asks to run a mounted strand's virtual thread, and every one that is started on it: by the body, or by the
 * JDK for its own ends. Those are no part of the loop, and run where they would run had they been started anywhere else.
 * They may live for ever, so this does not keep the strand that has ended.
 */
final class StrandScheduler implements Executor {

    // Written by whoever makes the strand, and on its loop when it has ended; read, racily, by whoever wakes a thread.
    @Nullable MountedStrand strand;

    @Override
    public void execute(Runnable run) {
        MountedStrand mine = strand;
        if (mine == null || !mine.takes(run)) {
            Mounting.runElsewhere(run);
        }
    }
}
