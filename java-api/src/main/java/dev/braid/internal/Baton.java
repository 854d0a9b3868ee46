package dev.braid.internal;

import java.util.concurrent.locks.LockSupport;

/** The right to run, handed from thread to thread; each thread that can wait for it has one of these. */
final class Baton {

    // How often a platform thread looks before it parks. Parking and waking one costs many times as much.
    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 400 : 0;

    // Set by whoever passes it, taken back by the thread that waits.
    private volatile boolean here;

    // Written by the waiting thread before anybody can pass.
    private volatile Thread owner;

    // Touched by the thread that waits.
    private boolean spin;

    /** A baton of the thread that {@link #owner} will name. */
    Baton() {}

    /** Names the thread that will wait; call it there, before the baton can be passed. */
    void owner(Thread thread) {
        owner = thread;
        // A virtual thread that spins keeps the one it waits for from running.
        spin = !VirtualThreads.isVirtual(thread);
    }

    /** The thread that waits; null before anybody can. Any thread. */
    Thread owner() {
        return owner;
    }

    /** Lets the owner run. The caller must not touch the loop any more. */
    void pass() {
        here = true;
        LockSupport.unpark(owner);
    }

    /** Waits until the baton is passed. An interrupt does not end the wait; it is still set afterwards. */
    void await() {
        if (spin) {
            for (int i = 0; i < SPINS && !here; i++) {
                Thread.onSpinWait();
            }
        }
        boolean interrupted = false;
        while (!here) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        here = false;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
