package dev.braid.internal.io;

import dev.braid.Context;
import dev.braid.Future;
import dev.braid.internal.EventLoopImpl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Connects over the network, while the loop goes on. */
final class SocketConnect implements Connecting {

    private final EventLoopImpl loop;

    SocketConnect(EventLoopImpl loop) {
        this.loop = loop;
    }

    @Override
    public void connect(SocketChannel channel, InetSocketAddress address) throws IOException {
        IoKey key = loop.io().register(channel);
        try {
            if (!channel.connect(address)) {
                finish(channel, key);
            }
        } catch (Throwable error) {
            // Now, so that the system forgets the attempt before the caller tries another address.
            channel.close();
            key.gone();
            if (error instanceof IOException failure) {
                throw telling(address, failure);
            }
            throw error;
        }
    }

    private void finish(SocketChannel channel, IoKey key) throws IOException {
        Future<@Nullable Object> connected = loop.createFuture();
        key.onWritable(() -> {
            if (connected.done()) {
                return;
            }
            try {
                if (channel.finishConnect()) {
                    connected.setResult(null);
                }
            } catch (IOException failure) {
                connected.setException(failure);
            }
        }, Context.copyCurrent());
        try {
            connected.<IOException>await();
        } finally {
            key.offWritable();
        }
    }

    /** The error, with the address that the JDK leaves out. */
    private static ConnectException telling(InetSocketAddress address, IOException error) {
        ConnectException telling = new ConnectException("connect call failed for " + Addresses.text(address) + ": "
                + (error.getMessage() == null ? error.toString() : error.getMessage()));
        telling.initCause(error);
        return telling;
    }
}
