package dev.braid.internal;

import java.lang.ref.Cleaner;

/** Warns, once, of a loop that is reclaimed although nobody has closed it. Holds its name only. */
final class UnclosedLoop implements Runnable {

    private final String name;
    private final Cleaner.Cleanable registration;

    // Set by whoever closes the loop, read by the cleaner's thread.
    private volatile boolean closed;

    private UnclosedLoop(EventLoopImpl loop) {
        this.name = loop.text();
        this.registration = Reclaimed.CLEANER.register(loop, this);
    }

    static UnclosedLoop watch(EventLoopImpl loop) {
        return new UnclosedLoop(loop);
    }

    /** The loop has been closed: nothing to warn of any more. */
    void closed() {
        closed = true;
        registration.clean();
    }

    /** The loop was reclaimed, or is closed. */
    @Override
    public void run() {
        if (!closed) {
            Log.LOG.log(System.Logger.Level.WARNING, "EventLoop[" + name + "] was reclaimed, but never closed: what it held"
                    + " may be left open; close it, or have Asyncio.run or a Runner in try-with-resources do so");
        }
    }
}
