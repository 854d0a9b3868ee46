package dev.braid.conformance.streams;

import static dev.braid.conformance.streams.Ends.address;
import static dev.braid.conformance.streams.Ends.connectTo;
import static dev.braid.conformance.streams.Ends.part;
import static dev.braid.conformance.streams.Feeding.bytes;
import static dev.braid.conformance.streams.Feeding.text;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.ClientHandler;
import dev.braid.io.ConnectionOptions;
import dev.braid.io.StreamPair;
import dev.braid.io.StreamReader;
import dev.braid.io.StreamWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/** Connecting, and serving clients. */
class ConnectTest {

    /** Serves a client: greets it by the name that it sends. */
    private static void greets(StreamReader reader, StreamWriter writer) throws IOException {
        byte[] name = reader.readline();
        writer.write(bytes("hello " + text(name)));
        part(writer);
    }

    @Case("STREAMS-01")
    void connectingGivesAReaderAndAWriter(Trace t) throws Exception {
        var server = Asyncio.startServer(ConnectTest::greets, "127.0.0.1", 0);
        int port = address(server).getPort();
        for (String host : List.of("127.0.0.1", "localhost")) {
            var streams = Asyncio.openConnection(host, port);
            streams.writer().write(bytes("you\n"));
            t.log("answer", text(streams.reader().read()));
            part(streams.writer());
        }
        var streams = Asyncio.openConnection("127.0.0.1", port, ConnectionOptions.DEFAULT.withLimit(4));
        streams.writer().write(bytes("you\n"));
        try {
            streams.reader().readline();
        } catch (IllegalArgumentException e) {
            t.log("more than the limit", e);
        }
        part(streams.writer());
        server.close();
        server.waitClosed();
    }

    @Case("STREAMS-02")
    void aConnectionThatFailsIsAnError(Trace t) throws Exception {
        var server = Asyncio.startServer(ConnectTest::greets, "127.0.0.1", 0);
        int port = address(server).getPort();
        server.close();
        try {
            Asyncio.openConnection("127.0.0.1", port);
        } catch (IOException e) {
            t.log("nobody listens", e);
        }
        var again = Asyncio.startServer(ConnectTest::greets, "127.0.0.1", port);
        var streams = Asyncio.openConnection("127.0.0.1", port);
        streams.writer().write(bytes("you\n"));
        t.log("again", text(streams.reader().read()));
        part(streams.writer());
        again.close();
    }

    @Case("STREAMS-04")
    void eachClientIsServedOnceAndByItsOwnStreams(Trace t) throws Exception {
        List<StreamPair> served = new ArrayList<>();
        ClientHandler serves = (reader, writer) -> {
            String name = text(reader.readline());
            t.log("serves", name);
            served.add(new StreamPair(reader, writer));
            writer.write(bytes("hello " + name));
        };
        var server = Asyncio.startServer(serves, "127.0.0.1", 0);
        List<StreamPair> clients = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            var client = connectTo(server);
            clients.add(client);
            client.writer().write(bytes(name + "\n"));
            t.log("client", text(client.reader().readline()));
        }
        t.log("served", served.size());
        List<StreamPair> reversed = new ArrayList<>(served);
        Collections.reverse(reversed);
        for (StreamPair one : reversed) {
            one.writer().write(bytes("bye\n"));
        }
        for (StreamPair client : clients) {
            t.log("client", text(client.reader().readline()));
        }
        clients.addAll(served);
        part(clients.stream().map(StreamPair::writer).toArray(StreamWriter[]::new));
        server.close();
        server.waitClosed();
    }

    @Case("STREAMS-05")
    void aCoroutineIsRunAsATaskAndAFunctionIsCalled(Trace t) throws Exception {
        List<Task<?>> tasks = new ArrayList<>();
        ClientHandler coroutine = (reader, writer) -> {
            tasks.add(Asyncio.currentTask());
            t.log("coroutine");
            writer.write(bytes("coroutine\n"));
            Asyncio.sleep(Duration.ofSeconds(1));
            t.log("goes on");
            part(writer);
        };
        ClientHandler function = ClientHandler.plain((reader, writer) -> {
            t.log("function", Asyncio.currentTask() == null);
            writer.write(bytes("function\n"));
            writer.close();
        });
        for (ClientHandler handler : List.of(coroutine, function)) {
            var server = Asyncio.startServer(handler, "127.0.0.1", 0);
            for (int i = 0; i < 2; i++) {
                var client = connectTo(server);
                t.log("client", text(client.reader().read()));
                part(client.writer());
            }
            server.close();
            server.waitClosed();
        }
        t.log("tasks", new HashSet<>(tasks).size(), tasks.contains(Asyncio.currentTask()));
    }

    /** Connects to a server of that handler, and waits until it has closed the connection. */
    private static void endOfAConnectionTo(Trace t, ClientHandler handler) throws IOException {
        var server = Asyncio.startServer(handler, "127.0.0.1", 0);
        var client = connectTo(server);
        t.log("client", client.reader().read().length);
        part(client.writer());
        server.close();
        server.waitClosed();
    }

    @Case("STREAMS-06")
    void aHandlerThatFailsIsReportedAndItsConnectionClosed(Trace t) throws Exception {
        t.catchReports();
        endOfAConnectionTo(t, (reader, writer) -> {
            throw new Boom("at once");
        });
        endOfAConnectionTo(t, (reader, writer) -> {
            Asyncio.sleep(Duration.ofSeconds(1));
            throw new Boom("later");
        });
    }

    @Case("STREAMS-07")
    void aFunctionThatFailsIsReportedAndItsConnectionClosed(Trace t) throws Exception {
        t.catchReports();
        endOfAConnectionTo(t, ClientHandler.plain((reader, writer) -> {
            throw new Boom("function");
        }));
    }

    @Case("STREAMS-08")
    void aHandlerThatIsCancelledHasItsConnectionClosed(Trace t) throws Exception {
        t.catchReports();
        endOfAConnectionTo(t, (reader, writer) -> {
            Asyncio.runningLoop().callLater(Duration.ofSeconds(1), Asyncio.currentTask()::cancel);
            try {
                reader.read();
            } catch (CancelledError e) {
                t.log("cancelled", e);
                throw e;
            }
        });
    }
}
