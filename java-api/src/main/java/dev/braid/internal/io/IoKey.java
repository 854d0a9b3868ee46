package dev.braid.internal.io;

import dev.braid.Context;
import dev.braid.Handle;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A channel among those its loop waits for, with up to two callbacks: one for each iteration at whose beginning the
 * channel is readable (or has a connection to accept), one for writable (or connected). Asyncio's {@code _add_reader},
 * {@code _remove_reader} and their twins.
 */
public final class IoKey {

    private final IoPoller poller;
    private final SelectableChannel channel;
    private final SelectionKey key;
    private @Nullable Readiness reader;
    private @Nullable Readiness writer;

    IoKey(IoPoller poller, SelectableChannel channel, SelectionKey key) {
        this.poller = poller;
        this.channel = channel;
        this.key = key;
        key.attach(this);
    }

    /** Calls this, in a context that is used as it is, whenever the channel is readable; in place of what was called before. */
    public void onReadable(Runnable callback, Context context) {
        drop(reader);
        reader = new Readiness(channel instanceof ServerSocketChannel ? SelectionKey.OP_ACCEPT : SelectionKey.OP_READ,
                callback, context);
        listen();
        poller.requireOpen();
    }

    /** Calls nothing any more when the channel is readable, not even for what was found at the beginning of this iteration. */
    public void offReadable() {
        if (reader != null) {
            drop(reader);
            reader = null;
            listen();
        }
    }

    /** {@link #onReadable} for writable; until it is connected, for when an attempt to do so has ended. */
    public void onWritable(Runnable callback, Context context) {
        drop(writer);
        boolean connecting = channel instanceof SocketChannel socket && socket.isConnectionPending();
        writer = new Readiness(connecting ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE, callback, context);
        listen();
        poller.requireOpen();
    }

    /** {@link #offReadable} for writable. */
    public void offWritable() {
        if (writer != null) {
            drop(writer);
            writer = null;
            listen();
        }
    }

    public boolean readable() {
        return reader != null && key.isValid();
    }

    public boolean writable() {
        return writer != null && key.isValid();
    }

    /**
     * Waits for the channel no more. One that has been closed gives the system back at once what that kept for it; one that
     * is closed hereafter does so then.
     */
    public void gone() {
        drop(reader);
        drop(writer);
        reader = null;
        writer = null;
        key.cancel();
        if (key.selector().isOpen()) {
            poller.flush();
        }
    }

    private static void drop(@Nullable Readiness side) {
        if (side != null && side.called != null) {
            side.called.cancel();
        }
    }

    private void listen() {
        if (key.isValid()) {
            key.interestOps((reader == null ? 0 : reader.operation) | (writer == null ? 0 : writer.operation));
        }
    }

    void ready(int operations) {
        call(reader, operations);
        call(writer, operations);
    }

    private void call(@Nullable Readiness side, int operations) {
        if (side != null && (operations & side.operation) != 0) {
            side.called = poller.loop.callSoon(side.callback, side.context);
        }
    }

    private static final class Readiness {

        final int operation;
        final Runnable callback;
        final Context context;

        // For the latest event; to be cancelled if nobody wants to know any more.
        @Nullable Handle called;

        Readiness(int operation, Runnable callback, Context context) {
            this.operation = operation;
            this.callback = callback;
            this.context = context;
        }
    }
}
