package dev.braid.internal;

/** A callback of the engine itself on a future: needs no context, and any thread that runs the loop may run it. */
abstract class InternalCallback {

    /** Called on the loop, in an iteration after the future was done. */
    abstract void done(FutureImpl<?> future);

    /** The future is done: has this run in the next iteration. */
    void schedule(FutureImpl<?> future) {
        future.loop.ready(new Entry(this, future));
    }

    private record Entry(InternalCallback callback, FutureImpl<?> future) implements Ready {
        @Override
        public void runReady(EventLoopImpl loop) {
            callback.done(future);
        }

        @Override
        public boolean anyThread() {
            return true;
        }
    }
}
