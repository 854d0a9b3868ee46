package dev.braid.internal;

import dev.braid.AsyncIterator;
import dev.braid.StopAsyncIterationException;
import org.jspecify.annotations.Nullable;

/** The iterator over an async generator: looks one element ahead only when asked whether there is one. */
public final class GeneratorIterator<T extends @Nullable Object> implements AsyncIterator<T> {

    private static final Object NOT_ASKED = new Object();

    /** What gives the elements. */
    public final GeneratorHandle<T, ?> generator;

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
            ahead = generator.<RuntimeException>next();
        }
        return ahead != GeneratorFrame.END;
    }

    /** Whether it is known if there is another element. */
    public boolean knows() {
        return ahead != NOT_ASKED;
    }

    /** What {@link #hasNext} returns once it is known. */
    public boolean hasFetched() {
        return ahead != GeneratorFrame.END;
    }

    /** Keeps the element that was fetched for this, or END; true if it is an element. */
    public boolean fetched(@Nullable Object element) {
        ahead = element;
        return element != GeneratorFrame.END;
    }

    @Override
    public T next() {
        hasNext();
        return take();
    }

    /** The element that {@link #hasNext()} has fetched. */
    @SuppressWarnings("unchecked")
    public T take() {
        if (ahead == GeneratorFrame.END) {
            throw new StopAsyncIterationException("cannot give another element of " + generator + ": it has ended");
        }
        Object element = ahead;
        ahead = NOT_ASKED;
        return (T) element;
    }
}
