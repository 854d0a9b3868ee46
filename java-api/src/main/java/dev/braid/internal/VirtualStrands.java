package dev.braid.internal;

import dev.braid.spi.StrandKind;

/** A virtual thread of the JDK's own scheduler for each body. */
final class VirtualStrands extends Strands {

    private final EventLoopImpl loop;

    VirtualStrands(EventLoopImpl loop) {
        this.loop = loop;
    }

    @Override
    StrandKind kind() {
        return StrandKind.VIRTUAL;
    }

    @Override
    Strand take(TaskImpl<?> task) {
        return new BatonStrand(loop, task, null);
    }

    @Override
    Strand take(Nested nested) {
        return new BatonStrand(loop, null, nested);
    }

    @Override
    void start(BatonStrand strand) {
        VirtualThreads.start(() -> {
            strand.run();
            strand.finish();
        });
    }
}
