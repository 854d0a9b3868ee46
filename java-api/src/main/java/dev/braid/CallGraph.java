package dev.braid;

import dev.braid.internal.CallGraphs;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who awaits whom: a future or task, where it stands, and the tasks that wait for it, recursively. A snapshot.
 *
 * <p>Capture it on the loop of the future, between whose steps nothing changes. Frames are the user's and those of
 * Braid's public methods; async generators and suspend functions of Kotlin that the task is suspended in are among
 * them.
 *
 * @param future the future or task
 * @param callStack the frames of a task's body, the innermost first; empty for a plain future and for a finished task
 * @param awaitedBy those that wait for it, in the order in which they began to
 * @see "Python 3.15, asyncio.capture_call_graph, asyncio.FutureCallGraph; cases CALLGRAPH-01 to CALLGRAPH-22"
 */
public record CallGraph(Future<?> future, List<StackTraceElement> callStack, List<CallGraph> awaitedBy) {

    /** No limit to the frames of each task. */
    public static final int ALL_FRAMES = Integer.MAX_VALUE;

    /**
     * A graph of parts, for code that makes its own; the lists are copied.
     *
     * @param future the future or task, not null
     * @param callStack its frames, the innermost first, none of them null
     * @param awaitedBy those that wait for it, none of them null
     */
    public CallGraph {
        Objects.requireNonNull(future, "future");
        callStack = List.copyOf(callStack);
        awaitedBy = List.copyOf(awaitedBy);
    }

    /**
     * The graph of the current task, seen from the caller.
     *
     * @return the graph; null in a callback, where there is no current task
     * @throws IllegalStateException if no loop runs on this thread
     */
    public static @Nullable CallGraph capture() {
        return CallGraphs.current(0, ALL_FRAMES);
    }

    /**
     * {@link #capture()} without the newest frames (CALLGRAPH-09).
     *
     * @param skip how many frames to leave out at the caller's end, 0 or more
     * @param limit as for {@link #capture(Future, int)}
     * @return the graph; null in a callback
     * @throws IllegalArgumentException if {@code skip} is negative
     * @throws IllegalStateException if no loop runs on this thread
     */
    public static @Nullable CallGraph captureCurrent(int skip, int limit) {
        return CallGraphs.current(skip, limit);
    }

    /**
     * The graph of a future or task.
     *
     * @param future the future, not null
     * @return the graph
     */
    public static CallGraph capture(Future<?> future) {
        return CallGraphs.of(future, ALL_FRAMES);
    }

    /**
     * The graph of a future or task with fewer frames.
     *
     * @param future the future, not null
     * @param limit how many frames of each task at most: those nearest the body's beginning, or, if negative, those
     *     nearest the suspension or the caller; 0 for none; {@link #ALL_FRAMES} for all
     * @return the graph
     * @see "Python 3.15, asyncio.capture_call_graph(limit=); case CALLGRAPH-10"
     */
    public static CallGraph capture(Future<?> future, int limit) {
        return CallGraphs.of(future, limit);
    }

    /**
     * {@link #capture()} as text.
     *
     * @return the text of {@link #format()}; empty in a callback, where there is no current task
     * @throws IllegalStateException if no loop runs on this thread
     * @see "Python 3.15, asyncio.format_call_graph; case CALLGRAPH-13"
     */
    public static String formatCurrent() {
        return CallGraphs.format(capture());
    }

    /**
     * The graph as text of several lines: name and identity of the task, or the identity of the future; its frames, the
     * innermost first; and, indented below, those that wait for it in the same way.
     *
     * @return the lines, without a line end after the last one
     * @see "Python 3.15, asyncio.format_call_graph; case CALLGRAPH-12"
     */
    public String format() {
        return CallGraphs.format(this);
    }

    /** {@link #print(PrintStream)} to {@link System#out}. */
    public void print() {
        print(System.out);
    }

    /**
     * Prints {@link #format()}.
     *
     * @param out where to, not null
     * @see "Python 3.15, asyncio.print_call_graph; case CALLGRAPH-14"
     */
    public void print(PrintStream out) {
        out.println(format());
    }

    /**
     * Records that one future waits for another, for libraries that wait in ways of their own.
     *
     * @param awaited what is waited for; with null nothing is recorded
     * @param waiter who waits; with null nothing is recorded
     * @see "Python 3.15, asyncio.future_add_to_awaited_by; case CALLGRAPH-20"
     */
    public static void addAwaitedBy(@Nullable Future<?> awaited, @Nullable Future<?> waiter) {
        CallGraphs.add(awaited, waiter);
    }

    /**
     * Takes a record of {@link #addAwaitedBy} back; does nothing if there is none.
     *
     * @param awaited what was waited for, or null
     * @param waiter who waited, or null
     * @see "Python 3.15, asyncio.future_discard_from_awaited_by; case CALLGRAPH-21"
     */
    public static void discardAwaitedBy(@Nullable Future<?> awaited, @Nullable Future<?> waiter) {
        CallGraphs.discard(awaited, waiter);
    }
}
