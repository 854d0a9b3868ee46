package dev.braid.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * A task as somebody outside sees it.
 *
 * @param key equal for the same task
 * @param id what tells tasks of the same name apart
 * @param name the task's name
 * @param state a word for what it does
 * @param frames where it stands, oldest first
 * @param awaitedBy the keys of those that wait for it
 */
record TaskView(
        Object key, String id, String name, String state, List<StackTraceElement> frames, List<Object> awaitedBy) {

    static TaskView of(TaskImpl<?> task, boolean withFrames) {
        return new TaskView(
                task,
                id(task),
                task.name(),
                state(task),
                withFrames ? TaskStack.ofBody(task) : List.of(),
                new ArrayList<>(CallGraphEdges.of(task)));
    }

    static String id(Object key) {
        return "0x" + Integer.toHexString(System.identityHashCode(key));
    }

    private static String state(TaskImpl<?> task) {
        if (task.loop.currentTask() == task) {
            return "running";
        }
        if (task.cancelling() > 0) {
            return "cancelling";
        }
        FutureImpl<?> waiter = task.waiter;
        return waiter == null || waiter.done() ? "ready" : "waiting";
    }
}
