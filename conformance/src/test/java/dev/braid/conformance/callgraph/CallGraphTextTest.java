package dev.braid.conformance.callgraph;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CallGraph;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A graph as text. */
class CallGraphTextTest {

    private static final Pattern FRAME = Pattern.compile("\\|   .*\\.(\\w+)\\([^()]*\\)");

    /** Indentation and content of each line, without what differs from run to run or between the languages. */
    private static List<List<Object>> lines(String text) {
        return text.lines().map(CallGraphTextTest::line).collect(Collectors.toList());
    }

    private static List<Object> line(String line) {
        String content = line.stripLeading().replaceAll("0x[0-9a-f]+", "0x");
        Matcher frame = FRAME.matcher(content);
        return List.of(line.length() - line.stripLeading().length(), frame.matches() ? "| " + frame.group(1) : content);
    }

    @Case("CALLGRAPH-12")
    void aGraphAsText(Trace t) {
        Future<Void> future = Asyncio.createFuture();
        class Bodies {
            Task<Void> task;

            void inner() {
                future.await();
            }

            void middle() {
                inner();
            }

            void outer() {
                task.await();
            }
        }

        Bodies bodies = new Bodies();
        bodies.task = Asyncio.createTask(bodies::middle, named("task"));
        Task<Void> waiter = Asyncio.createTask(bodies::outer, named("waiter"));
        Asyncio.sleep(ofSeconds(1));
        lines(CallGraph.capture(bodies.task).format()).forEach(line -> t.log("task", line));
        lines(CallGraph.capture(future).format()).forEach(line -> t.log("future", line));
        future.setResult(null);
        waiter.await();
        lines(CallGraph.capture(future).format()).forEach(line -> t.log("alone", line));
    }

    @Case("CALLGRAPH-13")
    void withoutACurrentTaskTheTextIsEmpty(Trace t) {
        Asyncio.runningLoop().callSoon(() -> t.log("in a callback", CallGraph.formatCurrent().isEmpty()));
        Asyncio.sleep(ofSeconds(1));
        t.log("in a task", CallGraph.formatCurrent().isEmpty());
    }

    @Case("CALLGRAPH-14")
    void theTextMayBePrinted(Trace t) {
        Future<Void> future = Asyncio.createFuture();
        class Bodies {
            void waits() {
                future.await();
            }
        }

        Task<Void> task = Asyncio.createTask(new Bodies()::waits, named("task"));
        Asyncio.sleep(ofSeconds(1));
        CallGraph graph = CallGraph.capture(task);
        String text = graph.format() + System.lineSeparator();
        ByteArrayOutputStream given = new ByteArrayOutputStream();
        graph.print(stream(given));
        t.log("to a stream", text(given).equals(text));
        ByteArrayOutputStream standard = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(stream(standard));
        try {
            graph.print();
        } finally {
            System.setOut(before);
        }
        t.log("to standard output", text(standard).equals(text));
        t.log("with its frames", text.contains("waits"));
        future.setResult(null);
        task.await();
    }

    private static PrintStream stream(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }
}
