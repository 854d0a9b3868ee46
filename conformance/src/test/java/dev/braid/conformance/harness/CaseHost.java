package dev.braid.conformance.harness;

import dev.braid.EventLoop;
import dev.braid.internal.ForwardingPump;
import dev.braid.spi.LoopHost;
import dev.braid.spi.Pump;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The host of a loop in a case: virtual time that a case can move, and that waits for the threads a case starts. */
final class CaseHost implements LoopHost {

    private static final long BUSY = Long.MIN_VALUE;

    private final CaseLoops loops;
    private final LoopHost clock;

    // Threads whose calls are counted. A thread calls the loop by wake().
    private final Map<Thread, ThreadHold> callers = new ConcurrentHashMap<>();

    // What burn() added to the clock. Written on the loop.
    private volatile long burntNanos;

    // When the loop began to wait for a wake-up that nobody has announced, in real nanoseconds; else BUSY.
    private volatile long idleSinceNanos = BUSY;

    // All guarded by this object.
    private int holds;
    private boolean timePasses;
    private boolean othersMayCall;
    private boolean woken;

    CaseHost(CaseLoops loops, LoopHost clock, boolean othersMayCall) {
        this.loops = loops;
        this.clock = clock;
        this.othersMayCall = othersMayCall;
    }

    @Override
    public long timeNanos() {
        return clock.timeNanos() + burntNanos;
    }

    /** As if the callback or step that calls this had been busy for so long. */
    void burn(Duration time) {
        burntNanos += time.toNanos();
    }

    @Override
    public void run(Pump pump) throws InterruptedException {
        loops.add((EventLoop) pump, this);
        try {
            clock.run(new WatchedPump(pump));
        } finally {
            idleSinceNanos = BUSY;
        }
    }

    private synchronized void busy() {
        idleSinceNanos = BUSY;
        woken = false;
    }

    private synchronized void nothingToDo() {
        if (woken) {
            return;
        }
        if (!othersMayCall) {
            throw new Hung("nothing is ready, no timer is set, nobody will ever wake this loop; "
                    + "if a thread should, start it with t.thread, or mark the case with threads = true");
        }
        if (holds == 0) {
            idleSinceNanos = System.nanoTime();
        }
    }

    /** How long the loop has been waiting in real time for a wake-up that nobody has announced. Any thread. */
    Duration idle() {
        long since = idleSinceNanos;
        return since == BUSY ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    @Override
    public void wake() {
        synchronized (this) {
            woken = true;
        }
        clock.wake();
        ThreadHold caller = callers.get(Thread.currentThread());
        if (caller != null) {
            caller.called();
        }
    }

    /** Counts the calling thread's calls of the loop for this hold. */
    void countCallsFor(ThreadHold hold) {
        callers.put(Thread.currentThread(), hold);
    }

    void stopCounting() {
        callers.remove(Thread.currentThread());
    }

    @Override
    public void expectWake(int change) {
        synchronized (this) {
            othersMayCall = true;
            if (timePasses) {
                return;
            }
            holds += change;
        }
        clock.expectWake(change);
    }

    /** From now on the clock waits for nobody. */
    void letTimePass() {
        int held;
        synchronized (this) {
            timePasses = true;
            held = holds;
            holds = 0;
        }
        for (; held > 0; held--) {
            clock.expectWake(-1);
        }
    }

    @Override
    public boolean exclusive() {
        return clock.exclusive();
    }

    @Override
    public boolean waitsForIo() {
        return clock.waitsForIo();
    }

    @Override
    public boolean onCallerThread() {
        return clock.onCallerThread();
    }

    @Override
    public void close() {
        clock.close();
    }

    @Override
    public synchronized String toString() {
        return "clock at " + Rendering.nanos(timeNanos()) + (holds == 0 ? "" : ", held " + holds + " times")
                + (timePasses ? ", never held" : "") + (idle().isZero() ? "" : ", waiting for a wake-up");
    }

    /** The loop, as its clock sees it. */
    private final class WatchedPump extends ForwardingPump {

        WatchedPump(Pump pump) {
            super(pump);
        }

        @Override
        public long iterate() {
            busy();
            long wait = pump.iterate();
            if (wait == UNTIL_WOKEN && !pump.hasIo()) {
                nothingToDo();
            }
            return wait;
        }
    }
}
