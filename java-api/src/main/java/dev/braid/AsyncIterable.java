package dev.braid;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Elements that take time to come. Python's {@code async for} is the plain {@code for} loop over it, inside a task:
 * each step suspends as long as it has to. {@link #stream()} makes it an asynchronous comprehension.
 *
 * @param <T> the elements
 * @see "Python 3.15, asynchronous iterables, aiter(); cases ASYNCGEN-02, ASYNCGEN-44, ASYNCGEN-45"
 */
public interface AsyncIterable<T extends @Nullable Object> extends Iterable<T> {

    /**
     * {@return an iterator whose {@code hasNext} and {@code next} suspend the calling task; asking for it does not
     * suspend}
     */
    @Override
    AsyncIterator<T> iterator();

    /**
     * The elements as a sequential stream, for use in one task: its operations suspend while they wait. A stream that
     * is closed, or ends early, leaves the source open as {@code break} does.
     *
     * @return a stream that must not be made parallel, since only a task's own stack can suspend
     */
    default Stream<T> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED), false);
    }
}
