package dev.braid;

import dev.braid.internal.LimitedCompletions;
import dev.braid.internal.LimitedGather;
import dev.braid.internal.LimitedSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code gather}, {@code gatherSettled} and {@code asCompleted} with no more than a number of tasks at a time. An extra
 * of Braid: in asyncio one builds it from a semaphore and has all the tasks at once.
 *
 * <pre>{@code
 * List<Page> pages = Limit.of(20).gather(urls, url -> fetch(url)).await();
 * }</pre>
 *
 * <p>The source may be endless or too large for memory: it is asked for the next element only when there is room for
 * its task, in the call itself and then whenever a task has ended. So tasks are created, and start, in its order.
 * Besides collections and streams every {@link Iterable} is a source, and {@code () -> iterator} makes one of an
 * iterator. A source is used on the loop, in a copy of the caller's {@link Context}; it must neither block nor suspend.
 * A stream is closed when it was asked for its last element, or is not needed any more.
 *
 * <p>A limit is a number and may be used again: each call counts its own tasks. For a limit that several calls share,
 * let the bodies hold a {@link dev.braid.sync.Semaphore}.
 */
public final class Limit {

    private final int tasks;

    private Limit(int tasks) {
        this.tasks = tasks;
    }

    /**
     * Makes a limit.
     *
     * @param tasks how many tasks may be unfinished at a time
     * @return the limit
     * @throws IllegalArgumentException if that is less than one
     */
    public static Limit of(int tasks) {
        if (tasks < 1) {
            throw new IllegalArgumentException("cannot limit the number of tasks to " + tasks
                    + ": nothing would ever run; allow 1 or more, or use Asyncio.gather for no limit");
        }
        return new Limit(tasks);
    }

    // --- gather

