package dev.braid.internal.io;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.io.ClientHandler;
import dev.braid.io.ConnectionOptions;
import dev.braid.io.Server;
import dev.braid.io.ServerOptions;
import dev.braid.io.StreamPair;
import dev.braid.io.StreamReader;
import dev.braid.io.StreamReaderProtocol;
import dev.braid.io.StreamWriter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Streams over connections and servers of the running loop. */
public final class Streams {

    private Streams() {}

    /** {@code asyncio.open_connection}. */
    public static StreamPair open(@Nullable String host, int port, ConnectionOptions options) throws IOException {
        Objects.requireNonNull(options, "options");
        EventLoop loop = Asyncio.runningLoop();
        StreamReader reader = new StreamReader(options.limit(), loop);
        StreamReaderProtocol protocol = new StreamReaderProtocol(reader, null, loop);
        var connection = loop.createConnection(() -> protocol, host, port, options);
        return new StreamPair(reader, new StreamWriter(connection.transport(), protocol, reader, loop));
    }

    /** {@link #open}, for the bridge. */
    public static Coroutine<StreamPair> opening(@Nullable String host, int port, ConnectionOptions options) {
        return () -> open(host, port, options);
    }

    /** {@code asyncio.start_server}. */
    public static Server serve(ClientHandler handler, @Nullable String host, int port, ServerOptions options)
            throws IOException {
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(options, "options");
        EventLoop loop = Asyncio.runningLoop();
        return loop.createServer(
                () -> new StreamReaderProtocol(new StreamReader(options.limit(), loop), handler, loop), host, port, options);
    }

    /** {@link #serve}, for the bridge. */
    public static Coroutine<Server> serving(
            ClientHandler handler, @Nullable String host, int port, ServerOptions options) {
        return () -> serve(handler, host, port, options);
    }
}
