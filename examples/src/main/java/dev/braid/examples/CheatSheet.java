package dev.braid.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ExceptionGroup;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskGroup;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.io.Server;
import dev.braid.io.StreamPair;
import dev.braid.io.StreamReader;
import dev.braid.io.StreamWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** asyncio's most used words in Java: the README's table as a program. */
public final class CheatSheet {

    private CheatSheet() {}

    public static void main(String[] args) {
        int answer = Asyncio.run(() -> work(42));
        System.out.println("the main task returned " + answer);

        Asyncio.run(() -> {
            Task<Integer> task = Asyncio.createTask(() -> work(1));
            System.out.println(Asyncio.currentTask().name() + " waits for " + task.name());
            System.out.println("awaited " + task.await());

            TaskGroup.run(group -> {
                group.createTask(() -> work(2));
                group.createTask(() -> work(3));
            });

            List<Integer> both = Asyncio.gather(() -> work(4), () -> work(5)).await();
            System.out.println("gathered " + both);

            try {
                Timeout.after(Duration.ofMillis(50), timeout -> {
                    Asyncio.sleep(Duration.ofSeconds(1));
                });
            } catch (TimeoutException late) {
                System.out.println("timed out");
            }

            long size = Asyncio.toThread(() -> Files.size(Path.of("")));
            System.out.println("a blocking call on another thread gave " + size);

            Task<Integer> stubborn = Asyncio.createTask(() -> work(6));
            System.out.println("shielded " + Asyncio.shield(stubborn).await());

            Task<Integer> unwanted = Asyncio.createTask(() -> work(7));
            unwanted.cancel();
            try {
                unwanted.await();
            } catch (CancelledError cancelled) {
                System.out.println("cancelled");
            }

            try {
                TaskGroup.run(group -> {
                    group.createTask(() -> fail());
                });
            } catch (ExceptionGroup errors) {
                errors.on(IOException.class, io -> System.out.println("failed: " + io.exceptions())).orThrow();
            }

            Future<String> promise = Asyncio.runningLoop().createFuture();
            Asyncio.runningLoop().callLater(Duration.ofMillis(10), () -> promise.setResult("kept"));
            System.out.println("promise " + promise.await());

            Server server = Asyncio.startServer(CheatSheet::serve, "localhost", 0);
            int port = server.sockets().get(0).localAddress().getPort();
            StreamPair streams = Asyncio.openConnection("localhost", port);
            System.out.println("received " + new String(streams.reader().readline(), UTF_8).strip());
            streams.writer().close();
            server.close();

            Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);
            Task<Integer> eager = Asyncio.createTask(() -> 8);
            System.out.println("done at once: " + eager.done());
        });
    }

    private static int work(int value) {
        Asyncio.sleep(Duration.ofMillis(10));
        return value;
    }

    private static void serve(StreamReader reader, StreamWriter writer) throws IOException {
        writer.write("hello over TCP\n".getBytes(UTF_8));
        writer.close();
        writer.waitClosed();
    }

    private static void fail() throws IOException {
        throw new IOException("no disk");
    }
}
