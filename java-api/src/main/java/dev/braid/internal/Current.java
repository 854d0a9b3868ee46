package dev.braid.internal;

import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Task;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the public functions ask about the calling thread. */
public final class Current {

    private Current() {}

    public static EventLoop requireLoop(String action) {
        return Running.requireLoop(action);
    }

    public static void requireNoLoop(String action) {
        EventLoopImpl running = Running.loop();
        if (running != null) {
            throw new IllegalStateException("cannot " + action + ": " + running
                    + " is running on this thread; await the coroutine there, or call this from another thread");
        }
    }

    public static @Nullable Task<?> task() {
        EventLoopImpl loop = Running.loop();
        return loop == null ? null : loop.currentTask();
    }

    public static @Nullable Task<?> task(@Nullable EventLoop loop) {
        return given(loop, "give the current task").currentTask();
    }

    public static Set<Task<?>> tasks(@Nullable EventLoop loop) {
        Set<Task<?>> tasks = new LinkedHashSet<>(given(loop, "list the tasks").unfinishedTasks());
        return Collections.unmodifiableSet(tasks);
    }

    private static EventLoopImpl given(@Nullable EventLoop loop, String action) {
        return loop == null ? Running.requireLoop(action) : (EventLoopImpl) loop;
    }

    public static EventLoop registered() {
        return CurrentLoop.require("give the thread's event loop");
    }

    public static <T extends @Nullable Object> Future<T> createFuture() {
        return CurrentLoop.require("create a future").createFuture();
    }

    public static void register(@Nullable EventLoop loop) {
        CurrentLoop.set((EventLoopImpl) loop);
    }

    public static FutureImpl<?> onLoop(Object argument, EventLoop loop) {
        FutureImpl<?> future = EnsureFuture.of(argument, (EventLoopImpl) Objects.requireNonNull(loop, "loop"));
        if (future.loop != loop) {
            throw new IllegalArgumentException("cannot use " + future + " on " + loop + ": it belongs to "
                    + future.loop + "; leave the loop out, or use the future on its own loop");
        }
        return future;
    }
}
