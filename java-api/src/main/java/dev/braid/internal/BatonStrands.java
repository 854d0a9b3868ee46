package dev.braid.internal;

/** The kinds whose strands have threads of their own, and pass batons. */
abstract class BatonStrands extends Strands {

    final EventLoopImpl loop;

    BatonStrands(EventLoopImpl loop) {
        this.loop = loop;
    }

    @Override
    final Strand take(TaskImpl<?> task) {
        return new BatonStrand(this, task, null);
    }

    @Override
    final Strand take(Nested nested) {
        return new BatonStrand(this, null, nested);
    }

    /** Starts a strand on a thread. */
    abstract void start(BatonStrand strand);
}
