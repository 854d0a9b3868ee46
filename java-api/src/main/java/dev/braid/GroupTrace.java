package dev.braid;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stack trace of a group as text.
 *
 * <pre>
 * dev.braid.ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)
 *         at shop.Order.run(Order.java:17)
 *   +---------------- 1 ----------------
 *   | java.io.IOException: disk full
 *   |       at shop.Store.save(Store.java:42)
 *   +---------------- 2 ----------------
 *   | java.lang.IllegalStateException: no stock
 *   |       at shop.Stock.take(Stock.java:7)
 *   +------------------------------------
 * Caused by: ...
 * </pre>
 *
 * <p>The frame around the exceptions is CPython's; the first line is what {@link Throwable#printStackTrace()} promises
 * and tools look for. An exception that occurs twice is shown once, so cycles and shared groups do no harm; groups are
 * cut at {@link GroupContents#SHOWN_WIDTH} and {@link GroupContents#SHOWN_DEPTH}.
 */
final class GroupTrace {
    private static final String BRANCH = "  +---------------- %s ----------------";
    private static final String BRANCH_END = "  +------------------------------------";
    private static final StackTraceElement[] NO_FRAMES = {};

    private final StringBuilder text = new StringBuilder();

    private final Set<Throwable> shown = Collections.newSetFromMap(new IdentityHashMap<>());

    private GroupTrace() {}

    static String of(Throwable group) {
        GroupTrace trace = new GroupTrace();
        trace.addChain(group, "", "", 0, NO_FRAMES);
        return trace.text.toString();
    }

    /** An exception and below it its causes: a loop, because chains of causes may be long. */
    private void addChain(Throwable first, String caption, String indent, int depth, StackTraceElement[] enclosing) {
        StackTraceElement[] outer = enclosing;
        String role = caption;
        for (@Nullable Throwable error = first; error != null; error = error.getCause()) {
            if (!shown.add(error)) {
                addLines(indent, role + "[shown above: " + error + "]");
                return;
            }
            if (depth >= GroupContents.SHOWN_DEPTH && error instanceof GroupedErrors
                    || depth > GroupContents.SHOWN_DEPTH) {
                addLines(indent, role + error);
                addLines(indent, "... (deeper than " + GroupContents.SHOWN_DEPTH + " levels)");
                return;
            }
            addOne(error, role, indent, depth, outer);
            outer = error.getStackTrace();
            role = "Caused by: ";
        }
    }

    private void addOne(Throwable error, String role, String indent, int depth, StackTraceElement[] enclosing) {
        addLines(indent, role + error);
        if (error instanceof GroupedErrors group) {
            group.notes().forEach(note -> addLines(indent, note));
        }
        addFrames(error.getStackTrace(), enclosing, indent);
        if (error instanceof GroupedErrors group) {
            addExceptions(group.exceptions(), indent, depth);
        }
        for (Throwable suppressed : suppressedOf(error)) {
            addChain(suppressed, "Suppressed: ", indent + "\t", depth + 1, error.getStackTrace());
        }
    }

    private static List<Throwable> suppressedOf(Throwable error) {
        return error instanceof GroupedErrors group
                ? GroupContents.suppressedByOthers(group)
                : Arrays.asList(error.getSuppressed());
    }

    private void addExceptions(List<Throwable> exceptions, String indent, int depth) {
        int width = Math.min(exceptions.size(), GroupContents.SHOWN_WIDTH);
        for (int i = 0; i < width; i++) {
            addLines(indent, String.format(BRANCH, i + 1));
            addChain(exceptions.get(i), "", indent + "  | ", depth + 1, NO_FRAMES);
        }
        int more = exceptions.size() - width;
        if (more > 0) {
            addLines(indent, String.format(BRANCH, "..."));
            addLines(indent, "  | and " + more + (more == 1 ? " more exception" : " more exceptions"));
        }
        addLines(indent, BRANCH_END);
    }

    /** The frames, without those at the outer end that the enclosing exception has shown already. */
    private void addFrames(StackTraceElement[] frames, StackTraceElement[] enclosing, String indent) {
        int common = 0;
        while (common < Math.min(frames.length, enclosing.length)
                && frames[frames.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
            common++;
        }
        for (int i = 0; i < frames.length - common; i++) {
            addLines(indent, "\tat " + frames[i]);
        }
        if (common > 0) {
            addLines(indent, "\t... " + common + " more");
        }
    }

    private void addLines(String indent, String lines) {
        lines.lines().forEach(line -> text.append(indent).append(line).append(System.lineSeparator()));
    }
}
