package dev.braid.internal;

import dev.braid.spi.StrandKind;
import org.jspecify.annotations.Nullable;

/** A virtual thread for each body, mounted by whoever resumes it. */
final class MountedStrands extends Strands {

    private final EventLoopImpl loop;

    // The loop's thread has been interrupted while strands were mounted, which the JDK clears. Written by the strands, and by
    // the loop's thread when the last of them has left it.
    boolean interrupted;

    // While a strand has left only to have one below look at its own stack. Touched on the strands.
    MountedStrand.@Nullable Look look;

    // Used on the loop's thread, whatever is mounted there.
    final HeldMonitors heldMonitors = new HeldMonitors();

    MountedStrands(EventLoopImpl loop) {
        this.loop = loop;
    }

    @Override
    StrandKind kind() {
        return StrandKind.MOUNTED;
    }

    @Override
    void enter() {
        heldMonitors.giveOwners();
    }

    @Override
    Strand take(OnStrand work) {
        return new MountedStrand(loop, work);
    }
}
