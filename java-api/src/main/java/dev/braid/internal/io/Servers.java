package dev.braid.internal.io;

import dev.braid.internal.EventLoopImpl;
import dev.braid.io.BaseProtocol;
import dev.braid.io.Server;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Makes servers of bound sockets. */
public final class Servers {

    // asyncio's backlog.
    private static final int DEFAULT_BACKLOG = 100;

    private Servers() {}

    /** For a socket that somebody else has bound. */
    public static Server over(
            EventLoopImpl loop, Supplier<? extends BaseProtocol> protocols, ServerSocketChannel socket)
            throws IOException {
        Objects.requireNonNull(protocols, "protocolFactory");
        if (socket.getLocalAddress() == null) {
            throw new IllegalArgumentException("cannot serve connections to " + socket
                    + ": it is not bound; bind it first, or give a host and a port");
        }
        return of(loop, protocols, List.of(socket), DEFAULT_BACKLOG, true);
    }

    /** A server over bound sockets, which accepts if it is to. Suspends for one iteration in that case. */
    static Server of(
            EventLoopImpl loop,
            Supplier<? extends BaseProtocol> protocols,
            List<ServerSocketChannel> sockets,
            int backlog,
            boolean startServing) {
        Connections.requireTask(loop, "create a server");
        ServerImpl server = new ServerImpl(loop, protocols, sockets, backlog);
        if (startServing) {
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
