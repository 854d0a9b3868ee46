package dev.braid.internal;

import dev.braid.internal.io.Connections;
import dev.braid.internal.io.Connector;
import dev.braid.internal.io.NameLookup;
import dev.braid.internal.io.Ports;
import dev.braid.internal.io.Servers;
import dev.braid.io.AddressOptions;
import dev.braid.io.BaseProtocol;
import dev.braid.io.ConnectionOptions;
import dev.braid.io.NameInfo;
import dev.braid.io.NameInfoOptions;
import dev.braid.io.Network;
import dev.braid.io.Server;
import dev.braid.io.ServerOptions;
import dev.braid.io.TransportPair;
import dev.braid.spi.LoopHost;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a loop does with sockets, as far as users and the bridge ask for it. */
public abstract sealed class LoopNetwork extends LoopCore implements Network permits EventLoopImpl {

    // Made by the first look-up and the first connection, on the loop.
    private @Nullable NameLookup names;
    private @Nullable Connector connector;

    LoopNetwork(LoopHost host) {
        super(host);
    }

    // --- Connections

    @Override
    public <P extends BaseProtocol> TransportPair<P> createConnection(
            Supplier<P> protocolFactory, @Nullable String host, int port) throws IOException {
        return createConnection(protocolFactory, host, port, ConnectionOptions.DEFAULT);
    }

    @Override
    public <P extends BaseProtocol> TransportPair<P> createConnection(
            Supplier<P> protocolFactory, @Nullable String host, int port, ConnectionOptions options) throws IOException {
        return Connections.to(self(), protocolFactory, host, Ports.text(port), options);
    }

    @Override
    public <P extends BaseProtocol> TransportPair<P> createConnection(
            Supplier<P> protocolFactory, @Nullable String host, String service, ConnectionOptions options)
            throws IOException {
        return Connections.to(self(), protocolFactory, host, service, options);
    }

    @Override
    public <P extends BaseProtocol> TransportPair<P> createConnection(Supplier<P> protocolFactory, SocketChannel socket)
            throws IOException {
        return Connections.over(self(), protocolFactory, socket);
    }

    @Override
    public <P extends BaseProtocol> TransportPair<P> connectAcceptedSocket(
            Supplier<P> protocolFactory, SocketChannel socket) throws IOException {
        return Connections.over(self(), protocolFactory, socket);
    }

    @Override
    public Server createServer(Supplier<? extends BaseProtocol> protocolFactory, @Nullable String host, int port)
            throws IOException {
        return createServer(protocolFactory, host, port, ServerOptions.DEFAULT);
    }

    @Override
    public Server createServer(
            Supplier<? extends BaseProtocol> protocolFactory, @Nullable String host, int port, ServerOptions options)
            throws IOException {
        return Servers.on(self(), protocolFactory, Collections.singletonList(host), port, options);
    }

    @Override
    public Server createServer(Supplier<? extends BaseProtocol> protocolFactory,
            Collection<? extends @Nullable String> hosts, int port, ServerOptions options) throws IOException {
        return Servers.on(self(), protocolFactory, hosts, port, options);
    }

    @Override
    public Server createServer(Supplier<? extends BaseProtocol> protocolFactory, ServerSocketChannel socket)
            throws IOException {
        return createServer(protocolFactory, socket, ServerOptions.DEFAULT);
    }

    @Override
    public Server createServer(
            Supplier<? extends BaseProtocol> protocolFactory, ServerSocketChannel socket, ServerOptions options)
            throws IOException {
        return Servers.over(self(), protocolFactory, socket, options);
    }

    // --- Hosts and addresses

    /** This loop's look-ups. */
    public NameLookup names() {
        NameLookup present = names;
        if (present == null) {
            present = new NameLookup(self());
            names = present;
        }
        return present;
    }

    /** What connects for this loop. */
    public Connector connector() {
        Connector present = connector;
        if (present == null) {
            present = new Connector(self(), names());
            connector = present;
        }
        return present;
    }

    @Override
    public List<InetSocketAddress> getaddrinfo(@Nullable String host, int port) throws IOException {
        return getaddrinfo(host, port, AddressOptions.DEFAULT);
    }

    @Override
    public List<InetSocketAddress> getaddrinfo(@Nullable String host, int port, AddressOptions options)
            throws IOException {
        return names().getaddrinfo(host, Ports.text(port), options);
    }

    @Override
    public List<InetSocketAddress> getaddrinfo(@Nullable String host, String service, AddressOptions options)
            throws IOException {
        return names().getaddrinfo(host, service, options);
    }

    @Override
    public NameInfo getnameinfo(InetSocketAddress address) throws IOException {
        return getnameinfo(address, NameInfoOptions.DEFAULT);
    }

    @Override
    public NameInfo getnameinfo(InetSocketAddress address, NameInfoOptions options) throws IOException {
        return names().getnameinfo(address, options);
    }
}
