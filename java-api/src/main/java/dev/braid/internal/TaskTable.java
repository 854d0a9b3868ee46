package dev.braid.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tasks of loops as a table, one line a task. */
final class TaskTable {

    private static final List<String> HEAD =
            List.of("loop", "thread", "task id", "name", "state", "awaited by", "stack, newest call first");

    // A column is not made wider for one long entry.
    private static final int WIDEST = 40;

    private TaskTable() {}

    static String of(List<LoopView> loops) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (LoopView loop : loops) {
            Map<Object, String> names = new HashMap<>();
            loop.tasks().forEach(task -> names.put(task.key(), task.name()));
            for (TaskView task : loop.tasks()) {
                String awaitedBy = task.awaitedBy().stream()
                        .map(key -> names.getOrDefault(key, TaskView.id(key)))
                        .collect(Collectors.joining(", "));
                rows.add(List.of(
                        loop.name(), loop.thread(), task.id(), task.name(), task.state(), awaitedBy, stack(task)));
            }
        }
        return lines(rows) + notes(loops);
    }

    private static String stack(TaskView task) {
        List<String> calls = new ArrayList<>();
        for (int i = task.frames().size() - 1; i >= 0; i--) {
            StackTraceElement frame = task.frames().get(i);
            String type = frame.getClassName();
            calls.add(type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName());
        }
        return String.join(" <- ", calls);
    }

    private static String lines(List<List<String>> rows) {
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Math.min(WIDEST, row.get(i).length()));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                line.append(cell).append(" ".repeat(Math.max(0, widths[i] - cell.length()) + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** What is to be known about the views, and which loops have no tasks. */
    static String notes(List<LoopView> loops) {
        StringBuilder text = new StringBuilder();
        if (loops.isEmpty()) {
            text.append("no event loop is open\n");
        }
        for (LoopView loop : loops) {
            if (loop.tasks().isEmpty()) {
                text.append(loop.name()).append(" on ").append(loop.thread()).append(": no tasks\n");
            }
            if (!loop.note().isEmpty()) {
                text.append(loop.name()).append(" on ").append(loop.thread()).append(": ").append(loop.note()).append('\n');
            }
        }
        return text.toString();
    }
}
