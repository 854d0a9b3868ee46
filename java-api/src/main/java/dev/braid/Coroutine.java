package dev.braid;

import dev.braid.internal.Blocks;
import dev.braid.internal.VoidBodies;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine: code that runs as a task, or inside one, and may suspend.
 *
 * <p>It is plain sequential Java. Calls documented as suspending ({@link Awaitable#await()}, {@link Asyncio#sleep}, …)
 * give way to other tasks of the loop; nothing else does. Calling {@link #run()} inside a task is Python's
 * {@code await coroutine()}: the body runs inline, and the loop gets its turn only if something inside has to wait.
 *
 * <p>A lambda can be started any number of times, each time anew. {@link #once} makes a coroutine that may be used a
 * single time, as Python's coroutine objects may.
 *
 * @param <T> what the body returns
 * @see "Python 3.15, coroutine objects; cases CORO-01, CORO-03, CORO-04, CORO-38"
 */
@FunctionalInterface
public interface Coroutine<T extends @Nullable Object> extends Awaitable<T> {

    /**
     * Runs the body on the calling task's own stack. Suspends where the body does, and can be cancelled there.
     *
     * @return the body's value
     * @throws Exception whatever the body throws; a cancellation arrives as {@link CancelledError}
     */
    T run() throws Exception;

    /**
     * {@link #run()}, as anything that can be awaited has it: the body runs inline in the calling task.
     *
     * @param <X> a checked exception the caller expects
     * @return the body's value
     * @throws X whatever the body throws, the same object
     */
    @Override
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension await()", level = kotlin.DeprecationLevel.HIDDEN)
    default <X extends Exception> T await() throws X {
        return Blocks.<T, X>inline(this);
    }

    /**
     * Makes a coroutine that runs at most once: a second use throws {@link IllegalStateException}. One that is reclaimed
     * before its first use, and not {@linkplain SingleUseCoroutine#close() closed}, is warned about in the log, as a
     * forgotten await; in a running loop's debug mode with the place where it was made (CORO-02, DEBUG-09).
     *
     * @param <T> what the body returns
     * @param body the code to run, not null
     * @return a coroutine that can be started, awaited inline or {@linkplain SingleUseCoroutine#close() closed}
     */
    static <T extends @Nullable Object> SingleUseCoroutine<T> once(Coroutine<T> body) {
        return new SingleUseCoroutine<>(body);
    }

    /**
     * {@link #once(Coroutine)} of a body without a value.
     *
     * @param body the code to run, not null
     * @return a coroutine that gives null
     */
    @kotlin.Deprecated(message = "Kotlin: a lambda is a Coroutine", level = kotlin.DeprecationLevel.HIDDEN)
    static SingleUseCoroutine<@Nullable Void> once(VoidCoroutine body) {
        return new SingleUseCoroutine<>(VoidBodies.of(body));
    }
}
