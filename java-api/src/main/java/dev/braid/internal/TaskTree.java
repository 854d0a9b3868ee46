package dev.braid.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tasks of loops as trees: below each task the calls it is suspended in, below those the tasks it waits for there.
 *
 * <pre>
 * braid-52feb982 on main
 * └── (T) main
 *     └── shop.Orders.main(Orders.java:12)
 *         └── (T) reader
 *             └── shop.Orders.read(Orders.java:31)
 * </pre>
 */
final class TaskTree {

    // Deeper than this no text is readable, and the recursion must end before the stack does.
    private static final int DEEPEST = 200;

    private static final class Node {
        final String label;
        final Map<Object, Node> children = new LinkedHashMap<>();

        Node(String label) {
            this.label = label;
        }
    }

    private final StringBuilder text = new StringBuilder();
    private final Set<Node> shown = new HashSet<>();

    private TaskTree() {}

    /**
     * Draws the trees.
     *
     * @throws IllegalStateException if tasks wait for each other in a circle; the message names it
     */
    static String of(List<LoopView> loops) {
        List<String> circles = new ArrayList<>();
        loops.forEach(loop -> circles.addAll(TaskCycles.in(loop.tasks())));
        if (!circles.isEmpty()) {
            throw new IllegalStateException("cannot draw a tree: tasks wait for each other in a circle; see them with ps\n"
                    + "circle: " + String.join("\ncircle: ", circles));
        }
        TaskTree tree = new TaskTree();
        for (LoopView loop : loops) {
            if (!loop.tasks().isEmpty()) {
                tree.text.append(loop.name()).append(" on ").append(loop.thread()).append('\n');
                tree.draw(roots(loop.tasks()), "", 0);
            }
        }
        return tree.text + TaskTable.notes(loops);
    }

    private static List<Node> roots(List<TaskView> tasks) {
        Map<Object, Node> nodes = new LinkedHashMap<>();
        Map<Object, TaskView> views = new LinkedHashMap<>();
        for (TaskView task : tasks) {
            nodes.put(task.key(), new Node("(T) " + task.name()));
            views.put(task.key(), task);
        }
        Set<Object> waiting = new HashSet<>();
        Set<Node> awaited = new HashSet<>();
        for (TaskView task : tasks) {
            for (Object waiter : task.awaitedBy()) {
                waiting.add(waiter);
                awaited.add(nodes.get(task.key()));
                Node above = nodes.computeIfAbsent(waiter, key -> new Node("(F) " + TaskView.id(key)));
                suspension(above, views.get(waiter)).children.put(task.key(), nodes.get(task.key()));
            }
        }
        for (TaskView task : tasks) {
            if (!waiting.contains(task.key())) {
                suspension(nodes.get(task.key()), task);
            }
        }
        List<Node> roots = new ArrayList<>(nodes.values());
        roots.removeAll(awaited);
        return roots;
    }

    /** The node of the newest call that a task is suspended in. */
    private static Node suspension(Node task, TaskView view) {
        Node node = task;
        if (view != null) {
            for (StackTraceElement frame : view.frames()) {
                node = node.children.computeIfAbsent(frame, call -> new Node(call.toString()));
            }
        }
        return node;
    }

    private void draw(Iterable<Node> nodes, String indent, int depth) {
        for (var rest = nodes.iterator(); rest.hasNext(); ) {
            Node node = rest.next();
            boolean last = !rest.hasNext();
            text.append(indent).append(last ? "└── " : "├── ").append(node.label);
            boolean again = !shown.add(node) && !node.children.isEmpty();
            boolean tooDeep = depth == DEEPEST && !node.children.isEmpty();
            text.append(again ? " (shown above)\n" : tooDeep ? " ... (deeper than " + DEEPEST + " levels)\n" : "\n");
            if (!again && !tooDeep) {
                draw(node.children.values(), indent + (last ? "    " : "│   "), depth + 1);
            }
        }
    }
}
