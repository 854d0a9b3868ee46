package dev.braid;

import org.jspecify.annotations.Nullable;

/**
 * Something a task can wait for. Programs may implement it; {@link Future} and {@link Task} are the usual ones.
 *
 * @param <T> the value it gives
 * @see "Python 3.15, awaitable objects; cases CORO-32, RUNNER-03"
 */
public interface Awaitable<T extends @Nullable Object> {

    /**
     * Waits for the value, Python's {@code await}. Suspends only if it has to: on something finished it returns at
     * once, without letting other tasks run. Cancelling the waiting task makes this throw {@link CancelledError}.
     *
     * <p>The error of what is awaited is thrown as it is, the same object, checked or not. Name a checked exception to
     * catch it: {@code future.<IOException>await()}.
     *
     * @param <X> a checked exception the caller expects; inferred as unchecked if unused
     * @return the value
     * @throws X the error of what is awaited
     * @throws CancelledError if what is awaited, or the waiting task, is cancelled
     * @throws IllegalStateException if the caller is not a task of the loop that this belongs to
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension await()", level = kotlin.DeprecationLevel.HIDDEN)
    <X extends Exception> T await() throws X;
}
