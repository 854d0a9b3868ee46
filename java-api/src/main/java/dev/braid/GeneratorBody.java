package dev.braid;

import org.jspecify.annotations.Nullable;

/**
 * The body of an async generator. It may suspend between its elements.
 *
 * @param <T> the elements
 * @param <S> what the consumer sends back
 * @see "Python 3.15, the body of an async generator; cases ASYNCGEN-01, ASYNCGEN-03, ASYNCGEN-05, ASYNCGEN-06"
 */
@FunctionalInterface
public interface GeneratorBody<T extends @Nullable Object, S extends @Nullable Object> {

    /**
     * Runs the body in the task that consumes it. May suspend, and can be cancelled there: a cancellation of the consumer
     * arrives here first.
     *
     * @param out takes the elements
     * @throws Exception whatever the body throws; the consumer's step throws it on
     */
    void run(GeneratorOutput<T, S> out) throws Exception;
}
