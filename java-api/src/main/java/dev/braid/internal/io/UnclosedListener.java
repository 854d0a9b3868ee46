package dev.braid.internal.io;

import dev.braid.internal.Log;
import dev.braid.internal.Reclaimed;
import dev.braid.io.TransportSocket;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/** Warns, once, of a server that is reclaimed although nobody has closed it, and gives its port back. */
final class UnclosedListener implements Runnable {

    private final ServerSocketChannel channel;
    private Cleaner.@Nullable Cleanable registration;

    // Set on the loop, read by the cleaner's thread.
    private volatile boolean closed;

    private UnclosedListener(ServerSocketChannel channel) {
        this.channel = channel;
    }

    static UnclosedListener watch(Listener listener, ServerSocketChannel channel) {
        UnclosedListener watch = new UnclosedListener(channel);
        watch.registration = Reclaimed.CLEANER.register(listener, watch);
        return watch;
    }

    /** The socket has been closed: nothing to warn of any more. */
    void closed() {
        closed = true;
        if (registration != null) {
            registration.clean();
        }
    }

    /** The listener was reclaimed, or is closed. */
    @Override
    public void run() {
        if (closed || !channel.isOpen()) {
            return;
        }
        Log.LOG.log(System.Logger.Level.WARNING, "a server listening by " + new TransportSocket(channel)
                + " was reclaimed, but never closed: its socket is closed now; close a server that is not used any more");
        try {
            channel.close();
        } catch (IOException failed) {
            Log.LOG.log(System.Logger.Level.WARNING, "cannot close " + channel, failed);
        }
    }
}
