package dev.braid.io;

import dev.braid.internal.io.Addresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A transport's or a server's socket: its addresses and options, but no way to read, write or close it behind the
 * loop's back.
 *
 * @see "Python 3.15, asyncio.trsock.TransportSocket; cases SERVER-20, SERVER-26, TRANSPORT-36, TRANSPORT-51"
 */
public final class TransportSocket {

    private final NetworkChannel channel;

    /**
     * A view of a channel.
     *
     * @param channel the channel, not null
     */
    public TransportSocket(NetworkChannel channel) {
        this.channel = Objects.requireNonNull(channel, "channel");
    }

    /**
     * The address of this end.
     *
     * @return the address, null if it is not bound
     * @throws IOException if the socket is closed
     */
    public @Nullable InetSocketAddress localAddress() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /**
     * The address of the other end.
     *
     * @return the address, null if it is not connected
     * @throws IOException if the socket is closed
     */
    public @Nullable InetSocketAddress remoteAddress() throws IOException {
        SocketAddress address = channel instanceof SocketChannel connected ? connected.getRemoteAddress() : null;
        return (InetSocketAddress) address;
    }

    /**
     * What an option is set to.
     *
     * @param <T> the option's type
     * @param option such as {@link java.net.StandardSocketOptions#TCP_NODELAY}, not null
     * @return its value
     * @throws IOException if the socket is closed
     * @throws UnsupportedOperationException if this kind of socket does not have the option
     */
    public <T> @Nullable T option(SocketOption<T> option) throws IOException {
        return channel.getOption(option);
    }

    /**
     * Sets an option.
     *
     * @param <T> the option's type
     * @param option such as {@link java.net.StandardSocketOptions#SO_KEEPALIVE}, not null
     * @param value its value, not null
     * @throws IOException if the socket is closed
     * @throws UnsupportedOperationException if this kind of socket does not have the option
     */
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
        channel.setOption(option, value);
    }

    @Override
    public String toString() {
        try {
            SocketAddress local = channel.getLocalAddress();
            SocketAddress remote = channel instanceof SocketChannel connected ? connected.getRemoteAddress() : null;
            return "TransportSocket[" + (local == null ? "unbound" : text(local))
                    + (remote == null ? "" : " to " + text(remote)) + "]";
        } catch (IOException closed) {
            return "TransportSocket[closed]";
        }
    }

    private static String text(SocketAddress address) {
        return address instanceof InetSocketAddress internet ? Addresses.text(internet) : address.toString();
    }
}
