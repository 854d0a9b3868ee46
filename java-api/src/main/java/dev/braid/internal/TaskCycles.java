package dev.braid.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds tasks that wait for each other in a circle. */
final class TaskCycles {

    private final Map<Object, TaskView> tasks = new HashMap<>();

    // On the path: true; left behind: false.
    private final Map<Object, Boolean> seen = new HashMap<>();

    private final Deque<Object> path = new ArrayDeque<>();
    private final Deque<Iterator<Object>> next = new ArrayDeque<>();
    private final List<String> found = new ArrayList<>();

    private TaskCycles(List<TaskView> views) {
        views.forEach(view -> tasks.put(view.key(), view));
    }

    /** A line for each circle: {@code a -> b -> a}, where {@code a} waits for {@code b}. */
    static List<String> in(List<TaskView> views) {
        TaskCycles cycles = new TaskCycles(views);
        views.forEach(view -> cycles.search(view.key()));
        return cycles.found;
    }

    private void search(Object start) {
        if (seen.containsKey(start)) {
            return;
        }
        enter(start);
        while (!path.isEmpty()) {
            if (!next.peek().hasNext()) {
                next.pop();
                seen.put(path.pop(), false);
                continue;
            }
            Object waiter = next.peek().next();
            Boolean onPath = seen.get(waiter);
            if (onPath == null) {
                if (tasks.containsKey(waiter)) {
                    enter(waiter);
                }
            } else if (onPath) {
                report(waiter);
            }
        }
    }

    private void enter(Object key) {
        seen.put(key, true);
        path.push(key);
        next.push(tasks.get(key).awaitedBy().iterator());
    }

    /** The path leads from the awaited to the one that waits, its end first: so it reads in the way of the waiting. */
    private void report(Object first) {
        List<Object> circle = new ArrayList<>();
        circle.add(first);
        for (Object key : path) {
            if (key.equals(first)) {
                break;
            }
            circle.add(key);
        }
        circle.add(first);
        found.add(circle.stream().map(key -> tasks.get(key).name()).collect(Collectors.joining(" -> ")));
    }
}
