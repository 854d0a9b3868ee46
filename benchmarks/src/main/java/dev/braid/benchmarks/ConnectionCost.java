package dev.braid.benchmarks;

import dev.braid.Asyncio;
import dev.braid.TaskGroup;
import dev.braid.io.Server;
import dev.braid.io.StreamPair;
import dev.braid.io.StreamReader;
import dev.braid.io.StreamWriter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What it costs to send something over TCP and to get it back, server and clients on one loop. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ConnectionCost {

    private static final int ROUNDS = 20_000;
    private static final int CLIENTS = 100;
    private static final int MESSAGE_BYTES = 64;
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MEGABYTES = 64;
    private static final int MEGABYTE = 1 << 20;

    private static void serve(StreamReader reader, StreamWriter writer) throws IOException {
        for (byte[] data = reader.read(MOST_BYTES); data.length > 0; data = reader.read(MOST_BYTES)) {
            writer.write(data);
            writer.drain();
        }
        writer.close();
    }

    private static StreamPair connect(Server server) throws IOException {
        return Asyncio.openConnection("127.0.0.1", server.sockets().get(0).localAddress().getPort());
    }

    private static void exchange(Server server, int rounds) throws IOException {
        StreamPair streams = connect(server);
        byte[] message = new byte[MESSAGE_BYTES];
        for (int i = 0; i < rounds; i++) {
            streams.writer().write(message);
            streams.writer().drain();
            streams.reader().readexactly(MESSAGE_BYTES);
        }
        streams.writer().close();
    }

    /** One client, which waits for each answer. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void echo(LoopState loop) {
        loop.run(() -> {
            Server server = Asyncio.startServer(ConnectionCost::serve, "127.0.0.1", 0);
            exchange(server, ROUNDS);
            server.close();
            server.waitClosed();
        });
    }

    /** A hundred clients at once. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void echoMany(LoopState loop) {
        loop.run(() -> {
            Server server = Asyncio.startServer(ConnectionCost::serve, "127.0.0.1", 0);
            TaskGroup.run(group -> {
                for (int i = 0; i < CLIENTS; i++) {
                    group.createTask(() -> exchange(server, ROUNDS / CLIENTS));
                }
            });
            server.close();
            server.waitClosed();
        });
    }

    /** A megabyte there and back, many of them under way. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public void transfer(LoopState loop) {
        loop.run(() -> {
            Server server = Asyncio.startServer(ConnectionCost::serve, "127.0.0.1", 0);
            StreamPair streams = connect(server);
            TaskGroup.run(group -> {
                group.createTask(() -> {
                    byte[] megabyte = new byte[MEGABYTE];
                    for (int i = 0; i < MEGABYTES; i++) {
                        streams.writer().write(megabyte);
                        streams.writer().drain();
                    }
                    streams.writer().writeEof();
                });
                for (int left = MEGABYTES * MEGABYTE; left > 0; ) {
                    left -= streams.reader().read(MOST_BYTES).length;
                }
            });
            streams.writer().close();
            server.close();
            server.waitClosed();
        });
    }
}
