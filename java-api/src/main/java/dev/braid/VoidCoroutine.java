package dev.braid;

import dev.braid.internal.Blocks;
import dev.braid.internal.VoidBodies;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Coroutine} without a value, so that a lambda needs no {@code return null}.
 *
 * @see "Python 3.15, coroutine objects; cases CORO-03, CORO-04"
 */
@FunctionalInterface
public interface VoidCoroutine extends Awaitable<@Nullable Void> {

    /**
     * Runs the body on the calling task's own stack. Suspends where the body does, and can be cancelled there.
     *
     * @throws Exception whatever the body throws; a cancellation arrives as {@link CancelledError}
     */
    void run() throws Exception;

    /**
     * {@link #run()}, as anything that can be awaited has it: the body runs inline in the calling task.
     *
     * @param <X> a checked exception the caller expects
     * @return null
     * @throws X whatever the body throws, the same object
     */
    @Override
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension await()", level = kotlin.DeprecationLevel.HIDDEN)
    default <X extends Exception> @Nullable Void await() throws X {
        return Blocks.<@Nullable Void, X>inline(VoidBodies.of(this));
    }
}
