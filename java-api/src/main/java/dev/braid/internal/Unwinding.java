package dev.braid.internal;

import dev.braid.ExceptionContext;
import dev.braid.GeneratorExit;

/** What a closing loop does with the bodies that have not ended: each gets {@link GeneratorExit} where it is suspended. */
final class Unwinding {

    // A body that still goes on after so many has no end: its thread is left behind.
    static final int MOST_EXITS = 100;

    private Unwinding() {}

    /** Unwinds all tasks and generators of a loop. On the thread that closes it, or one that suits its strands. */
    static void of(EventLoopImpl loop) {
        EventLoopImpl outer = Running.enterPump(loop);
        loop.pumpBaton().owner(Thread.currentThread());
        loop.threads.enter();
        try {
            Throwable failure = null;
            for (TaskImpl<?> task : loop.tasks.snapshot()) {
                try {
                    if (!task.done()) {
                        destroy(task);
                    }
                } catch (Throwable error) {
                    // It leaves the loop, but not before the others are unwound too.
                    failure = failure == null ? error : failure;
                }
            }
            loop.asyncgens.destroy();
            if (failure != null) {
                throw Sneaky.<RuntimeException>rethrow(failure);
            }
        } finally {
            Running.leavePump(outer);
        }
    }

    private static void destroy(TaskImpl<?> task) {
        task.loop.tasks.remove(task);
        try {
            if (task.reportIfDestroyed) {
                task.loop.callExceptionHandler(new ExceptionContext(
                        "Task was destroyed but it is pending!", null, null, task, null, task.created, null));
            }
        } finally {
            if (task.isSuspended()) {
                unwind(task);
            }
        }
    }

    private static boolean holdsStrand(TaskImpl<?> task) {
        return task.strand != null || task.coroutine() instanceof StrandHolder holder && holder.holdsStrand();
    }

    private static void unwind(TaskImpl<?> task) {
        EventLoopImpl loop = task.loop;
        task.throwExit();
        if (!task.done()) {
            loop.callExceptionHandler(ExceptionContext.of("coroutine ignored GeneratorExit", null).withTask(task));
            // A strand may be a thread, which would wait for ever: out of whatever it waits for next, too.
            for (int attempt = 1; attempt < MOST_EXITS && holdsStrand(task) && !task.done(); attempt++) {
                task.throwExit();
            }
        }
        task.markRetrieved();
        loop.throwEscaped();
        if (task.hasFailed() && !(task.peekOutcome() instanceof GeneratorExit)) {
            // Nobody is left who could be given this error.
            loop.callExceptionHandler(ExceptionContext.of(
                    "Exception in a task that was destroyed", (Throwable) task.peekOutcome()).withTask(task));
        }
    }
}
