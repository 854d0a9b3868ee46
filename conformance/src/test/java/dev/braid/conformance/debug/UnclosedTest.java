package dev.braid.conformance.debug;

import dev.braid.Asyncio;
import dev.braid.Future;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.ClientHandler;
import dev.braid.io.Protocol;
import dev.braid.io.Server;
import dev.braid.io.StreamPair;
import dev.braid.io.Transport;
import java.io.IOException;
import java.util.logging.Level;

/** What is reclaimed although nobody has closed it. */
class UnclosedTest {

    private static int port(Server server) throws IOException {
        return server.sockets().get(0).localAddress().getPort();
    }

    /** Connects a transport to a server that keeps its end as streams, which are what is given. */
    private static StreamPair connect(boolean close) throws IOException {
        Future<StreamPair> served = Asyncio.runningLoop().createFuture();
        Server server = Asyncio.startServer(
                ClientHandler.plain((reader, writer) -> served.setResult(new StreamPair(reader, writer))), "127.0.0.1", 0);
        Transport transport = Asyncio.runningLoop()
                .createConnection(() -> new Protocol() {}, "127.0.0.1", port(server))
                .transport();
        server.close();
        if (close) {
            transport.close();
        } else {
            transport.pauseReading(); // else the loop has it, to read from
        }
        return served.await();
    }

    private static void showEnd(Trace t, StreamPair streams) throws IOException {
        t.log("the peer", streams.reader().read().length);
        streams.writer().close();
        streams.writer().waitClosed();
    }

    private static void loseTransport(Trace t) throws IOException {
        StreamPair streams = connect(false);
        t.gc();
        showEnd(t, streams);
    }

    private static void loseWriter(Trace t) throws IOException {
        Server server = Asyncio.startServer(ClientHandler.plain((reader, writer) -> {}), "127.0.0.1", 0);
        StreamPair streams = Asyncio.openConnection("127.0.0.1", port(server));
        server.close();
        t.gc();
        showEnd(t, streams);
    }

    @Case(value = "DEBUG-14", plain = true)
    void whatIsLostUnclosedIsWarnedOf(Trace t) throws Exception {
        warned(t, "a loop", () -> t.newLoop());
        warned(t, "a closed loop", () -> t.newLoop().close());
        warned(t, "a transport", () -> t.run(() -> loseTransport(t)));
        warned(t, "a closed transport", () -> t.run(() -> showEnd(t, connect(true))));
        warned(t, "a stream's writer", () -> t.run(() -> loseWriter(t)));
    }

    private static void warned(Trace t, String what, VoidCoroutine lose) throws Exception {
        try (CaughtLog log = new CaughtLog()) {
            lose.run();
            t.collect();
            t.log(what, log.count(Level.WARNING) > 0);
        }
    }
}
