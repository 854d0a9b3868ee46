package dev.braid.internal;

import dev.braid.AsyncIterator;
import dev.braid.StopAsyncIterationException;
import dev.braid.spi.CoroutineProtocol;
import org.jspecify.annotations.Nullable;

/** Java's iterator over an async generator: looks one element ahead only when asked whether there is one. */
final class GeneratorIterator<T extends @Nullable Object> implements AsyncIterator<T> {

    private static final Object NOT_ASKED = new Object();

    private final GeneratorHandle<T, ?> generator;

    // Held so that the generator does not count as lost while somebody iterates.
    private final @Nullable Object user;

    // The element that hasNext has fetched, END, or NOT_ASKED.
    private @Nullable Object ahead = NOT_ASKED;

    GeneratorIterator(GeneratorHandle<T, ?> generator, @Nullable Object user) {
        this.generator = generator;
        this.user = user;
    }

    @Override
    public boolean hasNext() {
        if (ahead == NOT_ASKED) {
            ahead = generator.nextOrEnd();
        }
        return ahead != GeneratorFrame.END;
    }

    /** What {@link #hasNext()} does first if it does not know; null if it does. */
    @Nullable CoroutineProtocol<@Nullable Object> fetch() {
        return ahead == NOT_ASKED ? steps() : null;
    }

    /** The next element after what {@link #hasNext()} may have fetched. */
    CoroutineProtocol<@Nullable Object> steps() {
        return generator.nextSteps();
    }

    /** Keeps what {@link #fetch()} got. */
    void fetched(@Nullable Object element) {
        ahead = element;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T next() {
        if (!hasNext()) {
            throw new StopAsyncIterationException("cannot give another element of " + generator + ": it has ended");
        }
        Object element = ahead;
        ahead = NOT_ASKED;
        return (T) element;
    }
}
