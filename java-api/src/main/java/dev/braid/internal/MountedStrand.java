package dev.braid.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A strand on a virtual thread whose scheduler is whoever resumes it: the thread is mounted right there, on the loop's
 * own thread, and a switch is no more than a continuation that returns.
 *
 * <p>The thread can leave without having been suspended by us: a contended lock, a blocking read, a sleep. Then the
 * resumer waits for that very thread to become runnable again, and nothing else of the loop runs meanwhile.
 */
final class MountedStrand extends Strand implements Executor, Runnable {

    private enum State {
        /** Runs, or has left its thread in the middle of a step. */
        RUNNING,
        /** Has given control back at an await. */
        SUSPENDED,
        /** The body has ended. */
        ENDED
    }

    // Written by the strand and by whoever resumes it, which are never at it at the same time.
    private State state = State.SUSPENDED;

    private boolean started;

    // What the virtual thread wants to be run when it is runnable. Put by any thread that wakes it.
    private volatile @Nullable Runnable continuation;

    // The thread that waits for `continuation` because the strand has left in mid-step.
    private volatile @Nullable Thread resumer;

    MountedStrand(EventLoopImpl loop, @Nullable TaskImpl<?> task, @Nullable Nested nested) {
        super(loop, task, nested);
        this.thread = Mounting.newThread(this, this);
        thread.setUncaughtExceptionHandler(this);
    }

    /** The virtual thread's scheduler: called, on any thread, when it becomes runnable. */
    @Override
    public void execute(Runnable run) {
        continuation = run;
        Thread waiting = resumer;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    @Override
    void resumeFromLoop() {
        mount();
    }

    @Override
    void resumeNested() {
        mount();
    }

    private void mount() {
        state = State.RUNNING;
        if (!started) {
            started = true;
            thread.start();
        }
        do {
            Mounting.run(takeContinuation());
        } while (state == State.RUNNING);
    }

    private Runnable takeContinuation() {
        Runnable run = continuation;
        if (run == null) {
            run = awaitContinuation();
        }
        continuation = null;
        return run;
    }

    private Runnable awaitContinuation() {
        resumer = Thread.currentThread();
        boolean interrupted = false;
        Runnable run;
        while ((run = continuation) == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        resumer = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return run;
    }

    @Override
    void switchOut() {
        state = State.SUSPENDED;
        // Not park(): a pinned thread would park its carrier, which is the loop's own thread. A yield that cannot
        // leave returns at once.
        Thread.yield();
        if (state == State.SUSPENDED) {
            state = State.RUNNING;
            throw new PinnedAwait();
        }
    }

    @Override
    public void run() {
        runBody();
        state = State.ENDED;
    }
}
