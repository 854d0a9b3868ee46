package dev.braid.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A strand on a virtual thread whose scheduler is whoever resumes it: the thread is mounted right there, on the loop's
 * own thread, and a switch is no more than a continuation that returns.
 *
 * <p>The thread can leave without having been suspended by us: a contended lock, a blocking read, a sleep. Then the
 * resumer waits for that very thread to become runnable again, and nothing else of the loop runs meanwhile.
 */
final class MountedStrand extends Strand implements Runnable {

    private enum State {
        /** Its thread has not been started. */
        NEW,
        /** Runs, or has left its thread in the middle of a step. */
        RUNNING,
        /** Has given control back at an await. */
        SUSPENDED,
        /** The body has ended. */
        ENDED
    }

    // Written by the strand and by whoever resumes it, which are never at it at the same time.
    private State state = State.NEW;

    private static final VarHandle HANDOVER = handover();

    // What the virtual thread wants to be run when it is runnable: put by any thread that wakes it, most often by the loop's
    // own when it has given control back, and taken by whoever resumes it. Or the thread that waits for that because the
    // strand has left in mid-step. Null while it runs or waits.
    private @Nullable Object handover;

    private final StrandScheduler scheduler;

    // What runs this strand's own thread: what comes first. Written by whoever starts it, before any other can see it.
    private @Nullable Runnable own;

    // The strand that has been mounted on top of this one and runs, or waits, in its place. Another thread that asks
    // where a task stands reads it, racily: a volatile write at each step of a generator would cost more than it gives.
    private @Nullable MountedStrand onTop;

    MountedStrand(EventLoopImpl loop, OnStrand work) {
        super(loop, work);
        this.scheduler = new StrandScheduler();
        scheduler.strand = this;
        this.thread = Mounting.newThread(scheduler, this);
        thread.setContextClassLoader(strands().contextLoader);
        thread.setUncaughtExceptionHandler(this);
    }

    /** Called, on any thread, when a virtual thread becomes runnable that has this scheduler. False if it is not this one's. */
    boolean takes(Runnable run) {
        if (own == null) {
            own = run;
        } else if (own != run) {
            return false;
        }
        if (handover == null && Thread.currentThread() == loop.pumpBaton().owner()) {
            // Who looks for it next is this very thread, which needs no fence.
            handover = run;
        } else if (HANDOVER.getAndSet(this, run) instanceof Thread waiting) {
            LockSupport.unpark(waiting);
        }
        return true;
    }

    @Override
    void resumeFromLoop() {
        mount(null);
    }

    @Override
    void resumeNested() {
        Mounting.keepMonitors(strands().heldMonitors);
        if (Running.strand() instanceof MountedStrand below && below.loop == loop) {
            MountedStrand before = below.onTop;
            below.onTop = this;
            try {
                mount(below);
            } finally {
                loop.inControl = below;
                below.onTop = before;
            }
        } else {
            mount(null);
        }
    }

    /** Mounts this on top of a strand, or on the loop's thread itself if that is null. */
    private void mount(@Nullable MountedStrand below) {
        boolean first = state == State.NEW;
        state = State.RUNNING;
        if (first) {
            thread.start();
        }
        boolean interrupted = false;
        do {
            Runnable run = takeContinuation();
            // Whoever interrupts the loop's thread wants it back; mounting and unmounting clear that.
            interrupted |= below == null && Thread.interrupted();
            Mounting.run(run);
            if (below != null && strands().look != null) {
                below.obey(strands().look);
            }
        } while (state == State.RUNNING);
        if (state == State.ENDED) {
            scheduler.strand = null;
        }
        if (below == null && (interrupted || strands().interrupted)) {
            strands().interrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    /** Before this leaves its thread. An interrupt of the strand itself shows there as well, and is the body's own. */
    private void noteInterrupt() {
        if (loop.pumpBaton().owner().isInterrupted() && !thread.isInterrupted()) {
            strands().interrupted = true;
        }
    }

    private Runnable takeContinuation() {
        Object run = HANDOVER.getAcquire(this);
        if (run == null) {
            run = awaitContinuation();
        }
        // Whoever puts the next one in does it after the thread has run and stopped.
        handover = null;
        return (Runnable) run;
    }

    private Object awaitContinuation() {
        Thread here = Thread.currentThread();
        HANDOVER.compareAndSet(this, null, here);
        boolean interrupted = false;
        Object run;
        while ((run = HANDOVER.getVolatile(this)) == here) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return run;
    }

    @Override
    void switchOut() {
        try {
            noteInterrupt();
            state = State.SUSPENDED;
            // Not park(): a pinned thread would park its carrier, which is the loop's own thread. A yield that cannot
            // leave returns at once.
            Thread.yield();
        } catch (StackOverflowError full) {
            // It has not left.
            state = State.RUNNING;
            throw full;
        }
        if (state == State.SUSPENDED) {
            state = State.RUNNING;
            throw new PinnedAwait();
        }
        loop.inControl = this;
    }

    // --- Where it stands

    /**
     * A thread that has stepped back to its carrier is in no state that the JDK knows: asking it for its stack would not
     * return before it runs again. So it is let run for a moment, to look itself, if the one on top can ask; another thread
     * looks at the carrier, on whose stack are the frames of the newest one that has stepped back.
     */
    @Override
    StackTraceElement[] trace() {
        MountedStrand above = onTop;
        if (above == null) {
            return thread.getStackTrace();
        }
        return Running.loop() == loop ? look() : seenFromOutside(above);
    }

    private StackTraceElement[] look() {
        if (!(Running.strand() instanceof MountedStrand)) {
            return NO_TRACE;
        }
        Look look = new Look(this);
        strands().look = look;
        Thread.yield();
        strands().look = null;
        return look.seen;
    }

    /** Called on this strand when the one on top has left to have somebody look. */
    private void obey(Look look) {
        if (this == look.looker) {
            look.seen = new Throwable().getStackTrace();
        } else {
            // So that the one below gets control, until it has looked. Does nothing if this cannot leave.
            Thread.yield();
        }
    }

    private static VarHandle handover() {
        try {
            return MethodHandles.lookup().findVarHandle(MountedStrand.class, "handover", Object.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private MountedStrands strands() {
        return (MountedStrands) loop.strands();
    }

    /** A strand is asked for its own stack: those on top of it leave for a moment, one after the other. */
    static final class Look {

        final MountedStrand looker;
        StackTraceElement[] seen = NO_TRACE;

        Look(MountedStrand looker) {
            this.looker = looker;
        }
    }

    private StackTraceElement[] seenFromOutside(MountedStrand above) {
        StackTraceElement[] carrier = loop.pumpBaton().owner().getStackTrace();
        for (int i = 0; i < carrier.length; i++) {
            if (carrier[i].getMethodName().equals("run")
                    && carrier[i].getClassName().equals(MountedStrand.class.getName())) {
                return above.onTop == null ? Arrays.copyOf(carrier, i + 1) : NO_TRACE;
            }
        }
        // All of them have left the carrier, in a call that blocks.
        return thread.getStackTrace();
    }

    @Override
    public void run() {
        try {
            runBody();
        } finally {
            state = State.ENDED;
            noteInterrupt();
        }
    }
}
