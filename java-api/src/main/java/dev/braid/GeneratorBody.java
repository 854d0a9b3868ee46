package dev.braid;

import org.jspecify.annotations.Nullable;

/**
 * The body of an async generator. It may suspend between its elements.
 *
 * @param <T> the elements
 * @param <S> what the consumer sends back
 */
@FunctionalInterface
public interface GeneratorBody<T extends @Nullable Object, S extends @Nullable Object> {

    /**
     * Runs the body in the task that consumes it.
     *
     * @param out takes the elements
     * @throws Exception whatever the body throws; the consumer's step throws it on
     */
    void run(GeneratorOutput<T, S> out) throws Exception;
}
