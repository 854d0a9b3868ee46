package dev.braid.conformance.streams;

import static dev.braid.conformance.streams.Ends.connectTo;
import static dev.braid.conformance.streams.Ends.part;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.ClientHandler;
import dev.braid.io.StreamPair;
import java.io.IOException;
import java.util.logging.Level;

/** Writers that nobody closed. */
class LostWriterTest {

    /** The other end of a connection whose client's streams are lost. */
    private static StreamPair losesOne() throws IOException {
        var ends = Ends.connect();
        return new StreamPair(ends.served(), ends.other());
    }

    private static StreamPair losesAClosedOne() throws IOException {
        var ends = Ends.connect();
        part(ends.writer());
        return new StreamPair(ends.served(), ends.other());
    }

    private static StreamPair losesAServers(Trace t) throws IOException {
        var server = Asyncio.startServer(ClientHandler.plain((reader, writer) -> t.log("served")), "127.0.0.1", 0);
        var streams = connectTo(server);
        server.close();
        return streams;
    }

    private static void closesAll() throws IOException {
        var ends = Ends.connect();
        part(ends.writer(), ends.other());
    }

    @Case(value = "STREAMS-49", plain = true)
    void aWriterThatIsLostIsClosedAndWarnedOf(Trace t) throws Exception {
        t.collect(); // what others have lost
        shows(t, "closed", LostWriterTest::losesAClosedOne);
        shows(t, "lost", LostWriterTest::losesOne);
        shows(t, "a server's", () -> losesAServers(t));
        leaves(t, "closed before its loop", LostWriterTest::closesAll);
        leaves(t, "left to a loop that is closed", () -> losesOne());
    }

    private static void shows(Trace t, String what, Coroutine<StreamPair> losing) throws Exception {
        t.run(() -> {
            StreamPair streams;
            try (CaughtLog log = new CaughtLog()) {
                streams = losing.run();
                t.gc();
                t.log(what, streams.reader().read().length, "warned", log.count(Level.WARNING) > 0);
            }
            part(streams.writer());
        });
    }

    private static void leaves(Trace t, String what, VoidCoroutine losing) throws Exception {
        try (CaughtLog log = new CaughtLog()) {
            t.run(losing);
            t.collect();
            t.log(what, "warned", log.count(Level.WARNING) > 0);
        }
    }
}
