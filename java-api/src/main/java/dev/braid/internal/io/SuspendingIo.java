package dev.braid.internal.io;

import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.io.AddressOptions;
import dev.braid.io.BaseProtocol;
import dev.braid.io.ConnectionOptions;
import dev.braid.io.NameInfo;
import dev.braid.io.NameInfoOptions;
import dev.braid.io.Server;
import dev.braid.io.ServerOptions;
import dev.braid.io.TransportPair;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The suspending members that make and end connections, as bodies: Kotlin's code cannot name them, they are hidden from it. */
public final class SuspendingIo {

    private SuspendingIo() {}

    /** {@code loop.createConnection(protocols, host, port, options)}. */
    public static <P extends BaseProtocol> Coroutine<TransportPair<P>> createConnection(
            EventLoop loop, Supplier<P> protocols, @Nullable String host, int port, ConnectionOptions options) {
        return () -> loop.createConnection(protocols, host, port, options);
    }

    /** {@code loop.createConnection(protocols, host, service, options)}. */
    public static <P extends BaseProtocol> Coroutine<TransportPair<P>> createConnection(
            EventLoop loop, Supplier<P> protocols, @Nullable String host, String service, ConnectionOptions options) {
        return () -> loop.createConnection(protocols, host, service, options);
    }

    /** {@code loop.createConnection(protocols, socket)}. */
    public static <P extends BaseProtocol> Coroutine<TransportPair<P>> createConnection(
            EventLoop loop, Supplier<P> protocols, SocketChannel socket) {
        return () -> loop.createConnection(protocols, socket);
    }

    /** {@code loop.connectAcceptedSocket(protocols, socket)}. */
    public static <P extends BaseProtocol> Coroutine<TransportPair<P>> connectAcceptedSocket(
            EventLoop loop, Supplier<P> protocols, SocketChannel socket) {
        return () -> loop.connectAcceptedSocket(protocols, socket);
    }

    /** {@code loop.createServer(protocols, hosts, port, options)}. */
    public static Coroutine<Server> createServer(EventLoop loop, Supplier<? extends BaseProtocol> protocols,
            Collection<? extends @Nullable String> hosts, int port, ServerOptions options) {
        return () -> loop.createServer(protocols, hosts, port, options);
    }

    /** {@code loop.createServer(protocols, socket, options)}. */
    public static Coroutine<Server> createServer(EventLoop loop, Supplier<? extends BaseProtocol> protocols,
            ServerSocketChannel socket, ServerOptions options) {
        return () -> loop.createServer(protocols, socket, options);
    }

    /** {@code server.startServing()}. */
    public static Coroutine<@Nullable Void> startServing(Server server) {
        return () -> {
            server.startServing();
            return null;
        };
    }

    /** {@code server.serveForever()}. */
    public static Coroutine<@Nullable Void> serveForever(Server server) {
        return () -> {
            server.serveForever();
            return null;
        };
    }

    /** {@code server.waitClosed()}. */
    public static Coroutine<@Nullable Void> waitClosed(Server server) {
        return () -> {
            server.waitClosed();
            return null;
        };
    }

    /** {@code loop.getaddrinfo(host, port, options)}. */
    public static Coroutine<List<InetSocketAddress>> getaddrinfo(
            EventLoop loop, @Nullable String host, int port, AddressOptions options) {
        return () -> loop.getaddrinfo(host, port, options);
    }

    /** {@code loop.getaddrinfo(host, service, options)}. */
    public static Coroutine<List<InetSocketAddress>> getaddrinfo(
            EventLoop loop, @Nullable String host, String service, AddressOptions options) {
        return () -> loop.getaddrinfo(host, service, options);
    }

    /** {@code loop.getnameinfo(address, options)}. */
    public static Coroutine<NameInfo> getnameinfo(EventLoop loop, InetSocketAddress address, NameInfoOptions options) {
        return () -> loop.getnameinfo(address, options);
    }
}
