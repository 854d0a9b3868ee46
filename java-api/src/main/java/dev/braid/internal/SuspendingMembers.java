package dev.braid.internal;

import dev.braid.AsyncContextManager;
import dev.braid.AsyncExitStack;
import dev.braid.AsyncIterator;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.VoidCoroutine;
import dev.braid.internal.io.LineIterator;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The suspending members of types, as bodies: Kotlin's code cannot name them, they are hidden from it. */
public final class SuspendingMembers {

    /** What comes after the last element. */
    public static final Object END = GeneratorFrame.END;

    private SuspendingMembers() {}

    /** {@code iterator.hasNext()}. */
    public static Coroutine<Boolean> hasNext(AsyncIterator<?> iterator) {
        return iterator instanceof LineIterator lines ? lines.fetch() : iterator::hasNext;
    }

    /** {@code iterator.next()}. */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object> Coroutine<T> next(AsyncIterator<T> iterator) {
        return iterator instanceof LineIterator lines ? (Coroutine<T>) lines.nextSteps() : iterator::next;
    }

    /** The next element of an iterator nobody has asked {@code hasNext()}, or END. */
    public static Coroutine<@Nullable Object> nextOrEnd(AsyncIterator<?> iterator) {
        return () -> iterator.hasNext() ? iterator.next() : END;
    }

    /** {@code manager.enter()}. */
    public static <T extends @Nullable Object> Coroutine<T> enter(AsyncContextManager<T> manager) {
        return manager::enter;
    }

    /** {@code manager.exit(error)}; an error that replaces the given one carries it. */
    public static Coroutine<Boolean> exit(AsyncContextManager<?> manager, @Nullable Throwable error) {
        return () -> error == null ? manager.exit(null) : ContextManagers.exit(manager, error);
    }

    /** {@code stack.enterAsyncContext(manager)}. */
    public static <T extends @Nullable Object> Coroutine<T> enterAsyncContext(
            AsyncExitStack stack, AsyncContextManager<T> manager) {
        return () -> stack.<T, Exception>enterAsyncContext(manager);
    }

    /** {@code stack.pushAsyncExit(exit)}. */
    public static void pushAsyncExit(AsyncExitStack stack, AsyncExitStack.Exit exit) {
        stack.pushAsyncExit(exit);
    }

    /** {@code stack.pushAsyncCallback(callback)}. */
    public static void pushAsyncCallback(AsyncExitStack stack, VoidCoroutine callback) {
        stack.pushAsyncCallback(callback);
    }

    /** {@code stack.aclose()}. */
    public static Coroutine<@Nullable Void> aclose(AsyncExitStack stack) {
        return () -> {
            stack.<Exception>aclose();
            return null;
        };
    }

    /** {@code loop.shutdownAsyncgens()}. */
    public static Coroutine<@Nullable Void> shutdownAsyncgens(EventLoop loop) {
        return () -> {
            loop.shutdownAsyncgens();
            return null;
        };
    }

    /** {@code loop.shutdownDefaultExecutor(timeout)}. */
    public static Coroutine<@Nullable Void> shutdownDefaultExecutor(EventLoop loop, @Nullable Duration timeout) {
        return () -> {
            loop.shutdownDefaultExecutor(timeout);
            return null;
        };
    }
}
