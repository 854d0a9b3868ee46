package dev.braid.conformance.taskobject;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.Asyncio;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The stack that a task shows. The bodies are methods here, so that frames have the names that Python's have. */
class TaskStackTest {

    private static final Set<String> KNOWN = Set.of("outer", "middle", "inner", "direct");

    private static final Pattern FRAME = Pattern.compile("\\.(\\w+)\\([^()]*\\)$");

    @Case("TASK-54")
    void theStackOfATask(Trace t) throws Exception {
        class Bodies {
            void outer() {
                inner();
            }

            void inner() {
                Asyncio.sleep(ofSeconds(1));
                throw new Boom("a");
            }

            void direct(Future<Void> future) {
                future.await();
            }
        }

        Bodies bodies = new Bodies();
        Future<Void> future = Asyncio.runningLoop().createFuture();
        Task<Void> waits = Asyncio.createTask(() -> bodies.direct(future));
        Task<Void> fails = Asyncio.createTask(bodies::outer);
        Task<Void> returned = Asyncio.createTask(() -> {});
        Asyncio.yieldNow();
        t.log("suspended", functions(waits.stack()));
        t.log("suspended further down", functions(fails.stack()).get(0));
        assertEquals(List.of("outer", "inner"), functions(fails.stack()), "Braid goes on to the frame that suspended");
        Asyncio.sleep(ofSeconds(2));
        t.log("failed", functions(fails.stack()), fails.exception());
        t.log("returned", returned.stack().size());
        waits.cancel();
        Asyncio.yieldNow();
        t.log("cancelled", waits.cancelled(), waits.stack().size());
    }

    @Case("TASK-55")
    void aStackMayBeLimited(Trace t) throws Exception {
        class Bodies {
            // The whole body of its task, so that no lambda's frame is counted.
            Void outer() {
                middle();
                return null;
            }

            void middle() {
                inner();
            }

            void inner() {
                throw new Boom("a");
            }

            Void direct() {
                return future.await();
            }

            final Future<Void> future = Asyncio.runningLoop().createFuture();
        }

        Bodies bodies = new Bodies();
        Task<Void> waits = Asyncio.createTask(bodies::direct);
        Task<Void> fails = Asyncio.createTask(bodies::outer);
        Asyncio.sleep(ofSeconds(1));
        for (int limit : new int[] {0, 1, 2}) {
            t.log("suspended, at most", limit, functions(waits.stack(limit)));
        }
        for (int limit : new int[] {0, 1, 2, 3}) {
            t.log("failed, at most", limit, functions(fails.stack(limit)));
        }
        t.log("failed", functions(fails.stack()), fails.exception());
        bodies.future.cancel();
    }

    @Case("TASK-56")
    void aStackMayBePrinted(Trace t) throws Exception {
        class Bodies {
            Void outer() {
                inner();
                return null;
            }

            void inner() {
                throw new Boom("a");
            }

            Void direct() {
                return future.await();
            }

            final Future<Void> future = Asyncio.runningLoop().createFuture();
        }

        Bodies bodies = new Bodies();
        Task<Void> waits = Asyncio.createTask(bodies::direct, named("waits"));
        Task<Void> fails = Asyncio.createTask(bodies::outer, named("fails"));
        Task<Void> returned = Asyncio.createTask(() -> {}, named("returned"));
        Asyncio.sleep(ofSeconds(1));
        printed(t, waits, Integer.MAX_VALUE);
        printed(t, fails, Integer.MAX_VALUE);
        printed(t, fails, 1);
        printed(t, returned, Integer.MAX_VALUE);
        t.log("error", fails.exception());
        bodies.future.cancel();
    }

    private static void printed(Trace t, Task<?> task, int limit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        task.printStack(limit, new PrintStream(out, true, StandardCharsets.UTF_8));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toList());
        String first = lines.get(0);
        List<String> rest = lines.subList(1, lines.size());
        List<String> functions = rest.stream()
                .map(FRAME::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .filter(KNOWN::contains)
                .collect(Collectors.toList());
        t.log(
                task.name(),
                "named",
                first.contains(task.name()),
                "none",
                first.startsWith("No stack"),
                functions,
                "error",
                rest.stream().anyMatch(line -> line.contains("Boom")));
    }

    private static List<String> functions(List<StackTraceElement> frames) {
        return frames.stream()
                .map(StackTraceElement::getMethodName)
                .filter(KNOWN::contains)
                .collect(Collectors.toList());
    }
}
