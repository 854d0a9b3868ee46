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
     * it is; a body that catches a checked one calls {@link #yieldThrowing}.
     *
     * @param value the element, delivered as it is
     * @return what the consumer sent with {@link AsyncGenerator#asend}, null for a plain step
     * @throws GeneratorExit when the generator is being closed; clean up and let it pass
     * @throws IllegalStateException if the caller is not the generator's own body
     */
    S yield(T value);

    /**
     * {@link #yield}, for a body that catches a checked exception there:
     *
     * <pre>{@code
     * try {
     *     out.<IOException>yieldThrowing(transaction);
     * } catch (IOException failure) {
     *     transaction.rollBack();
     * }
     * }</pre>
     *
     * @param <X> the checked exception
     * @param value the element
     * @return what the consumer sent
     * @throws X what the consumer throws in; for a {@linkplain AsyncContextManager#of context manager} its block's error
     */
    @kotlin.Deprecated(message = "Kotlin: use yield", level = kotlin.DeprecationLevel.HIDDEN)
    default <X extends Exception> S yieldThrowing(T value) throws X {
        return this.yield(value);
    }
}
