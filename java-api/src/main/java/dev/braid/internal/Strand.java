package dev.braid.internal;

import dev.braid.Coroutine;
import dev.braid.spi.CoroutineProtocol;
import org.jspecify.annotations.Nullable;

/**
 * A suspendable Java call stack: the thread that a task's body runs on. One task at a time, and it runs only while
 * somebody resumes it, so at any instant one strand of a loop, or the loop itself, is running.
 *
 * <p>The thread finds its strand as its own uncaught-exception handler: one field that every thread has on every JDK,
 * which costs no thread-local and no map. If the body sets another one, the loop knows whom it has given control.
 */
abstract class Strand implements Thread.UncaughtExceptionHandler {

    static final StackTraceElement[] NO_TRACE = {};

    final EventLoopImpl loop;

    // What runs here: the body of a task, or one inside somebody else's task. Null when it has ended.
    private @Nullable OnStrand work;

    // The generator whose next element the body waits for; read by whoever asks where the task stands.
    @Nullable GeneratorFrame<?, ?> stepping;

    // The coroutine that suspends by its own means and that the body awaits; read by whoever asks where the task stands.
    @Nullable CoroutineProtocol<?> inline;

    // What an await was for that did not fit into the stack and has not been undone; for one iteration, this strand. Touched
    // on the strand.
    private @Nullable Object halfOut;

    // Set before the body runs, null again when a pooled thread is done with it. Read by any thread.
    @Nullable Thread thread;

    Strand(EventLoopImpl loop, OnStrand work) {
        this.loop = loop;
        this.work = work;
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
        OnStrand here = work;
        if (here instanceof Nested inner) {
            inner.await(awaited);
            return;
        }
        TaskImpl<?> mine = (TaskImpl<?>) here;
        if (halfOut != null) {
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
            halfOut = awaited == null ? this : awaited;
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
        mine.takeBackSuspension(halfOut instanceof FutureImpl<?> awaited ? awaited : null);
        halfOut = null;
    }

    static IllegalStateException pinned(@Nullable FutureImpl<?> awaited) {
        return new IllegalStateException("cannot await " + (awaited == null ? "the next iteration" : awaited)
                + ": a native method or a class initializer is on the stack, which keeps the mounted strand from "
                + "leaving the loop's thread; await outside of it, or run with -Dbraid.strands=virtual");
    }

    /** The whole life of a body, on the strand. In one method, for a suspended body keeps each frame below its own. */
    final void runBody() {
        loop.inControl = this;
        if (work instanceof Nested inner) {
            inner.runBody();
            work = null;
            return;
        }
        TaskImpl<?> mine = (TaskImpl<?>) work;
        String nameBefore = loop.debug() ? nameThreadAfter(mine) : null;
        Throwable failure = null;
        Object value = null;
        try {
            Coroutine<?> body = mine.coroutine();
            if (body instanceof VoidBodies.Adapter plain) {
                plain.body().run();
            } else {
                value = body.run();
            }
        } catch (Throwable error) {
            failure = error;
        }
        if (nameBefore != null) {
            Thread.currentThread().setName(nameBefore);
        }
        end(mine, value, failure);
    }

    /** Lets thread dumps and debuggers tell the task; a pooled thread has its own name back afterwards. */
    private String nameThreadAfter(TaskImpl<?> mine) {
        Thread runner = Thread.currentThread();
        String before = runner.getName();
        runner.setName(loop.text() + " '" + mine.name() + "'");
        return before;
    }

    private void end(TaskImpl<?> mine, @Nullable Object value, @Nullable Throwable failure) {
        if (halfOut != null) {
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
            work = null;
        }
    }

    /** There is no thread for the body, which ends before it begins. */
    final void refused(Throwable error) {
        if (!(work instanceof TaskImpl<?> mine)) {
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
