package dev.braid.internal;

import dev.braid.Context;
import dev.braid.internal.io.IoPoller;
import dev.braid.spi.LoopHost;
import dev.braid.spi.Pump;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The part of a loop that steps: a ready queue, a timer queue, an inbox for other threads, what runs now, and the way
 * from one entry to the next.
 *
 * <p>Fields without a word about threads are touched only by whoever runs the loop: its host's thread in the pump, or
 * the strand that has the baton.
 */
abstract sealed class LoopCore implements Pump, ContextCarrier permits LoopNetwork {

    final LoopHost host;
    final TimerQueue timers = new TimerQueue();
    final ReadyQueue ready = new ReadyQueue();
    final Inbox inbox;

    // Opened with the first socket, on the loop; read by whoever wakes it.
    private volatile @Nullable IoPoller io;

    // The pump's own baton, for strands on threads of their own.
    private final Baton pumpBaton = new Baton();

    // Entries of the current iteration that have not run yet.
    private int remaining;

    boolean stopping;

    // Read by strands and by the pump at every step.
    boolean debug;

    // In debug mode, and to the end of an entry that has begun in it: the entry is timed, so nothing else may run in it.
    boolean stepsAlone;

    // Runs the entries in debug mode.
    final SlowCallbacks slowCallbacks = new SlowCallbacks(self());

    // An error that must leave the running loop at once.
    private volatile @Nullable Throwable escaping;

    // What an interrupt asks for, to be done before the next entry. Set by any thread; the latest one counts.
    private final AtomicReference<@Nullable Runnable> interruption = new AtomicReference<>();

    private @Nullable TaskImpl<?> currentTask;

    // The strand that was given control last, to be found though a body has replaced its thread's exception handler. Written
    // on the strand itself; read, racily, by any thread that is perhaps that one.
    @Nullable Strand inControl;

    // What the step that begins throws into its body, from when that is decided until the body's stack takes it: an error,
    // or the future whose cancellation is to be told by a new one. No user's code runs in between.
    private @Nullable Object injected;

    // What the current callback or task runs in; null between them.
    private @Nullable Context context;

    LoopCore(LoopHost host) {
        this.host = Objects.requireNonNull(host, "host");
        this.inbox = new Inbox(host);
    }

    final EventLoopImpl self() {
        return (EventLoopImpl) this;
    }

    // --- The pump

    @Override
    public long iterate() {
        EventLoopImpl outer = Running.enterPump(self());
        pumpBaton.owner(Thread.currentThread());
        self().threads.enter();
        try {
            boolean exclusive = host.exclusive();
            do {
                if (remaining == 0) {
                    long wait = turnOver();
                    if (wait > 0 && !stopping) {
                        return idle(wait);
                    }
                }
                runBatch();
                if (stopping) {
                    return STOPPED;
                }
            } while (exclusive);
            return ready.isEmpty() ? idle(untilFirstTimer()) : 0;
        } finally {
            Running.leavePump(outer);
        }
    }

    /**
     * Begins an iteration: what other threads sent and what has become due joins the ready queue, and all that is in
     * it now belongs to this iteration.
     *
     * @return 0 if there is something to run, else how long there will not be
     */
    private long turnOver() {
        inbox.drainTo(ready);
        IoPoller sockets = io;
        if (sockets != null) {
            // If there is nothing else to do, a host that waits for sockets looks by itself.
            sockets.poll(!ready.isEmpty() || !host.waitsForIo() || untilFirstTimer() == 0);
            // A look takes a wake-up back that came since.
            inbox.drainTo(ready);
        }
        long wait = timers.isEmpty() ? UNTIL_WOKEN : untilNextTimer();
        remaining = ready.size();
        return remaining > 0 ? 0 : wait;
    }

    /** How long until there is something to do; 0 if a timer became due while the entries ran. Moves no timer. */
    private long untilFirstTimer() {
        Timer timer = timers.first();
        return timer == null ? UNTIL_WOKEN : Math.max(0, timers.firstNanos() - host.timeNanos());
    }

    /** Moves the timers that are due to the ready queue, and tells how long until the next one. */
    private long untilNextTimer() {
        Timer timer = timers.first();
        if (timer == null) {
            return UNTIL_WOKEN;
        }
        long now = host.timeNanos();
        while (timer != null) {
            long wait = timers.firstNanos() - now;
            if (wait > 0) {
                return wait;
            }
            timers.remove(timer);
            ready.add(timer);
            timer = timers.first();
        }
        return UNTIL_WOKEN;
    }

    /** The host is about to wait, or not, if there is no time. */
    private long idle(long wait) {
        IoPoller sockets = io;
        if (wait > 0 && sockets != null && !host.waitsForIo() && sockets.hasChannels()) {
            sockets.watch();
        }
        return wait;
    }

    // --- Sockets

    /** What waits for this loop's sockets; opened when first asked for. On the loop. */
    public IoPoller io() throws IOException {
        IoPoller sockets = io;
        if (sockets == null) {
            self().requireOpen("wait for sockets on ");
            sockets = new IoPoller(self(), host::wake);
            io = sockets;
        }
        return sockets;
    }

    final void closeIo() {
        IoPoller sockets = io;
        if (sockets != null) {
            // Its keys lead to transports, which a loop that is closed must not keep.
            io = null;
            sockets.close();
        }
    }

