package dev.braid.internal;

import dev.braid.spi.StrandKind;

/** A virtual thread for each body, mounted by whoever resumes it. */
final class MountedStrands extends Strands {

    private final EventLoopImpl loop;

    MountedStrands(EventLoopImpl loop) {
        this.loop = loop;
    }

    @Override
    StrandKind kind() {
        return StrandKind.MOUNTED;
    }

    @Override
    Strand take(TaskImpl<?> task) {
        return new MountedStrand(loop, task, null);
    }

    @Override
    Strand take(Nested nested) {
        return new MountedStrand(loop, null, nested);
    }
}
