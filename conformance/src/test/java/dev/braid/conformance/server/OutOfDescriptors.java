package dev.braid.conformance.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.ExceptionContext;
import dev.braid.Future;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.io.Server;
import dev.braid.spi.Engine;
import dev.braid.testing.VirtualTime;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server that has no descriptors left for a while, in a JVM of its own: here they would be missing elsewhere, too. */
final class OutOfDescriptors {

    private static final int DESCRIPTORS = 200;
    private static final long PATIENCE_SECONDS = 20;

    /** What the program saw. The same on every combination, so run once. */
    static OutOfDescriptors seen() {
        return Once.SEEN;
    }

    // Not of the class itself: the other JVM's program initialises that, and would run a third one.
    private static final class Once {
        static final OutOfDescriptors SEEN = run();
    }

    final String error;
    final boolean ofTheSocket;
    final boolean acceptedMeanwhile;
    final Duration acceptedAfter;

    private OutOfDescriptors(String error, boolean ofTheSocket, boolean acceptedMeanwhile, Duration acceptedAfter) {
        this.error = error;
        this.ofTheSocket = ofTheSocket;
        this.acceptedMeanwhile = acceptedMeanwhile;
        this.acceptedAfter = acceptedAfter;
    }

    private static OutOfDescriptors run() {
        ProcessBuilder jvm = new ProcessBuilder("sh", "-c", "ulimit -n " + DESCRIPTORS + " && exec \"$@\"", "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-ea",
                "-cp", System.getProperty("java.class.path"), OutOfDescriptors.class.getName());
        jvm.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = jvm.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the other JVM does not end");
            }
            String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.exitValue() != 0) {
                throw new AssertionError("the other JVM ended with " + process.exitValue() + " and said " + answer);
            }
            String[] parts = answer.trim().split(" ");
            return new OutOfDescriptors(parts[0], Boolean.parseBoolean(parts[1]), Boolean.parseBoolean(parts[2]),
                    Duration.ofNanos(Long.parseLong(parts[3])));
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError("the other JVM could not be run", failed);
        }
    }

    /** The other JVM's program. */
    public static void main(String[] arguments) throws Exception {
        loadClasses();
        EventLoop loop = Engine.newLoop(VirtualTime.host());
        String seen = loop.runUntilComplete(loop.createTask(OutOfDescriptors::serve));
        loop.close();
        System.out.print(seen);
    }

    /** What is loaded from files has to be there before. */
    private static void loadClasses() throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path root = Path.of(entry);
            if (Files.isDirectory(root.resolve("dev/braid"))) {
                try (Stream<Path> files = Files.walk(root.resolve("dev/braid"))) {
                    for (Path file : files.filter(each -> each.toString().endsWith(".class")).collect(Collectors.toList())) {
                        load(root.relativize(file).toString());
                    }
                }
            }
        }
    }

    private static void load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.');
        try {
            Class.forName(name, false, OutOfDescriptors.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError unusable) {
            // A test's, of a library that is not there: it has no part in this.
        }
    }

    private static String serve() throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        long begin = loop.timeNanos();
        Peer served = new Peer();
        Future<ExceptionContext> reported = loop.createFuture();
        loop.setExceptionHandler((of, context) -> {
            if (!reported.done()) {
                reported.setResult(context);
            }
        });
        Server server = loop.createServer(() -> served, "127.0.0.1", 0);
        SocketChannel client = SocketChannel.open(Peers.address(server));
        ExceptionContext context;
        boolean accepted;
        Deque<FileInputStream> all = new ArrayDeque<>();
        try {
            takeAll(all);
            context = reported.await();
            accepted = served.made.done();
        } finally {
            for (FileInputStream each : all) {
                each.close();
            }
        }
        boolean ofTheSocket = client.getRemoteAddress().equals(Objects.requireNonNull(context.socket()).localAddress());
        served.made.await();
        long after = loop.timeNanos() - begin;
        client.close();
        served.lost.await();
        server.close();
        String error = context.exception() instanceof IOException ? "OSError" : String.valueOf(context.exception());
        return String.join(" ", List.of(error.replace(' ', '_'), String.valueOf(ofTheSocket), String.valueOf(accepted),
                String.valueOf(after)));
    }

    private static void takeAll(Deque<FileInputStream> all) {
        while (true) {
            try {
                all.add(new FileInputStream("/dev/null"));
            } catch (IOException noneLeft) {
                if (all.isEmpty()) {
                    throw new UncheckedIOException(noneLeft);
                }
                return;
            }
        }
    }
}
