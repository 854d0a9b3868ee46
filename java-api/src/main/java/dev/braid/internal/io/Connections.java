package dev.braid.internal.io;

import dev.braid.Asyncio;
import dev.braid.Context;
import dev.braid.Future;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.Log;
import dev.braid.io.BaseProtocol;
import dev.braid.io.ConnectionOptions;
import dev.braid.io.TransportPair;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives a connected socket its protocol and its transport. */
public final class Connections {

    private Connections() {}

    /** For a socket that somebody else has connected. */
    public static <P extends BaseProtocol> TransportPair<P> over(
            EventLoopImpl loop, Supplier<P> protocols, SocketChannel socket) throws IOException {
        Objects.requireNonNull(protocols, "protocolFactory");
        if (!socket.isConnected()) {
            throw new IllegalArgumentException("cannot make a connection of " + socket
                    + ": it is not connected; connect it first, or give a host and a port");
        }
        requireTask(loop, "make a connection");
        return protocolFor(loop, socket, protocols, Context.copyCurrent(), null);
    }

    /** To a host that is looked up, at whichever of its addresses answers. */
    public static <P extends BaseProtocol> TransportPair<P> to(
            EventLoopImpl loop, Supplier<P> protocols, @Nullable String host, String service, ConnectionOptions options)
            throws IOException {
        Objects.requireNonNull(protocols, "protocolFactory");
        Objects.requireNonNull(options, "options");
        requireTask(loop, "make a connection");
        SocketChannel channel = loop.connector().connect(host, service, options);
        TransportPair<P> connection = protocolFor(loop, channel, protocols, Context.copyCurrent(), null);
        if (loop.debug()) {
            Log.LOG.log(Level.DEBUG, connection.transport() + " connected to " + host + ":" + service);
        }
        return connection;
    }

    /** Before anything is opened that would have to be closed again. */
    static void requireTask(EventLoopImpl loop, String action) {
        if (!loop.runsHere() || Asyncio.currentTask() == null) {
            throw new IllegalStateException("cannot " + action + " on " + loop
                    + ": the caller is not one of its tasks; call this in a coroutine that runs there");
        }
    }

    /**
     * Makes a protocol and a transport for a channel, and suspends until the protocol has been told. If that fails or is
     * cancelled, the channel is closed.
     *
     * @param context of the protocol's callbacks, used as it is
     * @param server null, or whose connection it is
     */
    static <P extends BaseProtocol> TransportPair<P> protocolFor(
            EventLoopImpl loop,
            SocketChannel channel,
            Supplier<P> protocols,
            Context context,
            @Nullable ServerImpl server)
            throws IOException {
        Future<@Nullable Void> connected = loop.createFuture();
        P protocol;
        SocketTransport transport;
        try {
            protocol = Objects.requireNonNull(protocols.get(), "the protocol factory's protocol");
            transport = new SocketTransport(loop, channel, protocol, context, server, connected);
        } catch (Throwable failed) {
            try {
                channel.close();
            } catch (IOException again) {
                failed.addSuppressed(again);
            }
            throw failed;
        }
        try {
            connected.await();
        } catch (Throwable failed) {
            transport.close();
            throw failed;
        }
        return new TransportPair<>(transport, protocol);
    }
}
