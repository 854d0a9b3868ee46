package dev.braid.conformance.callgraph;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.CallGraph;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Trace;
import dev.braid.tools.Loops;
import java.util.List;
import java.util.concurrent.Callable;

/** The views that another JVM is shown, seen from a thread of this one while the loop goes on. */
class OwnTasksTest {

    private static final class Bodies {

        final Future<Void> future = Asyncio.createFuture();
        Task<Void> first;

        void waits() {
            future.await();
        }

        void both() {
            Asyncio.gather(first, Asyncio.createTask(this::waits, named("second"))).await();
        }
    }

    /** What a thread sees; the loop answers it between two steps. */
    private static <T> T elsewhere(Callable<T> look) throws Exception {
        return Asyncio.toThread(look);
    }

    /** The lines of a loop's tree; other tests may have left loops of theirs. */
    private static List<String> tree(EventLoop loop) throws Exception {
        List<String> lines = elsewhere(() -> new Loops().pstree()).lines().toList();
        String name = loop.toString().replaceAll("EventLoop\\[([^,]*),.*", "$1");
        int begin = 0;
        while (!lines.get(begin).startsWith(name + " on ")) {
            begin++;
        }
        int end = begin + 1;
        while (end < lines.size() && !lines.get(end).startsWith("braid-")) {
            end++;
        }
        return lines.subList(begin + 1, end).stream()
                .map(line -> line.replaceAll("[\\w.$]*\\.(\\w+)\\(\\w+\\.java:\\d+\\)", "$1"))
                .toList();
    }

    @Everywhere
    void tasksAreDrawnBelowTheCallsThatWaitForThem(Trace t) throws Exception {
        Bodies bodies = new Bodies();
        bodies.first = Asyncio.createTask(bodies::waits, named("first"));
        Task<Void> both = Asyncio.createTask(bodies::both, named("both"));
        Asyncio.sleep(ofSeconds(1));
        List<String> lines = tree(Asyncio.runningLoop());
        int begin = lines.indexOf("└── (T) both");
        assertEquals(
                List.of(
                        "└── (T) both",
                        "    └── both",
                        "        ├── (T) first",
                        "        │   └── waits",
                        "        └── (T) second",
                        "            └── waits"),
                lines.subList(begin, lines.size()),
                lines::toString);
        assertTrue(lines.get(0).startsWith("├── (T) "), lines::toString);
        bodies.future.setResult(null);
        both.await();
    }

    @Everywhere
    void aTaskThatTwoWaitForIsDrawnOutOnce(Trace t) throws Exception {
        Bodies bodies = new Bodies();
        bodies.first = Asyncio.createTask(bodies::waits, named("first"));
        Task<Void> one = Asyncio.createTask(() -> bodies.first.await(), named("one"));
        Task<Void> two = Asyncio.createTask(() -> bodies.first.await(), named("two"));
        Asyncio.sleep(ofSeconds(1));
        List<String> lines = tree(Asyncio.runningLoop());
        assertEquals(1, lines.stream().filter(line -> line.endsWith("(T) first")).count(), lines::toString);
        assertEquals(1, lines.stream().filter(line -> line.endsWith("(T) first (shown above)")).count());
        bodies.future.setResult(null);
        Asyncio.gather(one, two).await();
    }

    @Everywhere
    void aCircleIsNamed(Trace t) throws Exception {
        Bodies bodies = new Bodies();
        bodies.first = Asyncio.createTask(bodies::waits, named("first"));
        Task<Void> both = Asyncio.createTask(bodies::both, named("both"));
        Asyncio.sleep(ofSeconds(1));
        CallGraph.addAwaitedBy(both, bodies.first);
        IllegalStateException circle =
                assertThrows(IllegalStateException.class, () -> elsewhere(() -> new Loops().pstree()));
        String message = circle.getMessage();
        assertTrue(message.contains("circle: both -> first -> both")
                || message.contains("circle: first -> both -> first"), message);
        assertTrue(elsewhere(() -> new Loops().ps()).contains("both"), "a table shows them");
        CallGraph.discardAwaitedBy(both, bodies.first);
        bodies.future.setResult(null);
        both.await();
    }

    @Everywhere
    void aLongChainOfTasksIsCutAndSaysSo(Trace t) throws Exception {
        Bodies bodies = new Bodies();
        Task<Void> last = Asyncio.createTask(bodies::waits, named("first"));
        for (int i = 0; i < 300; i++) {
            Task<Void> next = last;
            last = Asyncio.createTask(() -> next.await(), named("chained"));
        }
        Asyncio.sleep(ofSeconds(1));
        assertTrue(tree(Asyncio.runningLoop()).stream().anyMatch(line -> line.endsWith("... (deeper than 200 levels)")));
        bodies.future.setResult(null);
        last.await();
    }
}
