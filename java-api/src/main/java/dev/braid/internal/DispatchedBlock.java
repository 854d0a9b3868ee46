package dev.braid.internal;

import dev.braid.Context;
import dev.braid.Task;
import org.jspecify.annotations.Nullable;

/** A piece of a coroutine for the loop to run in its turn: by itself, or on behalf of a task that is suspended. */
public final class DispatchedBlock implements Ready {

    private final @Nullable TaskImpl<?> task;
    private final @Nullable Context context;
    private final Runnable code;
    private final Runnable abandoned;

    /**
     * A piece of code.
     *
     * @param task the task to be current while the code runs; null for none
     * @param code what to run
     * @param abandoned called instead if the loop closes before
     */
    public DispatchedBlock(@Nullable Task<?> task, Runnable code, Runnable abandoned) {
        this.task = (TaskImpl<?>) task;
        this.context = task == null ? Context.copyCurrent() : null;
        this.code = code;
        this.abandoned = abandoned;
    }

    /** Queues the code, in the order of the calls if they come from the loop itself. Any thread. */
    public void schedule(EventLoopImpl loop) {
        if (loop.runsHere() && !loop.isClosed()) {
            loop.ready(this);
        } else {
            loop.readyFromAnyThread(this);
        }
    }

    @Override
    public void runReady(EventLoopImpl loop) {
        TaskImpl<?> owner = task;
        if (owner == null) {
            Callbacks.run(loop, code, context, null, null);
        } else if (owner.done()) {
            Callbacks.run(loop, code, owner.context().copy(), null, null);
        } else {
            owner.runAside(code);
        }
    }

    @Override
    public void abandon() {
        abandoned.run();
    }

    @Override
    public String toString() {
        return "dispatched " + code;
    }
}
