package dev.braid.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished tasks of a loop, in the order of creation; linked through the tasks, so that none costs an entry.
 *
 * <p>Changed only by whoever runs the loop. Other threads read it without holding it up: they count its changes, and
 * what they have seen counts only if nothing changed meanwhile.
 */
final class TaskList {

    private static final VarHandle CHANGES = changes();

    private @Nullable TaskImpl<?> first;
    private @Nullable TaskImpl<?> last;

    // Goes up by one when a change begins and when it ends: odd in between.
    private int changes;

    void add(TaskImpl<?> task) {
        beginChange();
        TaskImpl<?> end = last;
        task.previous = end;
        last = task;
        if (end == null) {
            first = task;
        } else {
            end.next = task;
        }
        endChange();
    }

    /** Takes a task out; does nothing if it is not in. */
    void remove(TaskImpl<?> task) {
        TaskImpl<?> before = task.previous;
        TaskImpl<?> after = task.next;
        if (before == null && first != task) {
            return;
        }
        beginChange();
        if (before == null) {
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
        endChange();
    }

    private void beginChange() {
        CHANGES.setOpaque(this, changes + 1);
        VarHandle.storeStoreFence();
    }

    private void endChange() {
        CHANGES.setRelease(this, changes + 1);
    }

    /** On the loop. */
    List<TaskImpl<?>> snapshot() {
        List<TaskImpl<?>> all = new ArrayList<>();
        for (TaskImpl<?> task = first; task != null; task = task.next) {
            all.add(task);
        }
        return all;
    }

    /** Any thread: the tasks of one moment, or null if the list was being changed. */
    @Nullable List<TaskImpl<?>> snapshotFromOutside() {
        int before = (int) CHANGES.getAcquire(this);
        if (before % 2 != 0) {
            return null;
        }
        List<TaskImpl<?>> all = new ArrayList<>();
        // Ends, whatever is read: a task is followed by a later one.
        for (TaskImpl<?> task = first; task != null; task = task.next) {
            all.add(task);
            if (changedSince(before)) {
                return null;
            }
        }
        return changedSince(before) ? null : all;
    }

    private boolean changedSince(int before) {
        VarHandle.loadLoadFence();
        return (int) CHANGES.getOpaque(this) != before;
    }

    private static VarHandle changes() {
        try {
            return MethodHandles.lookup().findVarHandle(TaskList.class, "changes", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }
}
