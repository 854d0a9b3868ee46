package dev.braid.internal;

import dev.braid.spi.StrandKind;

/** Makes the strands of one loop, all of one kind. Touched only by whoever runs the loop. */
abstract class Strands {

    abstract StrandKind kind();

    /** A strand, not started. */
    abstract Strand take(OnStrand work);

    /** Called on the thread that the loop runs on from now, before strands do. */
    void enter() {}

    /** The loop has closed: lets idle threads end. */
    void close() {}

    static Strands of(StrandKind kind, EventLoopImpl loop) {
        return switch (kind) {
            case PLATFORM -> new PlatformStrands(loop);
            case VIRTUAL -> new VirtualStrands(loop);
            case MOUNTED -> new MountedStrands(loop);
        };
    }
}
