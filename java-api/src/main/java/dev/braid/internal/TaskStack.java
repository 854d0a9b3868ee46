package dev.braid.internal;

import dev.braid.Coroutine;
import dev.braid.spi.CoroutineProtocol;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands: the frames of its body, or of the error it failed with.
 *
 * <p>A body's frames may lie on several stacks: that of its strand, those of the generators it waits in, and, for code
 * that suspends by its own means, none at all while it is suspended.
 */
public final class TaskStack {

    private TaskStack() {}

    static List<StackTraceElement> of(TaskImpl<?> task, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException(
                    "cannot give the stack of " + task + ": limit is " + limit + "; give 0 or more");
        }
        if (task.done()) {
            List<StackTraceElement> frames = task.hasFailed() ? ofError(task) : List.of();
            return List.copyOf(frames.subList(0, Math.min(limit, frames.size())));
        }
        List<StackTraceElement> frames = ofBody(task);
        return List.copyOf(frames.subList(Math.max(0, frames.size() - limit), frames.size()));
    }

    /** The frames of an unfinished task's body, oldest first; none if it has not begun. */
    static List<StackTraceElement> ofBody(TaskImpl<?> task) {
        Strand outermost = task.strand;
        if (outermost == null) {
            return task.coroutine() instanceof CoroutineProtocol<?> protocol ? ofProtocol(task, protocol) : List.of();
        }
        return ofStrand(outermost);
    }

    /** The frames of a strand's body, and those of the generators it waits in. */
    static List<StackTraceElement> ofStrand(Strand outermost) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (Strand strand = outermost; strand != null; strand = strand.inner()) {
            frames.addAll(Frames.ofBody(strand.trace(), strand.inline));
        }
        return frames;
    }

    /** A body without a strand is on a thread's stack only while it is stepped. */
    private static List<StackTraceElement> ofProtocol(TaskImpl<?> task, CoroutineProtocol<?> protocol) {
        if (task.loop.currentTask() != task) {
            return protocol.stack();
        }
        return Frames.ofBody(traceOfLoop(task.loop), protocol);
    }

    private static StackTraceElement[] traceOfLoop(EventLoopImpl loop) {
        Thread thread = Running.loop() == loop ? Thread.currentThread() : loop.pumpBaton().owner();
        return thread == null ? Strand.NO_TRACE : thread.getStackTrace();
    }

    /**
     * All frames of a coroutine that another one steps right now, oldest first: if it has no strand, what of them is on the
     * thread's stack is above those of the other.
     *
     * @param stepped begins on the thread's stack where the newest coroutine of its kind does
     */
    public static List<StackTraceElement> ofStepped(EventLoopImpl loop, CoroutineProtocol<?> stepped) {
        if (stepped instanceof Nested || stepped.stepsAnother()
                || stepped instanceof GeneratorStep step && step.onStrand()) {
            return stepped.stack();
        }
        return Frames.ofBody(Frames.aboveStep(traceOfLoop(loop)), stepped);
    }

    /** The frames of the current task, oldest first, ending with the caller of the public API. */
    static List<StackTraceElement> here(TaskImpl<?> task) {
        List<StackTraceElement> frames = ofBody(task);
        int end = frames.size();
        while (end > 0 && DebugTrace.isOurs(frames.get(end - 1))) {
            end--;
        }
        return frames.subList(0, end);
    }

    private static List<StackTraceElement> ofError(TaskImpl<?> task) {
        return Frames.ofBody(((Throwable) task.peekOutcome()).getStackTrace(), null);
    }

    /**
     * Gives an error that has just been made on the stack of the body that it interrupts the place where that stands, if the
     * body suspends by its own means and is not on that stack.
     */
    static void showInterrupted(Throwable error, @Nullable Coroutine<?> body) {
        List<StackTraceElement> frames =
                body instanceof CoroutineProtocol<?> protocol ? new ArrayList<>(protocol.stack()) : List.of();
        if (!frames.isEmpty()) {
            Collections.reverse(frames);
            error.setStackTrace(frames.toArray(Strand.NO_TRACE));
        }
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
