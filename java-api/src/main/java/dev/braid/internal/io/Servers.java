package dev.braid.internal.io;

import dev.braid.internal.EventLoopImpl;
import dev.braid.io.BaseProtocol;
import dev.braid.io.Server;
import dev.braid.io.ServerOptions;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes servers, and has them accept. */
public final class Servers {

    private Servers() {}

    /** For the addresses of hosts. */
    public static Server on(EventLoopImpl loop, Supplier<? extends BaseProtocol> protocols,
            Collection<? extends @Nullable String> hosts, int port, ServerOptions options) throws IOException {
        Objects.requireNonNull(protocols, "protocolFactory");
        Objects.requireNonNull(options, "options");
        Connections.requireTask(loop, "create a server");
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("cannot create a server on " + loop
                    + ": there is no host to listen on; name one, or give null for all addresses of this machine");
        }
        return of(loop, protocols, Binding.open(loop, loop.names(), hosts, Ports.text(port), options), options);
    }

    /** For a socket that somebody else has bound. */
    public static Server over(EventLoopImpl loop, Supplier<? extends BaseProtocol> protocols,
            ServerSocketChannel socket, ServerOptions options) throws IOException {
        Objects.requireNonNull(protocols, "protocolFactory");
        Objects.requireNonNull(options, "options");
        if (socket.getLocalAddress() == null) {
            throw new IllegalArgumentException("cannot serve connections to " + socket
                    + ": it is not bound; bind it first, or give a host and a port");
        }
        Connections.requireTask(loop, "create a server");
        return of(loop, protocols, List.of(socket), options);
    }

    private static Server of(EventLoopImpl loop, Supplier<? extends BaseProtocol> protocols,
            List<ServerSocketChannel> sockets, ServerOptions options) {
        ServerImpl server = new ServerImpl(loop, protocols, sockets, options);
        if (options.startServing()) {
            try {
                server.startServing();
            } catch (Throwable failed) {
                server.close();
                throw failed;
            }
        }
        return server;
    }
}
