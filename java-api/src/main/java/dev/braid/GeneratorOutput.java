package dev.braid;

import org.jspecify.annotations.Nullable;

/**
 * Where an async generator's body puts its elements.
 *
 * @param <T> the elements
 * @param <S> what the consumer sends back
 */
public interface GeneratorOutput<T extends @Nullable Object, S extends @Nullable Object> {

    /**
     * Gives an element to the consumer and waits until it asks for the next one.
     *
     * @param value the element, delivered as it is
     * @return what the consumer sent with {@link AsyncGenerator#asend}, null for a plain step
     * @throws GeneratorExit when the generator is being closed; clean up and let it pass
     * @throws IllegalStateException if the caller is not the generator's own body
     */
    S yield(T value);
}
