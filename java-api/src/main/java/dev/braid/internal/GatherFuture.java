package dev.braid.internal;

import dev.braid.CancelledError;
import dev.braid.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code gather} returns. Like a task it is not cancelled by {@code cancel()} itself: that goes to the children,
 * and the aggregate ends when they have.
 */
final class GatherFuture<T> extends FutureImpl<List<T>> {

    // In argument order; one that was given twice is in it twice.
    private FutureImpl<?>[] children = {};

    // Children, each counted once, and how many of them are done.
    private int distinct;
    private int finished;

    private boolean cancelRequested;

    // Until this begins: children that were done when they were added.
    private final List<FutureImpl<?>> doneAtOnce = new ArrayList<>();

    private boolean abandoned;

    // Whether failures are results: gather(return_exceptions=True).
    private final boolean settled;

    // The task that gathers, recorded as the waiter of each child until that is done; null outside of a task.
    private final @Nullable TaskImpl<?> gatherer;

    private final InternalCallback childDone = new InternalCallback() {
        @Override
        void schedule(FutureImpl<?> child) {
            if (!(loop.lastReady() instanceof Ended last) || !last.add(GatherFuture.this, child)) {
                loop.ready(new Ended(GatherFuture.this, child));
            }
        }

        @Override
        void done(FutureImpl<?> child) {
            childDone(child);
        }

        @Override
        public String toString() {
            return "gather";
        }
    };

    GatherFuture(EventLoopImpl loop, boolean settled) {
        super(loop);
        this.settled = settled;
        this.gatherer = Running.loop() == loop ? loop.currentTask() : null;
    }

    /** Watches a child, before the next one is made: that may start eagerly, and end or wait for this one. */
    void add(FutureImpl<?> child) {
        distinct++;
        if (child.done()) {
            doneAtOnce.add(child);
            return;
        }
        if (gatherer != null) {
            CallGraphEdges.add(child, gatherer);
        }
        child.register(childDone);
    }

    /** All children are there. Those that were done at once count now; if that is all, this is done when the call returns. */
    void begin(FutureImpl<?>[] children) {
        this.children = children;
        doneAtOnce.forEach(this::childDone);
        doneAtOnce.clear();
    }

    /** The call has failed, and nobody gets this: what it leaves running is not looked at, so errors there count as seen. */
    void abandon() {
        abandoned = true;
    }

    @Override
    boolean cancelBy(CancelRequestImpl request) {
        markRetrieved();
        if (done()) {
            return false;
        }
        boolean any = false;
        for (FutureImpl<?> child : children) {
            any |= child.cancelBy(request);
        }
        if (any) {
            cancelRequested = true;
            cancelRequest = request.withMessage(null);
        }
        return any;
    }

    private void childDone(FutureImpl<?> child) {
        finished++;
        if (gatherer != null) {
            CallGraphEdges.remove(child, gatherer);
        }
        if (done() || abandoned) {
            // Ended early: nobody will look at this child here, so its error counts as seen.
            child.markRetrieved();
            return;
        }
        if (!settled) {
            if (child.cancelled()) {
                endEarly(child.makeCancelledError());
                return;
            }
            if (child.hasFailed()) {
                endEarly((Throwable) child.resultOrError());
                return;
            }
        }
        if (finished == distinct) {
            if (cancelRequested) {
                finishFailed(errorOfLast());
            } else {
                finishWith(results());
            }
        }
    }

    // asyncio makes it of the last argument, whichever child was the last to end: with that one's message, if it has one.
    private CancelledError errorOfLast() {
        FutureImpl<?> last = children[children.length - 1];
        CancelledError error = last.makeCancelledError();
        return last.cancelled() || error.request() != null ? error : newCancelledError();
    }

    /** Ends with the error; the children that are left run on, awaited by nobody here (GATHER-05, GATHER-25). */
    private void endEarly(Throwable error) {
        finishFailed(error);
        if (gatherer != null) {
            for (FutureImpl<?> child : children) {
                CallGraphEdges.remove(child, gatherer);
            }
        }
    }

    /** Children that ended one right after the other: neighbours in the ready queue, so they share one entry. */
    private static final class Ended implements Ready {

        private final GatherFuture<?> gather;
        private final FutureImpl<?> first;
        private @Nullable List<FutureImpl<?>> others;

        Ended(GatherFuture<?> gather, FutureImpl<?> child) {
            this.gather = gather;
            this.first = child;
        }

        /** Adds a child; false if this entry is another gather's. */
        boolean add(GatherFuture<?> of, FutureImpl<?> child) {
            if (of != gather) {
                return false;
            }
            if (others == null) {
                others = new ArrayList<>();
            }
            others.add(child);
            return true;
        }

        @Override
        public void runReady(EventLoopImpl loop) {
            gather.childDone(first);
            if (others != null) {
                others.forEach(gather::childDone);
            }
        }

        @Override
        public boolean anyThread() {
            return true;
        }
    }

    private List<Object> results() {
        List<Object> results = new ArrayList<>(children.length);
        for (FutureImpl<?> child : children) {
            results.add(settled ? outcome(child) : child.resultOrError());
        }
        return java.util.Collections.unmodifiableList(results);
    }

    static Outcome<?> outcome(FutureImpl<?> child) {
        if (child.cancelled()) {
            return new Outcome.Failure<>(child.newCancelledError());
        }
        return child.hasFailed()
                ? new Outcome.Failure<>((Throwable) child.resultOrError())
                : new Outcome.Value<>(child.resultOrError());
    }
}
