package dev.braid.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Blocking code whose worker can be interrupted while it runs it, and at no other time. */
final class InterruptibleCall<T extends @Nullable Object> implements Callable<T> {

    /**
     * Where the call stands.
     *
     * <pre>
     *  QUEUED ---> RUNNING ---> ENDED
     *     |
     *     +---> CANCELLED
     * </pre>
     */
    private enum State {
        QUEUED,
        RUNNING,
        ENDED,
        CANCELLED
    }

    private final Callable<T> code;

    // Guarded by this.
    private State state = State.QUEUED;
    private @Nullable Thread worker;

    InterruptibleCall(Callable<T> code) {
        this.code = code;
    }

    /** On the worker. */
    @Override
    public T call() throws Exception {
        synchronized (this) {
            if (state == State.CANCELLED) {
                throw new CancellationException("cancelled before it started");
            }
            state = State.RUNNING;
            worker = Thread.currentThread();
        }
        try {
            return code.call();
        } finally {
            synchronized (this) {
                state = State.ENDED;
                worker = null;
                // An interrupt that came at the last moment must not hit the worker's next job.
                Thread.interrupted();
            }
        }
    }

    /** On the loop: interrupts the worker. Returns false if the code has not started, and now never will. */
    synchronized boolean interrupt() {
        if (state == State.QUEUED) {
            state = State.CANCELLED;
        }
        if (state == State.RUNNING && worker != null) {
            worker.interrupt();
        }
        return state != State.CANCELLED;
    }
}
