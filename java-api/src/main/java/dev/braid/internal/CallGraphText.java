package dev.braid.internal;

import dev.braid.CallGraph;
import dev.braid.Future;

/**
 * A call graph as text, in asyncio's shape.
 *
 * <pre>
 * * Task(name='reader', id=0x5e91993f)
 *   + Call stack:
 *   |   shop.Orders.read(Orders.java:31)
 *   |   shop.Orders.run(Orders.java:12)
 *   + Awaited by:
 *     * Task(name='main', id=0x1c4af82c)
 * </pre>
 */
final class CallGraphText {

    // Deeper than this no text is readable, and the recursion must end before the stack does.
    private static final int DEEPEST = 100;

    private final StringBuilder text = new StringBuilder();

    private CallGraphText() {}

    static String of(CallGraph graph) {
        CallGraphText made = new CallGraphText();
        made.add(graph, 0);
        return made.text.toString();
    }

    private void add(CallGraph graph, int level) {
        Future<?> future = graph.future();
        String id = "id=0x" + Integer.toHexString(System.identityHashCode(future)) + ")";
        line(level, future instanceof TaskImpl<?> task
                ? "* Task(name='" + task.name() + "', " + id
                : "* Future(" + id);
        if (!graph.callStack().isEmpty()) {
            line(level, "  + Call stack:");
            graph.callStack().forEach(frame -> line(level, "  |   " + frame));
        }
        if (!graph.awaitedBy().isEmpty()) {
            line(level, "  + Awaited by:");
            if (level == DEEPEST) {
                line(level + 1, "... (deeper than " + DEEPEST + " levels)");
            } else {
                graph.awaitedBy().forEach(waiter -> add(waiter, level + 1));
            }
        }
    }

    private void line(int level, String line) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append("    ".repeat(level)).append(line);
    }
}
