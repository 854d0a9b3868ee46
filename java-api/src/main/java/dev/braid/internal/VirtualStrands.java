package dev.braid.internal;

import dev.braid.spi.StrandKind;

/** A virtual thread of the JDK's own scheduler for each body. */
final class VirtualStrands extends BatonStrands {

    VirtualStrands(EventLoopImpl loop) {
        super(loop);
    }

    @Override
    StrandKind kind() {
        return StrandKind.VIRTUAL;
    }

    @Override
    void start(BatonStrand strand) {
        Thread thread = VirtualThreads.alone(strand);
        thread.setContextClassLoader(contextLoader);
        thread.start();
    }
}
