package dev.braid.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The unfinished tasks of a loop, in the order of creation; linked through the tasks, so that none costs an entry. */
final class TaskList {

    private @Nullable TaskImpl<?> first;
    private @Nullable TaskImpl<?> last;

    void add(TaskImpl<?> task) {
        TaskImpl<?> end = last;
        task.previous = end;
        last = task;
        if (end == null) {
            first = task;
        } else {
            end.next = task;
        }
    }

    /** Takes a task out; does nothing if it is not in. */
    void remove(TaskImpl<?> task) {
        TaskImpl<?> before = task.previous;
        TaskImpl<?> after = task.next;
        if (before == null) {
            if (first != task) {
                return;
            }
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        task.previous = null;
        task.next = null;
    }

    List<TaskImpl<?>> snapshot() {
        List<TaskImpl<?>> all = new ArrayList<>();
        for (TaskImpl<?> task = first; task != null; task = task.next) {
            all.add(task);
        }
        return all;
    }
}