    /**
     * {@link Asyncio#gather(Coroutine[])} with this limit: the values in the source's order. Does not suspend; await
     * the result.
     *
     * <p>The first failure, also one of the source itself, fails the aggregate. No more tasks are created then, and
     * those that are running run on. Cancelling the aggregate cancels those, and creates no more either.
     *
     * @param <T> what the coroutines return
     * @param coroutines the source, not null
     * @return a future of the values
     * @throws IllegalArgumentException if the source is an {@link AsyncIterable}, which has to suspend
     * @throws IllegalStateException if no loop is running or registered
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <T extends @Nullable Object> Future<List<T>> gather(
            Iterable<? extends Coroutine<? extends T>> coroutines) {
        return LimitedGather.of(tasks, LimitedSource.of(coroutines), false);
    }

    /**
     * {@link #gather(Iterable)} of a stream.
     *
     * @param <T> what the coroutines return
     * @param coroutines the source, not null; closed as the class tells
     * @return a future of the values, in the source's order
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <T extends @Nullable Object> Future<List<T>> gather(Stream<? extends Coroutine<? extends T>> coroutines) {
        return LimitedGather.of(tasks, LimitedSource.of(coroutines), false);
    }

    /**
     * {@link #gather(Iterable)} of one body, run for each of many items.
     *
     * @param <A> the items
     * @param <T> what the body returns
     * @param items the source, not null
     * @param body the body, not null
     * @return a future of the values, in the order of the items
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <A extends @Nullable Object, T extends @Nullable Object> Future<List<T>> gather(
            Iterable<? extends A> items, Body<? super A, ? extends T> body) {
        return LimitedGather.of(tasks, LimitedSource.of(items).each(body), false);
    }

    /**
     * {@link #gather(Iterable, Body)} for the items of a stream.
     *
     * @param <A> the items
     * @param <T> what the body returns
     * @param items the source, not null; closed as the class tells
     * @param body the body, not null
     * @return a future of the values, in the order of the items
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <A extends @Nullable Object, T extends @Nullable Object> Future<List<T>> gather(
            Stream<? extends A> items, Body<? super A, ? extends T> body) {
        return LimitedGather.of(tasks, LimitedSource.of(items).each(body), false);
    }

    /**
     * {@link #gather(Iterable, Body)} for a body without a value.
     *
     * @param <A> the items
     * @param items the source, not null
     * @param body the body, not null
     * @return a future of as many nulls
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <A extends @Nullable Object> Future<List<@Nullable Void>> gather(
            Iterable<? extends A> items, VoidBody<? super A> body) {
        return LimitedGather.of(tasks, LimitedSource.of(items).each(body), false);
    }

    /**
     * {@link #gather(Stream, Body)} for a body without a value.
     *
     * @param <A> the items
     * @param items the source, not null; closed as the class tells
     * @param body the body, not null
     * @return a future of as many nulls
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <A extends @Nullable Object> Future<List<@Nullable Void>> gather(
            Stream<? extends A> items, VoidBody<? super A> body) {
        return LimitedGather.of(tasks, LimitedSource.of(items).each(body), false);
    }

    // --- gatherSettled

    /**
     * {@link Asyncio#gatherSettled(Coroutine[])} with this limit: it goes on when a coroutine fails, and gives how each
     * of them ended. It fails only if it is cancelled, or if the source itself fails.
     *
     * @param <T> what the coroutines return
     * @param coroutines the source, not null
     * @return a future of the outcomes, in the source's order
     * @throws IllegalArgumentException as {@link #gather(Iterable)}
     * @throws IllegalStateException as {@link #gather(Iterable)}
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <T extends @Nullable Object> Future<List<Outcome<T>>> gatherSettled(
            Iterable<? extends Coroutine<? extends T>> coroutines) {
        return LimitedGather.of(tasks, LimitedSource.of(coroutines), true);
    }

    /**
     * {@link #gatherSettled(Iterable)} of a stream.
     *
     * @param <T> what the coroutines return
     * @param coroutines the source, not null; closed as the class tells
     * @return a future of the outcomes, in the source's order
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <T extends @Nullable Object> Future<List<Outcome<T>>> gatherSettled(
            Stream<? extends Coroutine<? extends T>> coroutines) {
        return LimitedGather.of(tasks, LimitedSource.of(coroutines), true);
    }

    /**
     * {@link #gatherSettled(Iterable)} of one body, run for each of many items.
     *
     * @param <A> the items
     * @param <T> what the body returns
     * @param items the source, not null
     * @param body the body, not null
     * @return a future of the outcomes, in the order of the items
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <A extends @Nullable Object, T extends @Nullable Object> Future<List<Outcome<T>>> gatherSettled(
            Iterable<? extends A> items, Body<? super A, ? extends T> body) {
        return LimitedGather.of(tasks, LimitedSource.of(items).each(body), true);
    }

    /**
     * {@link #gatherSettled(Iterable, Body)} for the items of a stream.
     *
     * @param <A> the items
     * @param <T> what the body returns
     * @param items the source, not null; closed as the class tells
     * @param body the body, not null
     * @return a future of the outcomes, in the order of the items
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <A extends @Nullable Object, T extends @Nullable Object> Future<List<Outcome<T>>> gatherSettled(
            Stream<? extends A> items, Body<? super A, ? extends T> body) {
        return LimitedGather.of(tasks, LimitedSource.of(items).each(body), true);
    }

    /**
     * {@link #gatherSettled(Iterable, Body)} for a body without a value.
     *
     * @param <A> the items
     * @param items the source, not null
     * @param body the body, not null
     * @return a future of the outcomes, in the order of the items
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <A extends @Nullable Object> Future<List<Outcome<@Nullable Void>>> gatherSettled(
            Iterable<? extends A> items, VoidBody<? super A> body) {
        return LimitedGather.of(tasks, LimitedSource.of(items).each(body), true);
    }

    /**
     * {@link #gatherSettled(Stream, Body)} for a body without a value.
     *
     * @param <A> the items
     * @param items the source, not null; closed as the class tells
     * @param body the body, not null
     * @return a future of the outcomes, in the order of the items
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <A extends @Nullable Object> Future<List<Outcome<@Nullable Void>>> gatherSettled(
            Stream<? extends A> items, VoidBody<? super A> body) {
        return LimitedGather.of(tasks, LimitedSource.of(items).each(body), true);
    }

    // --- asCompleted

    /**
     * {@link Asyncio#asCompleted(Iterable)} with this limit: gives each task as it is done. A task makes room for the
     * next one when the loop takes it, so a loop that takes its time does not pile up results.
     *
     * <p>A loop that ends early cancels none, and no more tasks are created; a second loop goes on where it stopped. If
     * the source itself fails, the loop throws its error after the tasks that had been created before.
     *
     * @param <T> what the coroutines return
     * @param coroutines the source, not null
     * @return the tasks in the order of completion; its steps suspend
     * @throws IllegalArgumentException as {@link #gather(Iterable)}
     * @throws IllegalStateException as {@link #gather(Iterable)}
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <T extends @Nullable Object> AsyncIterable<Task<T>> asCompleted(
            Iterable<? extends Coroutine<? extends T>> coroutines) {
        return LimitedCompletions.of(tasks, LimitedSource.of(coroutines));
    }

    /**
     * {@link #asCompleted(Iterable)} of a stream.
     *
     * @param <T> what the coroutines return
     * @param coroutines the source, not null; closed as the class tells
     * @return the tasks in the order of completion; its steps suspend
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <T extends @Nullable Object> AsyncIterable<Task<T>> asCompleted(
            Stream<? extends Coroutine<? extends T>> coroutines) {
        return LimitedCompletions.of(tasks, LimitedSource.of(coroutines));
    }

    /**
     * {@link #asCompleted(Iterable)} of one body, run for each of many items.
     *
     * @param <A> the items
     * @param <T> what the body returns
     * @param items the source, not null
     * @param body the body, not null
     * @return the tasks in the order of completion; its steps suspend
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <A extends @Nullable Object, T extends @Nullable Object> AsyncIterable<Task<T>> asCompleted(
            Iterable<? extends A> items, Body<? super A, ? extends T> body) {
        return LimitedCompletions.of(tasks, LimitedSource.of(items).each(body));
    }

    /**
     * {@link #asCompleted(Iterable, Body)} for the items of a stream.
     *
     * @param <A> the items
     * @param <T> what the body returns
     * @param items the source, not null; closed as the class tells
     * @param body the body, not null
     * @return the tasks in the order of completion; its steps suspend
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension", level = kotlin.DeprecationLevel.HIDDEN)
    public <A extends @Nullable Object, T extends @Nullable Object> AsyncIterable<Task<T>> asCompleted(
            Stream<? extends A> items, Body<? super A, ? extends T> body) {
        return LimitedCompletions.of(tasks, LimitedSource.of(items).each(body));
    }

    @Override
    public String toString() {
        return "Limit[" + tasks + (tasks == 1 ? " task]" : " tasks]");
    }
}
