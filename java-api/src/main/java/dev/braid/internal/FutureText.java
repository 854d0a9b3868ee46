package dev.braid.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The printed form of futures and tasks: state, outcome, callbacks, and for tasks name and body. */
final class FutureText {

    private static final int LONGEST_RESULT = 80;

    // A task prints what it waits for, and that what it waits for: a chain may be as long as a program makes it.
    private static final int DEEPEST = 5;

    // Futures being printed on this thread, since a result or a callback may lead back to its future.
    private static final ThreadLocal<List<Object>> PRINTING = ThreadLocal.withInitial(ArrayList::new);

    private FutureText() {}

    static String of(FutureImpl<?> future) {
        List<Object> printing = PRINTING.get();
        String kind = future instanceof TaskImpl ? "Task" : "Future";
        if (printing.size() == DEEPEST || printing.contains(future)) {
            return kind + "[...]";
        }
        printing.add(future);
        try {
            return kind + "[" + String.join(", ", parts(future)) + "]";
        } finally {
            printing.remove(printing.size() - 1);
        }
    }

    private static List<String> parts(FutureImpl<?> future) {
        List<String> parts = new ArrayList<>();
        TaskImpl<?> task = future instanceof TaskImpl<?> t ? t : null;
        parts.add(state(future, task));
        if (future.done() && !future.cancelled()) {
            parts.add(outcome(future));
        }
        if (task != null) {
            parts.add("name='" + task.name() + "'");
            parts.add("coroutine=" + task.bodyText());
            FutureImpl<?> waiter = task.waiter;
            if (waiter != null) {
                parts.add("waitingFor=" + waiter);
            }
        }
        List<Object> callbacks = future.registered();
        if (!callbacks.isEmpty()) {
            parts.add("callbacks=[" + callbackText(callbacks) + "]");
        }
        StackTraceElement created = DebugTrace.place(future.created);
        if (created != null) {
            parts.add("created at " + created);
        }
        return parts;
    }

    private static String state(FutureImpl<?> future, @Nullable TaskImpl<?> task) {
        if (task != null && !task.done() && task.cancelling() > 0) {
            return "cancelling";
        }
        return future.state.word;
    }

    private static String outcome(FutureImpl<?> future) {
        if (future.hasFailed()) {
            return "exception=" + ForeignText.of(future.peekOutcome());
        }
        String text = ForeignText.of(future.peekOutcome());
        return "result=" + (text.length() > LONGEST_RESULT ? text.substring(0, LONGEST_RESULT) + "..." : text);
    }

    private static String callbackText(List<Object> callbacks) {
        String first = entry(callbacks.get(0));
        int size = callbacks.size();
        if (size == 1) {
            return first;
        }
        String last = entry(callbacks.get(size - 1));
        return size == 2 ? first + ", " + last : first + ", <" + (size - 2) + " more>, " + last;
    }

    private static String entry(Object entry) {
        if (entry instanceof TaskImpl<?> task) {
            return "wake " + task.name();
        }
        return entry instanceof DoneCallback<?> done ? ForeignText.of(done.function()) : entry.toString();
    }
}