    @Override
    public boolean hasIo() {
        IoPoller sockets = io;
        return sockets != null && sockets.hasChannels();
    }

    @Override
    public void awaitIo(long nanos) throws InterruptedException {
        Objects.requireNonNull(io, "hasIo() is true").await(nanos);
    }

    @Override
    public boolean pollIo() {
        IoPoller sockets = io;
        if (sockets == null) {
            return false;
        }
        boolean ready = sockets.look();
        if (!ready) {
            // That took the watch back, and the host may wait all the same.
            idle(UNTIL_WOKEN);
        }
        return ready;
    }

    @Override
    public void wakeIo() {
        IoPoller sockets = io;
        if (sockets != null) {
            sockets.wake();
        }
    }

    private void runBatch() {
        try {
            while (remaining > 0) {
                remaining--;
                Ready entry = ready.poll();
                if (!entry.cancelledReady()) {
                    if (debug) {
                        slowCallbacks.run(entry);
                    } else {
                        entry.runReady(self());
                    }
                }
                throwEscaped();
                if (interruption.get() != null) {
                    obeyInterruption();
                }
            }
        } catch (Throwable error) {
            remaining = 0;
            stopping = false;
            throw error;
        }
    }

    /**
     * The next strand to resume, its step begun, if the entries before it can be run by the caller: a strand that has
     * just given up its own step and acts for the pump. Null if the pump's thread must go on itself.
     */
    @Nullable BatonStrand nextStrand() {
        while (true) {
            if (escaping != null || interruption.get() != null || stepsAlone || pumpMustRun()) {
                return null;
            }
            Ready entry = ready.peek();
            if (entry instanceof TaskImpl<?> task && task.onStrand()) {
                ready.poll();
                remaining--;
                if (task.begin()) {
                    return (BatonStrand) task.strand();
                }
            } else if (entry.cancelledReady() || entry.anyThread()) {
                ready.poll();
                remaining--;
                if (!entry.cancelledReady()) {
                    try {
                        entry.runReady(self());
                    } catch (Throwable error) {
                        escape(error);
                    }
                }
            } else {
                return null;
            }
        }
    }

    private boolean pumpMustRun() {
        return remaining == 0 && (stopping || !host.exclusive() || turnOver() > 0);
    }

    // --- What runs now

    @Nullable TaskImpl<?> currentTask() {
        return currentTask;
    }

    void enterTask(TaskImpl<?> task) {
        assert currentTask == null : task + " entered while " + currentTask + " is current";
        currentTask = task;
    }

    void leaveTask(TaskImpl<?> task) {
        assert currentTask == task : task + " left while " + currentTask + " is current";
        currentTask = null;
        context = null;
    }

    @Nullable TaskImpl<?> swapTask(@Nullable TaskImpl<?> task) {
        TaskImpl<?> before = currentTask;
        currentTask = task;
        return before;
    }

    /** Keeps what the body is to be thrown: an error, or the future that tells its cancellation. */
    void inject(@Nullable Object errorOrCancelled) {
        injected = errorOrCancelled;
    }

    @Nullable Object takeInjected() {
        Object taken = injected;
        injected = null;
        return taken;
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public void context(Context next) {
        context = next;
    }

    /** A copy of the caller's context. */
    Context copyContext() {
        Context current = context;
        return current != null ? current.copy() : Context.copyCurrent();
    }

    /** Has an error leave the loop as soon as control is back in the pump. */
    void escape(Throwable error) {
        escaping = error;
    }

    void throwEscaped() {
        Throwable error = escaping;
        if (error != null) {
            escaping = null;
            throw Sneaky.<RuntimeException>rethrow(error);
        }
    }

    Baton pumpBaton() {
        return pumpBaton;
    }

    // --- Scheduling

    /** Adds an entry of the loop's own, behind what other threads have sent before. */
    void ready(Ready entry) {
        inbox.drainTo(ready);
        ready.add(entry);
    }

    /** The entry that was added last, if it is one of the next iteration's, so that what is added to it runs in that. */
    @Nullable Ready lastReady() {
        inbox.drainTo(ready);
        return ready.size() > remaining ? ready.peekLast() : null;
    }

    /** Takes back the entry that was added last. */
    void unready(Ready entry) {
        ready.removeLast(entry);
    }

    /** For the engine: an entry from any thread. A closed loop gives it up at once. */
    void readyFromAnyThread(Ready entry) {
        inbox.add(entry);
        if (self().isClosed()) {
            // Perhaps too late for the close to have seen it.
            inbox.abandon();
        }
    }

    // --- Interrupting

    /** From any thread: has the loop do this before its next entry. What it throws leaves the loop at once. */
    void interrupt(Runnable request) {
        interruption.set(request);
        inbox.add(Nothing.INSTANCE);
    }

    private void obeyInterruption() {
        Runnable request = interruption.getAndSet(null);
        if (request != null) {
            request.run();
        }
    }

    /** Takes back what an interrupt asked for, and tells whether it had not been done. */
    boolean withdrawInterruption() {
        return interruption.getAndSet(null) != null;
    }

    /** Gives up all that is scheduled, and what giving it up schedules. */
    final void abandonScheduled() {
        while (true) {
            inbox.drainTo(ready);
            Ready entry = ready.poll();
            if (entry == null) {
                Timer timer = timers.first();
                if (timer == null) {
                    return;
                }
                timers.remove(timer);
                entry = timer;
            }
            entry.abandon();
        }
    }
}
