package dev.braid.internal.io;

import dev.braid.internal.Log;
import dev.braid.internal.Reclaimed;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Warns, once, of a connection that is reclaimed although nobody has closed it, and closes its socket. */
final class UnclosedTransport implements Runnable {

    private final SocketChannel channel;
    private final String name;
    private final WeakReference<@Nullable ServerImpl> server;
    private Cleaner.@Nullable Cleanable registration;

    // Set on the loop, read by the cleaner's thread.
    private volatile boolean closed;

    private UnclosedTransport(SocketChannel channel, String name, @Nullable ServerImpl server) {
        this.channel = channel;
        this.name = name;
        this.server = new WeakReference<>(server);
    }

    static UnclosedTransport watch(
            SocketTransport transport, SocketChannel channel, String name, @Nullable ServerImpl server) {
        UnclosedTransport watch = new UnclosedTransport(channel, name, server);
        watch.registration = Reclaimed.CLEANER.register(transport, watch);
        return watch;
    }

    /** The connection has been closed: nothing to warn of any more. */
    void closed() {
        closed = true;
        if (registration != null) {
            registration.clean();
        }
    }

    /** The transport was reclaimed, or is closed. */
    @Override
    public void run() {
        if (closed) {
            return;
        }
        Log.LOG.log(System.Logger.Level.WARNING, "SocketTransport[" + name + "] was reclaimed, but never closed; "
                + "call close() or abort() on it, or close the stream writer over it");
        try {
            channel.close();
        } catch (IOException failed) {
            Log.LOG.log(System.Logger.Level.WARNING, "cannot close the socket of SocketTransport[" + name + "]", failed);
        }
        ServerImpl listening = server.get();
        if (listening != null) {
            listening.reclaimed();
        }
    }
}
