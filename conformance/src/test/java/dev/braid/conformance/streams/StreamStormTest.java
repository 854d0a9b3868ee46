package dev.braid.conformance.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.IncompleteReadException;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.io.Server;
import dev.braid.io.StreamPair;
import dev.braid.io.StreamReader;
import dev.braid.io.StreamWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Many connections at once, some of which end badly: those that do not are not disturbed, and nothing stays behind. */
class StreamStormTest {

    // Fewer than a backlog holds: beyond it, the system resets connections.
    private static final int CLIENTS = 60;
    private static final int MOST_BYTES = 300_000;

    private final List<Object> reports = new ArrayList<>();
    private int exchanged;
    private int broken;

    @Everywhere
    void connectionsThatEndBadlyDisturbNoOthers() throws Exception {
        Asyncio.runningLoop().setExceptionHandler((loop, problem) -> reports.add(problem));
        Server server = Asyncio.startServer(this::echo, "127.0.0.1", 0);
        int port = server.sockets().get(0).localAddress().getPort();
        TaskGroup.run(group -> {
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(i);
                switch (i % 6) {
                    case 0 -> group.createTask(() -> exchange(port, random));
                    case 1 -> group.createTask(() -> sendAllThenReadAll(port, random));
                    case 2 -> group.createTask(() -> abort(port, random));
                    case 3 -> group.createTask(() -> leaveWithoutReading(port, random));
                    case 4 -> group.createTask(() -> cancelledWhileReading(port, random));
                    default -> group.createTask(() -> askForFailure(port));
                }
            }
        });
        server.close();
        server.waitClosed();
        assertEquals(CLIENTS / 6 * 2, exchanged);
        assertEquals(CLIENTS / 6, broken);
        assertEquals(CLIENTS / 6, reports.size(), () -> "reports: " + reports);
        assertEquals(Set.of(Asyncio.currentTask()), Asyncio.allTasks());
    }

    // The first byte says what is to be done with the rest: 0 sends it back, 1 fails.
    private void echo(StreamReader reader, StreamWriter writer) throws IOException {
        try (AutoCloseable closing = writer::close) {
            if (reader.readexactly(1)[0] == 1) {
                throw new IllegalArgumentException("asked to fail");
            }
            for (byte[] data = reader.read(10_000); data.length > 0; data = reader.read(10_000)) {
                writer.write(data);
                writer.drain();
            }
        } catch (IOException lost) {
            // The client has aborted, or left without reading; nobody is there to be told.
        } catch (IllegalArgumentException asked) {
            throw asked;
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static StreamPair connect(int port, int command) throws IOException {
        StreamPair streams = Asyncio.openConnection("127.0.0.1", port);
        streams.writer().write(new byte[] {(byte) command});
        return streams;
    }

    private static byte[] someBytes(Random random, int most) {
        byte[] bytes = new byte[1 + random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    private void exchange(int port, Random random) throws IOException {
        StreamPair streams = connect(port, 0);
        for (int i = 0; i < 20; i++) {
            byte[] message = someBytes(random, 5_000);
            streams.writer().write(message);
            assertArrayEquals(message, streams.reader().readexactly(message.length));
        }
        streams.writer().close();
        streams.writer().waitClosed();
        exchanged++;
    }

    private void sendAllThenReadAll(int port, Random random) throws IOException {
        StreamPair streams = connect(port, 0);
        byte[] message = someBytes(random, MOST_BYTES);
        Task<byte[]> answer = Asyncio.createTask(() -> streams.reader().read());
        streams.writer().write(message);
        streams.writer().drain();
        streams.writer().writeEof();
        assertArrayEquals(message, answer.await());
        streams.writer().close();
        exchanged++;
    }

    private void abort(int port, Random random) throws IOException {
        StreamPair streams = connect(port, 0);
        streams.writer().write(someBytes(random, MOST_BYTES));
        streams.reader().readexactly(1);
        streams.writer().transport().abort();
        streams.writer().waitClosed();
    }

    private void leaveWithoutReading(int port, Random random) throws IOException {
        StreamPair streams = connect(port, 0);
        streams.writer().write(someBytes(random, MOST_BYTES));
        streams.writer().close();
    }

    private void cancelledWhileReading(int port, Random random) throws IOException {
        StreamPair streams = connect(port, 0);
        byte[] message = someBytes(random, 1_000);
        Task<byte[]> reading = Asyncio.createTask(() -> streams.reader().readexactly(message.length + 1));
        streams.writer().write(message);
        Asyncio.sleep(Duration.ofMillis(random.nextInt(5)));
        reading.cancel();
        try {
            reading.await();
            throw new AssertionError("there are too few bytes for it to end");
        } catch (CancelledError expected) {
            assertTrue(reading.cancelled());
        }
        // What had arrived is still there.
        assertArrayEquals(message, streams.reader().readexactly(message.length));
        streams.writer().close();
    }

    private void askForFailure(int port) throws IOException {
        StreamPair streams = connect(port, 1);
        try {
            streams.reader().readexactly(1);
            throw new AssertionError("the handler has failed, so nothing can come");
        } catch (IncompleteReadException closed) {
            broken++;
        }
        streams.writer().close();
    }
}
