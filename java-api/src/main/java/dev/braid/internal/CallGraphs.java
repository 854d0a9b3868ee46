package dev.braid.internal;

import dev.braid.CallGraph;
import dev.braid.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Captures and prints who awaits whom. */
public final class CallGraphs {

    private CallGraphs() {}

    /** The graph of the current task, seen from the caller; null where there is no current task. */
    public static @Nullable CallGraph current(int skip, int limit) {
        if (skip < 0) {
            throw new IllegalArgumentException("cannot skip " + skip + " frames; give 0 or more");
        }
        TaskImpl<?> task = Running.requireLoop("capture a call graph without a future").currentTask();
        if (task == null) {
            return null;
        }
        return ofCurrent(task, skip, limit);
    }

    /** The graph of a future or task. */
    public static CallGraph of(Future<?> future, int limit) {
        FutureImpl<?> of = (FutureImpl<?>) Objects.requireNonNull(future, "future");
        EventLoopImpl running = Running.loop();
        if (running != null && of instanceof TaskImpl<?> task && running.currentTask() == task) {
            return ofCurrent(task, 0, limit);
        }
        return build(of, limit, visiting());
    }

    private static CallGraph ofCurrent(TaskImpl<?> task, int skip, int limit) {
        List<StackTraceElement> frames = limit == 0 ? List.of() : innermostFirst(TaskStack.here(task));
        List<StackTraceElement> seen = frames.subList(Math.min(skip, frames.size()), frames.size());
        Set<Object> visiting = visiting();
        visiting.add(task);
        return new CallGraph(task, limited(seen, limit), awaiters(task, limit, visiting));
    }

    private static List<StackTraceElement> innermostFirst(List<StackTraceElement> oldestFirst) {
        List<StackTraceElement> frames = new ArrayList<>(oldestFirst);
        Collections.reverse(frames);
        return frames;
    }

    private static Set<Object> visiting() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static CallGraph build(FutureImpl<?> future, int limit, Set<Object> visiting) {
        List<StackTraceElement> frames = List.of();
        if (limit != 0 && future instanceof TaskImpl<?> task && !task.done()) {
            frames = innermostFirst(TaskStack.ofBody(task));
        }
        visiting.add(future);
        CallGraph graph = new CallGraph(future, limited(frames, limit), awaiters(future, limit, visiting));
        visiting.remove(future);
        return graph;
    }

    private static List<CallGraph> awaiters(FutureImpl<?> future, int limit, Set<Object> visiting) {
        List<CallGraph> graphs = new ArrayList<>();
        for (Future<?> waiter : CallGraphEdges.of(future)) {
            // Tasks can be made to wait for each other in a circle; each is shown once on the way.
            if (!visiting.contains(waiter)) {
                graphs.add(build((FutureImpl<?>) waiter, limit, visiting));
            }
        }
        return graphs;
    }

    /** Innermost first; a positive limit keeps the outermost frames, a negative one the innermost. */
    private static List<StackTraceElement> limited(List<StackTraceElement> frames, int limit) {
        int size = frames.size();
        if (limit >= 0) {
            return frames.subList(size - Math.min(limit, size), size);
        }
        return frames.subList(0, limit == Integer.MIN_VALUE ? size : Math.min(-limit, size));
    }

    public static String format(@Nullable CallGraph graph) {
        return graph == null ? "" : CallGraphText.of(graph);
    }

    /** Without both there is nothing to record; Python ignores that, too. */
    public static void add(@Nullable Future<?> awaited, @Nullable Future<?> waiter) {
        if (awaited != null && waiter != null) {
            CallGraphEdges.add((FutureImpl<?>) awaited, (FutureImpl<?>) waiter);
        }
    }

    public static void discard(@Nullable Future<?> awaited, @Nullable Future<?> waiter) {
        if (awaited != null && waiter != null) {
            CallGraphEdges.remove((FutureImpl<?>) awaited, (FutureImpl<?>) waiter);
        }
    }
}
