package dev.braid.internal.io;

import dev.braid.internal.Log;
import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a loop's sockets on a thread of its own while the loop has nothing to do, for hosts whose thread has other
 * work meanwhile. It only wakes the loop: which sockets are ready, the loop finds out itself.
 *
 * <pre>
 *            resume (loop)             (thread) something is ready, or woken
 *   PAUSED ----------------> WATCHING ---------------------------------------> PAUSED
 *                               |  pause (loop) wakes it, and waits for that      ^
 *                               +---------------> PAUSING ------------------------+
 *   close (loop): CLOSED from any of them
 * </pre>
 *
 * <p>A run that ends while the loop has nothing to do, by an interrupt, leaves it WATCHING.
 *
 * <p>While the loop runs the thread is not in the selector: what the loop changes there then counts from the next watch.
 */
final class IoWatch implements Runnable {

    private enum State { PAUSED, WATCHING, PAUSING, CLOSED }

    private final Selector selector;
    private final Runnable wake;
    private final AtomicReference<State> state = new AtomicReference<>(State.PAUSED);

    // Made by the first watch, on the loop.
    private @Nullable Thread thread;

    IoWatch(Selector selector, Runnable wake) {
        this.selector = selector;
        this.wake = wake;
    }

    void resume() {
        if (!state.compareAndSet(State.PAUSED, State.WATCHING)) {
            return;
        }
        Thread watching = thread;
        if (watching == null) {
            watching = new Thread(this, "braid-sockets");
            watching.setDaemon(true);
            thread = watching;
            start(watching);
        } else {
            LockSupport.unpark(watching);
        }
    }

    private void start(Thread watching) {
        try {
            watching.start();
        } catch (Throwable noneLeft) {
            // Such as at the system's limit of threads. Nobody is to wait for this one to pause.
            thread = null;
            state.set(State.PAUSED);
            throw noneLeft;
        }
    }

    /** Returns when the thread has left the selector, and tells whether it was to watch. */
    boolean pause() {
        if (state.get() == State.PAUSED) {
            return false;
        }
        if (Thread.currentThread() == thread) {
            // The host has the loop run by whoever wakes it, such as a pool that is full.
            return state.compareAndSet(State.WATCHING, State.PAUSED);
        }
        if (!state.compareAndSet(State.WATCHING, State.PAUSING)) {
            return false;
        }
        while (state.get() == State.PAUSING) {
            // Again and again: the thread may not have been inside yet, and a poll takes the wake-up back.
            selector.wakeup();
            Thread.yield();
        }
        return true;
    }

    void close() {
        state.set(State.CLOSED);
        selector.wakeup();
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (true) {
            switch (state.get()) {
                case PAUSED -> LockSupport.park(this);
                case WATCHING -> watch();
                case PAUSING -> state.compareAndSet(State.PAUSING, State.PAUSED);
                case CLOSED -> {
                    return;
                }
            }
        }
    }

    private void watch() {
        try {
            selector.select(key -> {});
        } catch (ClosedSelectorException closed) {
            return;
        } catch (IOException broken) {
            // The loop is woken, and finds the same.
        }
        if (state.compareAndSet(State.WATCHING, State.PAUSED)) {
            wakeHost();
        }
    }

    /** A host may refuse, such as one whose executor has ended; the thread must stay, for the loop counts on it. */
    private void wakeHost() {
        try {
            wake.run();
        } catch (RuntimeException refused) {
            Log.LOG.log(System.Logger.Level.WARNING, "cannot wake an event loop though a socket of its is ready: its host "
                    + "refused", refused);
        }
    }
}
