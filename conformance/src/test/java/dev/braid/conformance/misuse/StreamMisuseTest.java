package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.LimitOverrunException;
import dev.braid.Runner;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.ClientHandler;
import dev.braid.io.StreamPair;
import dev.braid.io.StreamReader;
import dev.braid.io.StreamReaderProtocol;
import dev.braid.io.Transport;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Streams used where, when or as they must not be. */
class StreamMisuseTest {

    private static StreamReader readerOf(int limit, String bytes) {
        StreamReader reader = new StreamReader(limit);
        reader.feedData(bytes.getBytes());
        return reader;
    }

    @Everywhere
    void readsThatMakeNoSense() throws Exception {
        StreamReader reader = readerOf(4, "apples and pears");
        Refusal.of(IllegalArgumentException.class, () -> new StreamReader(0))
                .saying("cannot create a StreamReader: its limit is 0 bytes");
        Refusal.of(IllegalArgumentException.class, () -> reader.readexactly(-2))
                .saying("cannot read exactly -2 bytes of StreamReader[16 bytes, limit=4]: ");
        Refusal.of(IllegalArgumentException.class, () -> reader.readuntil(new byte[0]))
                .advising(": it is empty; give one of at least 1 byte");
        Refusal.of(IllegalArgumentException.class, () -> reader.readuntil(List.of())).advising(": there is none; ");
        Refusal.of(LimitOverrunException.class, () -> reader.readuntil(" ".getBytes()))
                .advising("until a separator: one is there, but more than the limit of 4 bytes before it; ");
        Refusal.of(LimitOverrunException.class, () -> reader.readuntil("!".getBytes()))
                .advising("until a separator: none is there in more than the limit of 4 bytes; ");
        Refusal.of(IllegalArgumentException.class, reader::readline)
                .saying("cannot read a line of StreamReader[16 bytes, limit=4]: it is longer than the limit of 4 bytes");
        assertEquals("StreamReader[limit=4]", reader.toString());
    }

    @Everywhere
    void twoTasksThatWait() throws Exception {
        StreamReader reader = new StreamReader();
        var task = Asyncio.createTask(() -> reader.read(1));
        Asyncio.yieldNow();
        Refusal.of(IllegalStateException.class, reader::readline)
                .saying("cannot read a line of StreamReader[waiter=")
                .advising(": another task waits for its bytes");
        reader.feedData(new byte[] {7});
        assertArrayEquals(new byte[] {7}, task.await());
    }

    @Everywhere
    void feedingWhatHasEnded() {
        StreamReader reader = new StreamReader();
        reader.feedEof();
        reader.feedEof();
        Refusal.of(IllegalStateException.class, () -> reader.feedData(new byte[3]))
                .saying("cannot feed 3 bytes into StreamReader[eof]: its end has been fed; ");
    }

    @Everywhere
    void writingAndDrainingWhatIsLost() throws Exception {
        StreamPair[] served = new StreamPair[1];
        var server = Asyncio.startServer(
                ClientHandler.plain((reader, writer) -> served[0] = new StreamPair(reader, writer)), "127.0.0.1", 0);
        var client = Asyncio.openConnection("127.0.0.1", server.sockets().get(0).localAddress().getPort());
        server.close();
        client.writer().writeEof();
        Refusal.of(IllegalStateException.class, () -> client.writer().write(new byte[1])).saying("cannot write");
        Refusal.of(IllegalStateException.class, () -> client.reader().setTransport((Transport) client.writer().transport()))
                .saying("cannot set a transport for StreamReader[transport=SocketTransport[")
                .advising(": it has one already; ");
        client.writer().close();
        client.writer().waitClosed();
        Refusal.of(SocketException.class, client.writer()::drain).saying("cannot drain a stream: its connection is lost; ");
        while (served[0] == null || !served[0].reader().atEof()) {
            Asyncio.yieldNow();
        }
        served[0].writer().close();
        served[0].writer().waitClosed();
    }

    @Everywhere(plain = true)
    void streamsElsewhereThanInATaskOfTheirLoop(Trace t) throws Exception {
        Refusal.of(IllegalStateException.class, StreamReader::new)
                .saying("cannot create a StreamReader: no event loop is running on this thread (")
                .advising(" and none is registered for it; ");
        try (Runner runner = t.runner(); Runner other = t.runner()) {
            StreamReader reader = new StreamReader(4, runner.loop());
            Refusal.of(IllegalStateException.class, reader::read).saying("cannot await Future[pending");
            other.run(() -> {
                Refusal.of(IllegalStateException.class, reader::readline).saying("cannot await Future[pending");
            });
            Refusal.of(IllegalStateException.class, () -> new StreamReaderProtocol(reader))
                    .saying("cannot create a StreamReaderProtocol: no event loop");
            reader.feedEof();
            runner.run(() -> {
                assertEquals(0, reader.read().length);
            });
            Refusal.of(IllegalStateException.class, () -> Asyncio.openConnection("127.0.0.1", 1)).saying("cannot ");
        }
    }

    @Everywhere
    void nullsAreRefusedByName() {
        StreamReader reader = new StreamReader();
        refused("loop", () -> new StreamReader(1, null));
        refused("error", () -> reader.setException(null));
        refused("transport", () -> reader.setTransport(null));
        refused("separator", () -> reader.readuntil((byte[]) null));
        refused("separators", () -> reader.readuntil((List<byte[]>) null));
        refused("reader", () -> new StreamReaderProtocol(null));
        refused("loop", () -> new StreamReaderProtocol(reader, null, null));
        refused("handler", () -> ClientHandler.plain(null));
        refused("handler", () -> Asyncio.startServer(null, "127.0.0.1", 0));
        refused("options", () -> Asyncio.startServer((in, out) -> {}, "127.0.0.1", 0, null));
        refused("options", () -> Asyncio.openConnection("127.0.0.1", 1, null));
    }

    private static void refused(String argument, Executable call) {
        assertEquals(argument, assertThrows(NullPointerException.class, call).getMessage());
    }
}
