package dev.braid.internal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a task stands: the Java frames of its suspended body, or of the error it failed with. */
final class TaskStack {

    private TaskStack() {}

    static List<StackTraceElement> of(TaskImpl<?> task, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must be 0 or more, was " + limit);
        }
        if (task.done()) {
            List<StackTraceElement> frames = task.hasFailed() ? ofError(task) : List.of();
            return List.copyOf(frames.subList(0, Math.min(limit, frames.size())));
        }
        List<StackTraceElement> frames = suspended(task.strand);
        return List.copyOf(frames.subList(Math.max(0, frames.size() - limit), frames.size()));
    }

    /** The frames of a strand, oldest first, and then those of the generator that it waits for. */
    private static List<StackTraceElement> suspended(@Nullable Strand outermost) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (Strand strand = outermost; strand != null; strand = strand.inner()) {
            Thread thread = strand.thread;
            if (thread != null) {
                frames.addAll(user(thread.getStackTrace()));
            }
        }
        return frames;
    }

    /** The frames of the current task, oldest first, ending with the caller of the public API. */
    static List<StackTraceElement> here(TaskImpl<?> task) {
        List<StackTraceElement> frames = new ArrayList<>();
        Strand running = Running.strand();
        for (Strand strand = task.strand; strand != null && strand != running; strand = strand.inner()) {
            Thread thread = strand.thread;
            if (thread != null) {
                frames.addAll(user(thread.getStackTrace()));
            }
        }
        frames.addAll(user(new Throwable().getStackTrace()));
        while (!frames.isEmpty() && DebugTrace.isOurs(frames.get(frames.size() - 1))) {
            frames.remove(frames.size() - 1);
        }
        return frames;
    }

    private static List<StackTraceElement> ofError(TaskImpl<?> task) {
        return user(((Throwable) task.peekOutcome()).getStackTrace());
    }

    /** Oldest first, without the frames of Braid and of the JDK below and above the user's. */
    private static List<StackTraceElement> user(StackTraceElement[] trace) {
        List<StackTraceElement> frames = new ArrayList<>();
        boolean seenUser = false;
        for (StackTraceElement frame : trace) {
            boolean ours = frame.getClassName().startsWith("dev.braid.internal.");
            boolean jdk = frame.getClassName().startsWith("java.") || frame.getClassName().startsWith("jdk.");
            if (!ours && !(jdk && !seenUser)) {
                seenUser = true;
                frames.add(frame);
            } else if (ours && seenUser) {
                // Below the body there is only the engine, unless the body runs inside another one of its own calls.
                if (frame.getMethodName().equals("runBody")) {
                    break;
                }
            }
        }
        Collections.reverse(frames);
        return frames;
    }

    static void print(TaskImpl<?> task, int limit, PrintStream out) {
        List<StackTraceElement> frames = of(task, limit);
        if (frames.isEmpty()) {
            out.println("No stack for " + task);
            return;
        }
        Throwable error = task.done() && task.hasFailed() ? (Throwable) task.peekOutcome() : null;
        out.println((error == null ? "Stack for " : "Traceback for ") + task + " (most recent call last):");
        for (StackTraceElement frame : frames) {
            out.println("  at " + frame);
        }
        if (error != null) {
            out.println(error);
        }
    }
}
