package dev.braid.internal;

/** The kinds whose strands have threads of their own, and pass batons. */
abstract class BatonStrands extends Strands {

    final EventLoopImpl loop;

    BatonStrands(EventLoopImpl loop) {
        this.loop = loop;
    }

    @Override
    final Strand take(OnStrand work) {
        return new BatonStrand(loop, work);
    }

    /** Starts a strand on a thread. */
    abstract void start(BatonStrand strand);
}
