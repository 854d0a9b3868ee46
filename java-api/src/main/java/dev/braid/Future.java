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
 * @see "Python 3.15, asyncio.Future; cases FUTURE-01 to FUTURE-45"
 */
public sealed interface Future<T extends @Nullable Object> extends Awaitable<T> permits Task, FutureImpl {

    /** {@return whether the future is finished or cancelled (FUTURE-01, FUTURE-06)} */
    boolean done();

    /**
     * {@return whether the future was cancelled (FUTURE-12); never true of a task that is only asked to stop (TASK-40)}
     */
    boolean cancelled();

    /**
     * The result; never suspends. Asking counts as retrieving the error.
     *
     * @param <X> a checked exception the caller expects
     * @return the result
     * @throws X the error the future failed with, the same object
     * @throws InvalidStateException if the future is pending: await it, or ask {@link #done()} first
     * @throws CancelledError if the future was cancelled
     * @see "Python 3.15, asyncio.Future.result; cases FUTURE-06, FUTURE-07, FUTURE-11, FUTURE-14, FUTURE-44"
     */
    @kotlin.internal.LowPriorityInOverloadResolution // Kotlin takes the bridge's extension, which has no X
    <X extends Exception> T result() throws X;

    /**
     * The error the future failed with, or null if it has a result; never suspends. Reading it counts as retrieving
     * the error, so it will not be reported as never retrieved (FUTURE-32).
     *
     * @return the error or null
     * @throws InvalidStateException if the future is pending: await it, or ask {@link #done()} first
     * @throws CancelledError if the future was cancelled
     * @see "Python 3.15, asyncio.Future.exception; cases FUTURE-06, FUTURE-07, FUTURE-11, FUTURE-14"
     */
    @Nullable Throwable exception();

    /**
     * Finishes the future with a result. Does not suspend: its waiters go on, and its callbacks run, in a later
     * iteration of the loop, in the order in which they came.
     *
     * @param result the result, may be null
     * @throws InvalidStateException if the future is done already (FUTURE-10)
     * @throws IllegalStateException if this is a task: its body alone decides its result (TASK-02)
     * @see "Python 3.15, asyncio.Future.set_result; cases FUTURE-06, FUTURE-10, FUTURE-19"
     */
    void setResult(T result);

    /**
     * Finishes the future with an error; otherwise as {@link #setResult}. One that nobody looks at is reported to the
     * loop's exception handler when the future is reclaimed (FUTURE-31).
     *
     * @param error the error, not null
     * @throws InvalidStateException if the future is done already (FUTURE-10)
     * @throws IllegalStateException if this is a task: its body alone decides its outcome (TASK-02)
     * @see "Python 3.15, asyncio.Future.set_exception; cases FUTURE-07, FUTURE-10"
     */
    void setException(Throwable error);

    /**
     * {@link #cancel(Object)} without a message.
     *
     * @return whether there was something to cancel
     */
    boolean cancel();

    /**
     * Cancels the future. A plain future is cancelled at once; its waiters get {@link CancelledError} in a later
     * iteration of the loop. For the loop's own thread; {@link EventLoop#callSoonThreadsafe(Runnable)} gets there.
     *
     * @param message what the {@link CancelledError} will carry, null for none
     * @return whether there was something to cancel: false if the future is done
     * @see "Python 3.15, asyncio.Future.cancel; cases FUTURE-12, FUTURE-13, FUTURE-15, FUTURE-22"
     */
    boolean cancel(@Nullable Object message);

    /**
     * {@link #addDoneCallback(Consumer, Context)} in a copy of the caller's context (FUTURE-26).
     *
     * @param callback called with this future, not null
     */
    void addDoneCallback(Consumer<? super Future<T>> callback);

    /**
     * Calls back when the future is done: from the loop, in an iteration after completion, in the order of
     * registration, once per registration. On a future that is done the callback runs in the next iteration, never
     * inside this call. What the callback throws goes to the loop's exception handler, and the others run all the same.
     *
     * @param callback called with this future, not null
     * @param context the context to run it in, used as it is, not null
     * @see "Python 3.15, asyncio.Future.add_done_callback; cases FUTURE-20 to FUTURE-27"
     */
    void addDoneCallback(Consumer<? super Future<T>> callback, Context context);

    /**
     * Removes every registration of a callback, compared with {@code equals}. A method reference is a new object each
     * time it is written: keep the one that was added.
     *
     * @param callback the callback, not null
     * @return how many registrations were removed; 0 if there was none, or the future is done
     * @see "Python 3.15, asyncio.Future.remove_done_callback; cases FUTURE-28 to FUTURE-30, TASK-61"
     */
    int removeDoneCallback(Consumer<? super Future<T>> callback);

    /** {@return the loop this future belongs to (FUTURE-05)} */
    EventLoop loop();

    /**
     * A view for Java's own libraries, an extra of Braid. Finishing or cancelling either end does the same to the
     * other, but a task's outcome is decided by its body alone: completing a view of it changes the view only.
     * Completing the view from another thread reaches the loop in its own time.
     *
     * @return a new view, for any thread; it fails with the very error of the future
     */
    CompletableFuture<T> toCompletableFuture();

    /**
     * A future that follows a Java one, asyncio's {@code wrap_future}. Cancelling it cancels the stage, if that is a
     * {@link CompletableFuture}. A stage that fails with a {@link java.util.concurrent.CancellationException} cancels
     * it; a {@link java.util.concurrent.CompletionException} is taken off.
     *
     * @param <T> the type of the result
     * @param stage what to follow, may complete on any thread, not null
     * @return a future of the running loop, else of the one registered for this thread; for a stage that
     *     {@link #toCompletableFuture()} made, the future it is a view of
     * @throws IllegalStateException if there is neither
     * @see "Python 3.15, asyncio.wrap_future; cases FUTURE-38 to FUTURE-43, THREADSAFE-20"
     */
    static <T extends @Nullable Object> Future<T> of(CompletionStage<T> stage) {
        return FutureImpl.wrap(stage);
    }
}
