package dev.braid.internal;

/**
 * A strand on a thread of its own, platform or virtual, which waits for its baton whenever it is suspended.
 *
 * <p>A strand that suspends in a step the loop began looks for the next step itself and hands the baton straight to
 * that strand, so that most switches are one hand-over and not two through the pump's thread.
 */
final class BatonStrand extends Strand implements Runnable {

    private final Baton baton;

    // Who gets control when this strand gives it back, and whether that is the pump in its own loop, in whose place
    // the strand may go on. Written by whoever resumes, before it passes the baton.
    private Baton returnTo;
    private boolean chained;

    // Written by whoever resumes first.
    private boolean started;

    BatonStrand(EventLoopImpl loop, OnStrand work) {
        super(loop, work);
        this.baton = new Baton();
        this.returnTo = baton;
    }

    @Override
    void resumeFromLoop() {
        Baton pump = loop.pumpBaton();
        go(pump, true);
        pump.await();
    }

    @Override
    void resumeNested() {
        StackRoom.require();
        BatonStrand below = Running.strand() instanceof BatonStrand strand && strand.loop == loop ? strand : null;
        Baton caller = below == null ? loop.pumpBaton() : below.baton;
        go(caller, false);
        caller.await();
        if (below != null) {
            loop.inControl = below;
        }
    }

    private void go(Baton back, boolean chain) {
        returnTo = back;
        chained = chain;
        if (started) {
            baton.pass();
            return;
        }
        started = true;
        try {
            ((BatonStrands) loop.strands()).start(this);
        } catch (Throwable noThread) {
            refused(noThread);
            back.pass();
        }
    }

    @Override
    void requireRoom() {
        StackRoom.require();
    }

    @Override
    void switchOut() {
        if (passOn()) {
            baton.await();
        }
        loop.inControl = this;
    }

    /** Gives control away. False if the next step is this very strand's, which then simply goes on. */
    private boolean passOn() {
        if (chained) {
            BatonStrand next = loop.nextStrand();
            if (next == this) {
                return false;
            }
            if (next != null) {
                next.go(returnTo, true);
                return true;
            }
        }
        returnTo.pass();
        return true;
    }

    /** The life of a strand on a thread of its own: {@link #runOnSharedThread}, but without its frame on a suspended stack. */
    @Override
    public void run() {
        arrive();
        try {
            runBody();
        } catch (Throwable error) {
            // The engine's own: whoever waits for control must get it, and tell.
            loop.escape(error);
        }
        thread = null;
        passOn();
    }

    /** Runs the body on a thread that others share; control is given away by {@link #finish} afterwards. */
    void runOnSharedThread() {
        arrive();
        try {
            runBody();
        } catch (Throwable error) {
            loop.escape(error);
        }
        // The thread may serve another strand next, which must not be taken for this one.
        thread = null;
    }

    private void arrive() {
        thread = Thread.currentThread();
        thread.setUncaughtExceptionHandler(this);
        baton.owner(thread);
    }

    /** The last act: gives control away for good. */
    void finish() {
        passOn();
    }
}
