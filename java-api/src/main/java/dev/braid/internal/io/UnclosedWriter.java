package dev.braid.internal.io;

import dev.braid.internal.DispatchedBlock;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.Log;
import dev.braid.internal.Reclaimed;
import dev.braid.io.BaseTransport;

/** Closes the connection of a writer that is reclaimed although nobody has closed it, and warns. Holds no writer. */
public final class UnclosedWriter implements Runnable {

    private final EventLoopImpl loop;
    private final BaseTransport transport;

    private UnclosedWriter(EventLoopImpl loop, BaseTransport transport) {
        this.loop = loop;
        this.transport = transport;
    }

    /** Watches a writer. */
    public static void watch(Object writer, EventLoopImpl loop, BaseTransport transport) {
        Reclaimed.CLEANER.register(writer, new UnclosedWriter(loop, transport));
    }

    /** The writer was reclaimed. On the cleaner's thread, which must not touch the transport while its loop lives. */
    @Override
    public void run() {
        new DispatchedBlock(null, this::closeIfOpen, this::warnIfOpen).schedule(loop);
    }

    private void closeIfOpen() {
        if (!transport.isClosing()) {
            transport.close();
            warn("it is closed now; close a writer that is not used any more, and await waitClosed()");
        }
    }

    /** The loop has been closed, and nobody else touches the transport any more. */
    private void warnIfOpen() {
        if (!transport.isClosing()) {
            warn("its loop is closed, so it cannot be closed; close a writer before its loop ends");
        }
    }

    private void warn(String consequence) {
        Log.LOG.log(System.Logger.Level.WARNING, "StreamWriter[transport=" + transport
                + "] was reclaimed, but never closed: " + consequence);
    }
}
