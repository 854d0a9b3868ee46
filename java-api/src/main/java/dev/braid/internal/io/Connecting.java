package dev.braid.internal.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** Connects a channel: asyncio's {@code sock_connect}. */
@FunctionalInterface
public interface Connecting {

    /**
     * Suspends until the channel is connected, and can be cancelled there. After an error the channel is of no use, and
     * the caller's to close.
     */
    void connect(SocketChannel channel, InetSocketAddress address) throws IOException;
}
