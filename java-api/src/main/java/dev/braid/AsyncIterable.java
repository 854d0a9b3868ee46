package dev.braid;

import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.Publication;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Flow;
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

    /**
     * The elements for subscribers of Reactive Streams. Does not suspend; any thread may call it and subscribe. Each
     * subscription iterates anew, in a task of the loop that begins with the first request; the elements of an
     * {@link AsyncGenerator} are shared by all subscriptions, and it is closed when one of them leaves.
     *
     * <p>The task takes the next element when the one before has been given, so it is one element ahead of the
     * demand. It calls {@code onNext}, which may suspend, as the task's own code; {@code onSubscribe} is called by
     * {@code subscribe}. Cancelling the subscription cancels the task, which cleans up; no signal follows. A
     * subscriber whose methods throw has left, and the loop's exception handler is told.
     *
     * <p>{@code onError} gets what the source throws, the same object; a {@link CancelledError} if somebody else
     * cancels the task, as the end of {@link Asyncio#run} does; an {@link IllegalStateException} if the loop is closed; a
     * {@link NullPointerException} for a null element, and an {@link IllegalArgumentException} for a request that is
     * not positive.
     *
     * @param loop where the elements are made
     * @return a publisher for any number of subscriptions
     * @see "Python has none of this: an extra of Braid, rules 1 and 3 of Reactive Streams;
     *     cases BRIDGE-250 to BRIDGE-254, BRIDGE-256"
     */
    default Flow.Publisher<T> toPublisher(EventLoop loop) {
        return Publication.publisher(this, (EventLoopImpl) Objects.requireNonNull(loop, "loop"));
    }

    /**
     * The elements of a publisher of Reactive Streams. Each iteration subscribes anew, at its first step, and requests
     * each element when it is asked for. The steps suspend, and can be cancelled there.
     *
     * <p>{@code break} leaves the subscription open until the iterator is reclaimed or the loop shuts down: use
     * {@link AsyncGenerator#ofPublisher(Flow.Publisher)} there.
     *
     * @param <T> the elements
     * @param publisher gives its signals on any thread
     * @return the elements; a step throws what {@code onError} was given, the same object
     * @see "Python has none of this: an extra of Braid, rule 2 of Reactive Streams; cases BRIDGE-255,
     *     BRIDGE-257 to BRIDGE-259"
     */
    static <T> AsyncIterable<T> ofPublisher(Flow.Publisher<? extends T> publisher) {
        Objects.requireNonNull(publisher, "publisher");
        return () -> AsyncGenerator.<T>ofPublisher(publisher).iterator();
    }
}
