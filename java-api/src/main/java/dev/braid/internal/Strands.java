package dev.braid.internal;

import dev.braid.spi.StrandKind;
import org.jspecify.annotations.Nullable;

/** Makes the strands of one loop, all of one kind. Touched only by whoever runs the loop. */
abstract class Strands {

    // What bodies find as their threads' context class loader: that of the thread which runs the loop, or which needed the
    // first strand.
    final @Nullable ClassLoader contextLoader = Thread.currentThread().getContextClassLoader();

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
