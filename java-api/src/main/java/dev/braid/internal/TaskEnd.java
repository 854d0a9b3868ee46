package dev.braid.internal;

/**
 * What the engine does when one task has ended. It is its own entry in the ready queue, so nothing is allocated when the
 * task ends.
 */
abstract class TaskEnd extends InternalCallback implements Ready {

    final TaskImpl<?> task;

    TaskEnd(TaskImpl<?> task) {
        this.task = task;
    }

    @Override
    final void schedule(FutureImpl<?> future) {
        future.loop.ready(this);
    }

    @Override
    public final void runReady(EventLoopImpl loop) {
        done(task);
    }
}
