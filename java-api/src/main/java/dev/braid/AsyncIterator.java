package dev.braid;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An iterator that suspends while it waits for the next element. Belongs to one task at a time.
 *
 * @param <T> the elements
 * @see "Python 3.15, asynchronous iterators, anext(); cases ASYNCGEN-42 to ASYNCGEN-44"
 */
public interface AsyncIterator<T extends @Nullable Object> extends Iterator<T> {

    /**
     * Waits until it is known whether there is another element. Suspends, and can be cancelled there.
     *
     * @return whether {@link #next()} will give one
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if it has to wait and the caller is not a task of the source's loop
     */
    @Override
    @kotlin.Deprecated(message = "Kotlin: use asFlow()", level = kotlin.DeprecationLevel.HIDDEN)
    boolean hasNext();

    /**
     * Waits for the next element. Suspends, and can be cancelled there.
     *
     * @return the element
     * @throws NoSuchElementException if there is none: ask {@link #hasNext()} before
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if it has to wait and the caller is not a task of the source's loop
     */
    @Override
    @kotlin.Deprecated(message = "Kotlin: use asFlow()", level = kotlin.DeprecationLevel.HIDDEN)
    T next();
}
