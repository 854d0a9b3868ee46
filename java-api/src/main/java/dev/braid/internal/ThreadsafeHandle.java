package dev.braid.internal;

import dev.braid.Context;
import dev.braid.Handle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A callback that any thread may have scheduled, and any thread may cancel.
 *
 * <pre>
 *            the loop begins it           it has returned
 * SCHEDULED ---------------------> RUNNING ---------------> OVER
 *     |                                                      ^
 *     +------------------------------------------------------+
 *            another thread cancels it
 * </pre>
 *
 * <p>While it is RUNNING, other threads that cancel it, or ask whether it is cancelled, wait until it is OVER. Code of
 * its loop does not wait: it is the callback itself, or was called by it.
 */
final class ThreadsafeHandle implements Handle, Ready {

    private enum State {
        SCHEDULED,
        RUNNING,
        OVER
    }

    private final EventLoopImpl loop;
    private final Context context;

    // Where it was scheduled, in debug mode.
    private final @Nullable Throwable created;

    // Decides between the loop that begins the callback and the threads that cancel it.
    private final AtomicReference<State> state = new AtomicReference<>(State.SCHEDULED);

    // Null once cancelled, so that a cancelled callback holds nothing alive. Any thread.
    private volatile @Nullable Runnable callback;

    // What threads wait for while the callback runs; made by the first of them, under this object's monitor.
    private volatile @Nullable CountDownLatch over;

    ThreadsafeHandle(EventLoopImpl loop, Runnable callback, Context context, @Nullable Throwable created) {
        this.loop = loop;
        this.callback = callback;
        this.context = context;
        this.created = created;
    }

    @Override
    public void cancel() {
        if (!loop.runsHere() && !state.compareAndSet(State.SCHEDULED, State.OVER)) {
            awaitOver();
        }
        HandleText.keep(callback, created);
        callback = null;
    }

    @Override
    public boolean cancelled() {
        if (state.get() == State.RUNNING && !loop.runsHere()) {
            awaitOver();
        }
        return callback == null;
    }

    @Override
    public boolean cancelledReady() {
        return callback == null;
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public @Nullable Throwable created() {
        return created;
    }

    @Override
    public void runReady(EventLoopImpl loop) {
        Runnable code = callback;
        if (code == null || !state.compareAndSet(State.SCHEDULED, State.RUNNING)) {
            return;
        }
        try {
            Callbacks.run(loop, code, context, this, created);
        } finally {
            state.set(State.OVER);
            // Who has made this after the look at it sees OVER before it waits.
            CountDownLatch waited = over;
            if (waited != null) {
                waited.countDown();
            }
        }
    }

    private void awaitOver() {
        CountDownLatch end = over();
        boolean interrupted = false;
        while (state.get() == State.RUNNING) {
            try {
                end.await();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized CountDownLatch over() {
        CountDownLatch made = over;
        if (made == null) {
            made = new CountDownLatch(1);
            over = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return HandleText.of("Handle", callback, created);
    }
}
