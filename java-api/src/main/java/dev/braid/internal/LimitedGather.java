package dev.braid.internal;

import dev.braid.Future;
import dev.braid.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A gather that has only so many tasks at a time. As with {@link GatherFuture}, {@code cancel()} goes to the tasks, and
 * the aggregate ends when they have.
 */
public final class LimitedGather<R extends @Nullable Object> extends FutureImpl<List<R>> {

    private final int limit;
    private final LimitedSource source;

    // Whether failures are results.
    private final boolean settled;

    // The task that gathers, recorded as the waiter of each task until that is done; null outside of a task.
    private final @Nullable TaskImpl<?> gatherer;

    private final Set<TaskImpl<?>> running = new LinkedHashSet<>();

    // By the source's order; null for a task that has not ended.
    private final List<@Nullable Object> results = new ArrayList<>();

    private boolean cancelRequested;

    private LimitedGather(EventLoopImpl loop, int limit, LimitedSource source, boolean settled) {
        super(loop);
        this.limit = limit;
        this.source = source;
        this.settled = settled;
        this.gatherer = Running.loop() == loop ? loop.currentTask() : null;
    }

    /** The aggregate of a source's coroutines; results in its order. */
    @SuppressWarnings("unchecked")
    public static <R extends @Nullable Object> Future<List<R>> of(int limit, LimitedSource source, boolean settled) {
        EventLoopImpl loop = CurrentLoop.require("gather coroutines");
        LimitedGather<?> aggregate = new LimitedGather<>(loop, limit, source, settled);
        aggregate.fill();
        return (Future<List<R>>) (Future<?>) aggregate;
    }

    @Override
    boolean cancelBy(CancelRequestImpl request) {
        markRetrieved();
        if (done()) {
            return false;
        }
        // Too late only if the last tasks have ended and this has not heard of it yet.
        boolean any = !source.over();
        for (TaskImpl<?> task : running) {
            any |= task.cancelBy(request);
        }
        if (any) {
            cancelRequested = true;
            cancelRequest = request;
            source.close(loop);
        }
        return any;
    }

    private void fill() {
        try {
            source.start(loop, () -> running.size() < limit, this::started);
        } catch (Throwable error) {
            endEarly(error);
            if (Fatal.leavesTheLoop(error)) {
                throw error;
            }
        }
        endIfAllHaveEnded();
    }

    private void started(TaskImpl<?> task) {
        int index = results.size();
        results.add(null);
        task.reportIfDestroyed = false;
        if (task.done()) {
            ended(index, task);
            return;
        }
        if (gatherer != null) {
            CallGraphEdges.add(task, gatherer);
        }
        running.add(task);
        task.register(new End(index, task));
        if (cancelRequested) {
            // By its own eager step.
            task.cancelBy(cancelRequest);
        }
    }

    private void taskDone(int index, TaskImpl<?> task) {
        running.remove(task);
        if (gatherer != null) {
            CallGraphEdges.remove(task, gatherer);
        }
        ended(index, task);
        fill();
    }

    private void ended(int index, TaskImpl<?> task) {
        if (done()) {
            // Ended early: nobody will look at this task here, so its error counts as seen.
            task.markRetrieved();
        } else if (settled) {
            // Nobody else has its task: the very error that ended it, with the message, is for the caller.
            results.set(index, task.cancelled()
                    ? new Outcome.Failure<>(task.makeCancelledError())
                    : GatherFuture.outcome(task));
        } else if (task.cancelled()) {
            endEarly(task.makeCancelledError());
        } else if (task.hasFailed()) {
            endEarly((Throwable) task.resultOrError());
        } else {
            results.set(index, task.resultOrError());
        }
    }

    /** Ends with the error; the tasks that are left run on, awaited by nobody here. */
    private void endEarly(Throwable error) {
        if (!done()) {
            finishFailed(error);
        }
        if (gatherer != null) {
            running.forEach(task -> CallGraphEdges.remove(task, gatherer));
        }
        source.close(loop);
    }

    @SuppressWarnings("unchecked")
    private void endIfAllHaveEnded() {
        if (done() || !running.isEmpty() || !source.over()) {
            return;
        }
        if (cancelRequested) {
            finishFailed(newCancelledError());
        } else {
            finishWith((List<R>) Collections.unmodifiableList(results));
        }
    }

    /** A task's end. It asks the source, which is the program's code, so a task's own thread may not run it. */
    private final class End extends TaskEnd {

        private final int index;

        End(int index, TaskImpl<?> task) {
            super(task);
            this.index = index;
        }

        @Override
        void done(FutureImpl<?> future) {
            taskDone(index, task);
        }

        @Override
        public String toString() {
            return "limited gather";
        }
    }
}
