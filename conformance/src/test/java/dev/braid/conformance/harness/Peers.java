package dev.braid.conformance.harness;

import dev.braid.Asyncio;
import dev.braid.io.BaseProtocol;
import dev.braid.io.Server;
import dev.braid.io.TransportPair;
import dev.braid.io.TransportSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** A factory of ends for a server, which keeps them in the order of their connections; and how ends are connected. */
public final class Peers implements Supplier<Peer> {

    private final List<Peer> all = new ArrayList<>();

    @Override
    public Peer get() {
        Peer peer = new Peer();
        all.add(peer);
        return peer;
    }

    /** Those that have been made. */
    public List<Peer> all() {
        return all;
    }

    /** Waits until there have been so many connections. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function come()", level = kotlin.DeprecationLevel.HIDDEN)
    public void come(int count) {
        while (all.size() < count) {
            Asyncio.yieldNow();
        }
    }

    /** Waits until so many connections have come and all have ended. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function gone()", level = kotlin.DeprecationLevel.HIDDEN)
    public void gone(int count) {
        come(count);
        for (Peer peer : all) {
            peer.lost.await();
        }
    }

    /** Connects the two by way of a server, which exists no longer than that takes. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function connect()", level = kotlin.DeprecationLevel.HIDDEN)
    public static void connect(BaseProtocol client, Peer served) throws IOException {
        Server server = Asyncio.runningLoop().createServer(() -> served, "127.0.0.1", 0);
        to(server, () -> client);
        served.made.await();
        server.close();
    }

    /** A connection to a server. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function connectTo()", level = kotlin.DeprecationLevel.HIDDEN)
    public static <P extends BaseProtocol> TransportPair<P> to(Server server, Supplier<P> factory) throws IOException {
        return to(address(server), factory);
    }

    /** A connection to an address. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function connectTo()", level = kotlin.DeprecationLevel.HIDDEN)
    public static <P extends BaseProtocol> TransportPair<P> to(InetSocketAddress address, Supplier<P> factory)
            throws IOException {
        return Asyncio.runningLoop().createConnection(factory, host(address), address.getPort());
    }

    /** The address of a server's first socket. */
    public static InetSocketAddress address(Server server) throws IOException {
        return address(server.sockets().get(0));
    }

    /** The address of a socket. */
    public static InetSocketAddress address(TransportSocket socket) throws IOException {
        return Objects.requireNonNull(socket.localAddress(), "bound");
    }

    /** The text of an address's host. */
    public static String host(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        if (host.isLoopbackAddress()) {
            return host.getAddress().length == 4 ? host.getHostAddress() : "::1";
        }
        return host.isAnyLocalAddress() && host.getAddress().length > 4 ? "::" : host.getHostAddress();
    }

    /** Ends a connection so that its other end fails. */
    public static void letBeReset(Peer peer) throws IOException {
        TransportSocket socket = (TransportSocket) Objects.requireNonNull(peer.transport().extraInfo("socket"));
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        peer.transport().abort();
        peer.lost.await();
    }
}
