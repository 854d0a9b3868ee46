package dev.braid;

import org.jspecify.annotations.Nullable;

/**
 * Where an async generator's body puts its elements.
 *
 * @param <T> the elements
 * @param <S> what the consumer sends back
 * @see "Python 3.15, yield in an async generator; cases ASYNCGEN-08, ASYNCGEN-10, ASYNCGEN-13, ASYNCGEN-19,
 *     ASYNCGEN-49"
 */
public interface GeneratorOutput<T extends @Nullable Object, S extends @Nullable Object> {

    /**
     * Gives an element to the consumer and waits until it asks for the next one; meanwhile the consumer's task goes on,
     * so no cancellation arrives here. What the consumer throws in with {@link AsyncGenerator#athrow} is thrown here as
     * it is; {@code out.<IOException>yield(value)} lets the body catch a checked one.
     *
     * @param <X> a checked exception the body expects
     * @param value the element, delivered as it is
     * @return what the consumer sent with {@link AsyncGenerator#asend}, null for a plain step
     * @throws GeneratorExit when the generator is being closed; clean up and let it pass
     * @throws IllegalStateException if the caller is not the generator's own body
     * @throws X what the consumer throws in; for a {@link AsyncContextManager#of context manager}, its block's error
     */
    <X extends Exception> S yield(T value) throws X;
}
