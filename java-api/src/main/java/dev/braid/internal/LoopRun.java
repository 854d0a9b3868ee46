package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** {@code loop.run_until_complete}. */
final class LoopRun {

    private LoopRun() {}

    static <T extends @Nullable Object, X extends Exception> T untilComplete(
            EventLoopImpl loop, FutureImpl<T> future, boolean ours) throws X {
        loop.checkCanRun();
        if (future.loop != loop) {
            throw new IllegalArgumentException(
                    "cannot run " + loop + " until " + future + " is done: that belongs to " + future.loop
                            + "; run that loop, or make the future on this one");
        }
        if (ours && future instanceof TaskImpl<?> task) {
            task.reportIfDestroyed = false;
        }
        StopWhenDone stop = new StopWhenDone(loop);
        future.register(stop);
        try {
            loop.runForever();
        } catch (Throwable error) {
            if (ours) {
                // The caller cannot get at the task, so nobody could look at its error.
                future.markRetrieved();
            }
            throw error;
        } finally {
            future.unregister(stop);
        }
        if (!future.done()) {
            throw new IllegalStateException("cannot give the result of " + future + ": " + loop
                    + " was stopped before it was done; run the loop again, or do not stop it");
        }
        return future.<X>result();
    }

    private static final class StopWhenDone extends InternalCallback {

        private final EventLoopImpl loop;

        StopWhenDone(EventLoopImpl loop) {
            this.loop = loop;
        }

        @Override
        void done(FutureImpl<?> future) {
            // What leaves the loop at once has stopped it already; a stop now would hit the next run.
            if (!(future.hasFailed() && Fatal.leavesTheLoop((Throwable) future.resultOrError()))) {
                loop.stop();
            }
        }

        @Override
        public String toString() {
            return "stop the loop";
        }
    }
}
