package dev.braid;

import dev.braid.internal.GeneratorHandle;
import dev.braid.internal.SubscribedElements;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An iterable whose elements a body makes, one at a time, when they are asked for; both sides may suspend.
 *
 * <pre>{@code
 * AsyncGenerator<Integer, Void> ticks = AsyncGenerator.of(out -> {
 *     for (int i = 0; ; i++) {
 *         Asyncio.sleep(Duration.ofSeconds(1));
 *         out.yield(i);
 *     }
 * });
 * try (ticks) {
 *     for (int tick : ticks) {
 *         if (tick == 3) break;
 *     }
 * }
 * }</pre>
 *
 * <p>The body is part of the task that consumes it: the same {@link Asyncio#currentTask()}, the same {@link Context};
 * a cancellation of that task arrives in the body first. Only thread-locals are its own. {@code break} does not close
 * the generator; use {@code try (generator)}, else it is closed when it is reclaimed or when its loop shuts down. A body
 * that is suspended, and refers to its own generator, keeps that from being reclaimed.
 *
 * @param <T> the elements
 * @param <S> what the consumer may send back
 * @see "Python 3.15, asynchronous generators; cases ASYNCGEN-01 to ASYNCGEN-06, ASYNCGEN-08 to ASYNCGEN-49"
 */
public final class AsyncGenerator<T extends @Nullable Object, S extends @Nullable Object>
        implements AsyncIterable<T>, AutoCloseable {

    private final GeneratorHandle<T, S> handle;

    private AsyncGenerator(GeneratorBody<T, S> body) {
        handle = new GeneratorHandle<>(this, body);
    }

    /**
     * Makes a generator. The body does not run before the first step.
     *
     * @param <T> the elements
     * @param <S> what the consumer may send back
     * @param body makes the elements, not null
     * @return the generator
     * @see "Python 3.15, asynchronous generators; case ASYNCGEN-01"
     */
    public static <T extends @Nullable Object, S extends @Nullable Object> AsyncGenerator<T, S> of(
            GeneratorBody<T, S> body) {
        return new AsyncGenerator<>(Objects.requireNonNull(body, "body"));
    }

    /**
     * The elements of a publisher of Reactive Streams, requested one by one as they are asked for. Does not subscribe
     * before the first step; closing the generator cancels the subscription.
     *
     * <pre>{@code
     * try (var lines = AsyncGenerator.ofPublisher(response.lines())) {
     *     for (String line : lines) {
     *         if (line.isEmpty()) break;
     *     }
     * }
     * }</pre>
     *
     * @param <T> the elements
     * @param publisher gives its signals on any thread
     * @return a generator whose steps throw what {@code onError} was given, the same object, and
     *     {@link IllegalStateException} if the publisher gives more than was requested
     * @see "Python has none of this: an extra of Braid, rule 2 of Reactive Streams; cases BRIDGE-255,
     *     BRIDGE-257 to BRIDGE-259"
     */
    public static <T> AsyncGenerator<T, @Nullable Void> ofPublisher(Flow.Publisher<? extends T> publisher) {
        return ofPublisher(publisher, 0);
    }

    /**
     * {@link #ofPublisher(Flow.Publisher)} that requests elements ahead: fewer requests, and the publisher works while
     * an element is being dealt with.
     *
     * @param <T> the elements
     * @param publisher gives its signals on any thread
     * @param ahead how many elements may have been requested, or have come, before they are asked for; 0 for none
     * @return a generator
     * @throws IllegalArgumentException if the number is negative
     */
    public static <T> AsyncGenerator<T, @Nullable Void> ofPublisher(
            Flow.Publisher<? extends T> publisher, int ahead) {
        return of(SubscribedElements.body(publisher, ahead));
    }

    /**
     * The next element. Suspends while the body does, and can be cancelled there.
     *
     * @param <X> a checked exception the caller expects
     * @return the element
     * @throws StopAsyncIterationException if the body has ended
     * @throws IllegalStateException if another step of this generator is in progress, or the caller is not a task of
     *     the loop of the first step
     * @throws CancelledError if the task is cancelled while the body waits, and the body lets it pass
     * @throws X what the body throws; the generator is then finished
     * @see "Python 3.15, agen.__anext__, anext(); cases ASYNCGEN-04, ASYNCGEN-05, ASYNCGEN-10, ASYNCGEN-25,
     *     ASYNCGEN-40"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <X extends Exception> T anext() throws X {
        try {
            return handle.<X>asend(null);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The next element, or a default after the last one; otherwise as {@link #anext()}.
     *
     * @param <X> a checked exception the caller expects
     * @param defaultValue what to return when the body has ended
     * @return the element or the default
     * @throws IllegalStateException as {@link #anext()}
     * @throws X what the body throws
     * @see "Python 3.15, anext(agen, default); case ASYNCGEN-42"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <X extends Exception> T anext(T defaultValue) throws X {
        try {
            return handle.<X>anext(defaultValue);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Sends a value, which the body's current {@code yield} returns, and waits for the next element as {@link #anext()}
     * does.
     *
     * @param <X> a checked exception the caller expects
     * @param value what to send; only null to a generator that has not started
     * @return the element
     * @throws StopAsyncIterationException if the body ends, or has ended
     * @throws IllegalArgumentException if a value is sent before the first step
     * @throws IllegalStateException as {@link #anext()}
     * @throws X what the body throws
     * @see "Python 3.15, agen.asend; cases ASYNCGEN-08, ASYNCGEN-09, ASYNCGEN-11, ASYNCGEN-12"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <X extends Exception> T asend(S value) throws X {
        try {
            return handle.<X>asend(value);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Throws an error out of the body's current {@code yield}, and waits for the next element as {@link #anext()} does.
     *
     * @param <X> a checked exception the caller expects
     * @param error what to throw, not null; comes straight back if the generator has not started
     * @return the element, if the body handles the error and yields; null if the generator was finished already
     * @throws StopAsyncIterationException if the body handles the error and ends
     * @throws IllegalStateException as {@link #anext()}
     * @throws X the error, or what the body throws instead
     * @see "Python 3.15, agen.athrow; cases ASYNCGEN-13 to ASYNCGEN-17"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <X extends Exception> @Nullable T athrow(Throwable error) throws X {
        try {
            return handle.<X>athrow(Objects.requireNonNull(error, "error"));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Ends the generator: its body gets {@link GeneratorExit} at its current {@code yield} and may clean up, suspending
     * if it must; a cancellation arrives there. Does nothing if the generator is finished; a body that has not started
     * will not run.
     *
     * @param <X> a checked exception the caller expects
     * @throws IllegalStateException if the body yields another element instead of ending, or a step is in progress
     * @throws X what the body's clean-up throws
     * @see "Python 3.15, agen.aclose; cases ASYNCGEN-19 to ASYNCGEN-24"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <X extends Exception> void aclose() throws X {
        handle.<X>aclose();
    }

    /**
     * {@link #aclose()}, for try-with-resources. Suspends as it does.
     *
     * @throws IllegalStateException as there
     */
    @Override
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public void close() {
        handle.<RuntimeException>aclose();
    }

    /**
     * Hands every element to a function: the push form, in which the body calls the function directly and nothing is
     * switched. An error of the function closes the generator and is thrown on. Suspends where either does, and can be
     * cancelled there.
     *
     * @param action called with each element; may suspend
     * @throws IllegalStateException as {@link #anext()}
     */
    @Override
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public void forEach(Consumer<? super T> action) {
        handle.forEach(Objects.requireNonNull(action, "action"));
    }

    /** {@return an iterator over the elements that are left; those of one generator share its elements} */
    @Override
    public AsyncIterator<T> iterator() {
        return handle.iterator(this);
    }

    /** {@return whether a step is in progress (ASYNCGEN-47)} */
    public boolean isRunning() {
        return handle.isRunning();
    }

    @Override
    public String toString() {
        return handle.toString();
    }
}
