package dev.braid;

import dev.braid.internal.FutureImpl;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that will come: asyncio's Future. Belongs to one loop and, unless said otherwise, may be touched only from
 * that loop's tasks and callbacks.
 *
 * <pre>
 *            setResult, setException
 *  pending ---------------------------> finished
 *     |
 *     +-----------cancel--------------> cancelled
 * </pre>
 *
 * @param <T> the type of the result
 * @see "Python 3.15, asyncio.Future; cases FUTURE-01 to FUTURE-47"
 */
public sealed interface Future<T extends @Nullable Object> extends Awaitable<T> permits Task, FutureImpl {

    /** Tells whether the future is finished or cancelled (FUTURE-01, FUTURE-06). */
    boolean done();

    /** Tells whether the future was cancelled (FUTURE-12). */
    boolean cancelled();

    /**
     * The result; never suspends (FUTURE-06, FUTURE-07, FUTURE-11, FUTURE-14).
     *
     * @param <X> a checked exception the caller expects
     * @return the result
     * @throws X the error the future failed with, the same object
     * @throws InvalidStateException if the future is pending: await it, or ask {@link #done()} first
     * @throws CancelledError if the future was cancelled
     */
    <X extends Exception> T result() throws X;

    /**
     * The error the future failed with, or null if it has a result; never suspends. Reading it counts as retrieving
     * the error, so it will not be reported as never retrieved (FUTURE-32).
     *
     * @return the error or null
     * @throws InvalidStateException if the future is pending: await it, or ask {@link #done()} first
     * @throws CancelledError if the future was cancelled
     */
    @Nullable Throwable exception();

    /**
     * Finishes the future with a result. Its waiters and callbacks run in a later iteration of the loop.
     *
     * @param result the result, may be null
     * @throws InvalidStateException if the future is done already (FUTURE-10)
     * @throws IllegalStateException if this is a task: its body alone decides its result (TASK-02)
     */
    void setResult(T result);

    /**
     * Finishes the future with an error.
     *
     * @param error the error, not null
     * @throws InvalidStateException if the future is done already (FUTURE-10)
     * @throws IllegalStateException if this is a task: its body alone decides its outcome (TASK-02)
     */
    void setException(Throwable error);

    /** {@link #cancel(Object)} without a message. */
    boolean cancel();

    /**
     * Cancels the future. A plain future is cancelled at once; its waiters get {@link CancelledError} in a later
     * iteration of the loop (FUTURE-12, FUTURE-13, FUTURE-15).
     *
     * @param message what the {@link CancelledError} will carry, null for none
     * @return whether there was something to cancel: false if the future is done
     */
    boolean cancel(@Nullable Object message);

    /** {@link #addDoneCallback(Consumer, Context)} in a copy of the caller's context (FUTURE-26). */
    void addDoneCallback(Consumer<? super Future<T>> callback);

    /**
     * Calls back when the future is done: from the loop, in an iteration after completion, in the order of
     * registration, once per registration. On a future that is done the callback runs in the next iteration, never
     * inside this call. What the callback throws goes to the loop's exception handler (FUTURE-20 to FUTURE-27).
     *
     * @param callback called with this future, not null
     * @param context the context to run it in, used as it is, not null
     */
    void addDoneCallback(Consumer<? super Future<T>> callback, Context context);

    /**
     * Removes every registration of a callback, compared with {@code equals}.
     *
     * @param callback the callback, not null
     * @return how many registrations were removed (FUTURE-28)
     */
    int removeDoneCallback(Consumer<? super Future<T>> callback);

    /** The loop this future belongs to (FUTURE-05). */
    EventLoop loop();

    /**
     * A view for Java's own libraries. Finishing or cancelling either end does the same to the other; completing the
     * view from another thread reaches the loop in its own time.
     *
     * @return a new view
     */
    CompletableFuture<T> toCompletableFuture();

    /**
     * A future that follows a Java one, asyncio's {@code wrap_future}. Cancelling it cancels the stage, if that is a
     * {@link CompletableFuture}. A stage that fails with a {@link java.util.concurrent.CancellationException} cancels
     * it (FUTURE-38 to FUTURE-43).
     *
     * @param <T> the type of the result
     * @param stage what to follow, may complete on any thread, not null
     * @return a future of the running loop, else of the one registered for this thread; for a stage that
     *     {@link #toCompletableFuture()} made, the future it is a view of
     * @throws IllegalStateException if there is neither
     */
    static <T extends @Nullable Object> Future<T> of(CompletionStage<T> stage) {
        return FutureImpl.wrap(stage);
    }
}
