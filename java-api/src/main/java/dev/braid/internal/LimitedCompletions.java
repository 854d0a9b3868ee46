package dev.braid.internal;

import dev.braid.AsyncIterable;
import dev.braid.Task;
import org.jspecify.annotations.Nullable;

/**
 * An {@code as_completed} that has only so many tasks at a time: those that run, and those that are done and that no
 * loop has taken.
 */
public final class LimitedCompletions<T extends @Nullable Object> extends Arrivals<Task<T>> {

    private final int limit;
    private final LimitedSource source;
    private final @Nullable TaskImpl<?> waiter;
    private int running;

    // What the source threw, until a loop has thrown it.
    private @Nullable Throwable failure;

    private final InternalCallback end = new InternalCallback() {
        @Override
        void done(FutureImpl<?> task) {
            taskDone((TaskImpl<?>) task);
        }

        @Override
        public String toString() {
            return "limited asCompleted";
        }
    };

    private LimitedCompletions(EventLoopImpl loop, int limit, LimitedSource source) {
        super(loop);
        this.limit = limit;
        this.source = source;
        this.waiter = Running.loop() == loop ? loop.currentTask() : null;
    }

    /** The tasks of a source's coroutines, as they end. */
    public static <T extends @Nullable Object> AsyncIterable<Task<T>> of(int limit, LimitedSource source) {
        EventLoopImpl loop = CurrentLoop.require("give coroutines as they complete");
        LimitedCompletions<T> completions = new LimitedCompletions<>(loop, limit, source);
        completions.fill();
        return completions;
    }

    private void fill() {
        try {
            source.start(loop, () -> running + size() < limit, this::started);
        } catch (Throwable error) {
            failure = error;
            source.close(loop);
            if (Fatal.leavesTheLoop(error)) {
                throw error;
            }
        }
        if (!moreToCome()) {
            wakeAll();
        }
    }

    private void started(TaskImpl<?> task) {
        running++;
        if (waiter != null) {
            CallGraphEdges.add(task, waiter);
        }
        task.register(end);
    }

    @SuppressWarnings("unchecked")
    private void taskDone(TaskImpl<?> task) {
        running--;
        if (waiter != null) {
            CallGraphEdges.remove(task, waiter);
        }
        arrive((Task<T>) (Task<?>) task);
    }

    @Override
    void taken() {
        fill();
    }

    @Override
    boolean moreToCome() {
        return running > 0 || !source.over();
    }

    @Override
    void ended() {
        Throwable error = failure;
        if (error != null) {
            failure = null;
            throw Sneaky.<RuntimeException>rethrow(error);
        }
    }

    @Override
    public String toString() {
        return "AsCompleted[" + running + " running, " + size() + " to give, limit " + limit + "]";
    }
}
