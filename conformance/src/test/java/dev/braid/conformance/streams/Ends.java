package dev.braid.conformance.streams;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.io.ClientHandler;
import dev.braid.io.ConnectionOptions;
import dev.braid.io.Server;
import dev.braid.io.StreamPair;
import dev.braid.io.StreamReader;
import dev.braid.io.StreamWriter;
import dev.braid.io.TransportSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.function.BooleanSupplier;

/** Both ends of a connection, as streams: a client's, and those of the server's end. */
record Ends(StreamReader reader, StreamWriter writer, StreamReader served, StreamWriter other) {

    /** What no kernel takes all at once, in bytes. */
    static final int MORE_THAN_BUFFERS = 20_000_000;

    static Ends connect() throws IOException {
        Future<StreamPair> served = Asyncio.runningLoop().createFuture();
        Server server = Asyncio.startServer(
                ClientHandler.plain((reader, writer) -> served.setResult(new StreamPair(reader, writer))), "127.0.0.1", 0);
        StreamPair client = connectTo(server);
        server.close();
        StreamPair other = served.await();
        return new Ends(client.reader(), client.writer(), other.reader(), other.writer());
    }

    static InetSocketAddress address(Server server) throws IOException {
        return server.sockets().get(0).localAddress();
    }

    static StreamPair connectTo(Server server) throws IOException {
        return Asyncio.openConnection("127.0.0.1", address(server).getPort(), ConnectionOptions.DEFAULT);
    }

    /** Closes connections, and waits until they are. */
    static void part(StreamWriter... writers) throws IOException {
        for (StreamWriter writer : writers) {
            writer.close();
        }
        for (StreamWriter writer : writers) {
            writer.waitClosed();
        }
    }

    /** Ends a connection so that its other end fails. */
    static void reset(StreamWriter writer) throws IOException {
        ((TransportSocket) writer.extraInfo("socket")).setOption(StandardSocketOptions.SO_LINGER, 0);
        writer.transport().abort();
    }

    /** Tells, when it is asked, whether something has run in between. */
    static BooleanSupplier suspends(EventLoop loop) {
        boolean[] ran = new boolean[1];
        loop.callSoon(() -> ran[0] = true);
        return () -> ran[0];
    }
}
