package dev.braid.internal;

import dev.braid.spi.CoroutineProtocol;
import org.jspecify.annotations.Nullable;

/**
 * A suspendable Java call stack: the thread that a task's body runs on. One task at a time, and it runs only while
 * somebody resumes it, so at any instant one strand of a loop, or the loop itself, is running.
 *
 * <p>The thread finds its strand as its own uncaught-exception handler: one field that every thread has on every JDK,
 * which costs no thread-local and no map.
 */
abstract class Strand implements Thread.UncaughtExceptionHandler {

    static final StackTraceElement[] NO_TRACE = {};

    final EventLoopImpl loop;

    // What runs here: the body of a task, or one inside somebody else's task. Null when it has ended.
    private @Nullable TaskImpl<?> task;
    private @Nullable Nested nested;

    // The generator whose next element the body waits for; read by whoever asks where the task stands.
    @Nullable GeneratorFrame<?, ?> stepping;

    // The coroutine that suspends by its own means and that the body awaits; read by whoever asks where the task stands.
    @Nullable CoroutineProtocol<?> inline;

    // An await that did not fit into the stack has not been undone, and what it was for. Touched on the strand.
    private boolean halfOut;
    private @Nullable FutureImpl<?> tried;

    // Set before the body runs, null again when a pooled thread is done with it. Read by any thread.
    @Nullable Thread thread;

    Strand(EventLoopImpl loop, @Nullable TaskImpl<?> task, @Nullable Nested nested) {
        this.loop = loop;
        this.task = task;
        this.nested = nested;
    }

    /** The strand of the generator that this one waits for. */
    final @Nullable Strand inner() {
        GeneratorFrame<?, ?> generator = stepping;
        return generator == null ? null : generator.strand();
    }

    /** The thread's stack, newest first; empty if there is none now. Any thread. */
    StackTraceElement[] trace() {
        Thread mine = thread;
        return mine == null ? NO_TRACE : mine.getStackTrace();
    }

    /** Called by the loop, the task's step begun: runs the body until it suspends or ends. */
    abstract void resumeFromLoop();

    /** Called from a strand or a callback of the same loop: the same, and control certainly comes back here. */
    abstract void resumeNested();

    /** Called on the strand before anything is done to give control away: overflows the stack if that would. */
    void requireRoom() {}

    /**
     * Called on the strand, its step ended: gives control away, and returns when somebody resumes it. Where it throws
     * {@link PinnedAwait} or {@link StackOverflowError}, control is here still.
     */
    abstract void switchOut();

    /** Called on the strand by its task's body: waits for a future, or for one iteration if that is null. */
    final void await(@Nullable FutureImpl<?> awaited) {
        Nested inner = nested;
        if (inner != null) {
            inner.await(awaited);
            return;
        }
        TaskImpl<?> mine = task;
        if (halfOut) {
            takeBack(mine);
        }
        if (mine == null || loop.currentTask() != mine) {
            throw Running.notATask(awaited, loop.currentTask());
        }
        requireRoom();
        try {
            mine.suspendOn(awaited);
            if (!mine.eagerStep) {
                mine.end();
            }
            switchOut();
        } catch (PinnedAwait pinned) {
            mine.takeBackSuspension(awaited);
            throw pinned(awaited);
        } catch (StackOverflowError full) {
            // Wherever that was on the way out, the strand has not left.
            tried = awaited;
            halfOut = true;
            takeBack(mine);
            throw full;
        }
        Throwable error = mine.takeInjected();
        if (error != null) {
            throw Sneaky.<RuntimeException>rethrow(error);
        }
    }

    /** Undoes an await that did not fit into the stack; by the next await or the body's end if this does not fit either. */
    private void takeBack(TaskImpl<?> mine) {
        mine.takeBackSuspension(tried);
        tried = null;
        halfOut = false;
    }

    static IllegalStateException pinned(@Nullable FutureImpl<?> awaited) {
        return new IllegalStateException("cannot await " + (awaited == null ? "the next iteration" : awaited)
                + ": a native method or a class initializer is on the stack, which keeps the mounted strand from "
                + "leaving the loop's thread; await outside of it, or run with -Dbraid.strands=virtual");
    }

    /** The whole life of a body, on the strand. */
    final void runBody() {
        Nested inner = nested;
        if (inner != null) {
            inner.runBody();
            nested = null;
        }
        TaskImpl<?> mine = task;
        Thread runner = thread;
        if (mine != null && runner != null && loop.debug()) {
            runNamed(mine, runner);
        } else if (mine != null) {
            runTask(mine);
        }
    }

    /** Lets thread dumps and debuggers tell the task; a pooled thread has its own name back afterwards. */
    private void runNamed(TaskImpl<?> mine, Thread runner) {
        String before = runner.getName();
        runner.setName(loop.text() + " '" + mine.name() + "'");
        try {
            runTask(mine);
        } finally {
            runner.setName(before);
        }
    }

    private void runTask(TaskImpl<?> mine) {
        Throwable failure = null;
        Object value = null;
        try {
            value = mine.coroutine().run();
        } catch (Throwable error) {
            failure = error;
        }
        end(mine, value, failure);
    }

    private void end(TaskImpl<?> mine, @Nullable Object value, @Nullable Throwable failure) {
        if (halfOut) {
            takeBack(mine);
        }
        try {
            if (failure == null) {
                mine.bodyReturned(value);
            } else {
                mine.bodyThrew(failure);
            }
        } finally {
            if (!mine.eagerStep) {
                mine.end();
            }
            mine.strand = null;
            task = null;
        }
    }

    /** There is no thread for the body, which ends before it begins. */
    final void refused(Throwable error) {
        TaskImpl<?> mine = task;
        if (mine == null) {
            throw Sneaky.<RuntimeException>rethrow(error);
        }
        end(mine, null, error);
    }

    /** Only an error in the engine itself ends up here: a body's errors belong to its task. */
    @Override
    public final void uncaughtException(Thread dead, Throwable error) {
        loop.escape(error);
    }
}
