package dev.braid.internal.io;

import dev.braid.internal.DispatchedBlock;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.Log;
import dev.braid.internal.Reclaimed;
import dev.braid.io.BaseTransport;
import java.lang.ref.WeakReference;

/**
 * Closes the connection of a writer that is reclaimed although nobody has closed it, and warns.
 *
 * <p>Holds nothing: tasks that loop and transport lead to may hold the writer. A transport that is reclaimed together with
 * its writer warns by itself, as does a loop.
 */
public final class UnclosedWriter implements Runnable {

    private final WeakReference<EventLoopImpl> loop;
    private final WeakReference<BaseTransport> transport;

    private UnclosedWriter(EventLoopImpl loop, BaseTransport transport) {
        this.loop = new WeakReference<>(loop);
        this.transport = new WeakReference<>(transport);
    }

    /** Watches a writer. */
    public static void watch(Object writer, EventLoopImpl loop, BaseTransport transport) {
        Reclaimed.CLEANER.register(writer, new UnclosedWriter(loop, transport));
    }

    /** The writer was reclaimed. On the cleaner's thread, which must not touch the transport while its loop lives. */
    @Override
    public void run() {
        BaseTransport left = transport.get();
        EventLoopImpl owner = loop.get();
        if (left != null && owner != null) {
            new DispatchedBlock(null, () -> closeIfOpen(left), () -> warnIfOpen(left)).schedule(owner);
        }
    }

    private static void closeIfOpen(BaseTransport transport) {
        if (!transport.isClosing()) {
            transport.close();
            warn(transport, "it is closed now; close a writer that is not used any more, and await waitClosed()");
        }
    }

    /** The loop has been closed, and nobody else touches the transport any more. */
    private static void warnIfOpen(BaseTransport transport) {
        if (!transport.isClosing()) {
            warn(transport, "its loop is closed, so it cannot be closed; close a writer before its loop ends");
        }
    }

    private static void warn(BaseTransport transport, String consequence) {
        Log.LOG.log(System.Logger.Level.WARNING, "StreamWriter[transport=" + transport
                + "] was reclaimed, but never closed: " + consequence);
    }
}
