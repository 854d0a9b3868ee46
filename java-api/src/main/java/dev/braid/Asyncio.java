package dev.braid;

import dev.braid.internal.AsCompleted;
import dev.braid.internal.ContextManagers;
import dev.braid.internal.Current;
import dev.braid.internal.EnsureFuture;
import dev.braid.internal.Gather;
import dev.braid.internal.Shield;
import dev.braid.internal.Sleep;
import dev.braid.internal.Threads;
import dev.braid.internal.VoidBodies;
import dev.braid.internal.Waits;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The functions of Python's {@code asyncio} module, by the same names.
 *
 * <p>Those that suspend may be called only by a task's body, and say so; cancelling the task makes them throw
 * {@link CancelledError}.
 *
 * @see "Python 3.15, the asyncio module"
 */
public final class Asyncio {

    private Asyncio() {}

    // --- Running

    /**
     * Runs a coroutine on a new loop and cleans up: a program's entry point. Blocks the calling thread.
     *
     * <pre>{@code
     * public static void main(String[] args) {
     *     Asyncio.run(() -> {
     *         Asyncio.sleep(Duration.ofSeconds(1));
     *         System.out.println("hello");
     *     });
     * }
     * }</pre>
     *
     * @param <T> what the coroutine returns
     * @param <X> a checked exception the caller expects
     * @param main the coroutine, not null
     * @return its value
     * @throws X its error, the same object, after all clean-up
     * @throws KeyboardInterrupt if the user pressed Ctrl-C
     * @throws IllegalStateException if a loop is running on this thread: await there instead
     * @see "Python 3.15, asyncio.run; cases RUNNER-01 to RUNNER-20"
     */
    public static <T extends @Nullable Object, X extends Exception> T run(Coroutine<T> main) throws X {
        Current.requireNoLoop("call Asyncio.run");
        try (Runner runner = new Runner()) {
            return runner.<T, X>run(main);
        }
    }

    /** {@link #run(Coroutine)} for a body without a value. */
    public static <X extends Exception> void run(VoidCoroutine main) throws X {
        Asyncio.<@Nullable Void, X>run(VoidBodies.of(main));
    }

    /**
     * {@link #run(Coroutine)} for anything that can be awaited (RUNNER-03).
     *
     * @param <T> what it gives
     * @param <X> a checked exception the caller expects
     * @param main the awaitable, not null
     * @return its value
     * @throws X its error
     */
    public static <T extends @Nullable Object, X extends Exception> T run(Awaitable<T> main) throws X {
        Objects.requireNonNull(main, "main");
        return Asyncio.<T, X>run(() -> main.<Exception>await());
    }

    // --- Tasks

    /** {@link #createTask(Coroutine, TaskOptions)} with the defaults. */
    public static <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
        return createTask(coroutine, TaskOptions.DEFAULT);
    }

    /**
     * Makes a task of the running loop; its first step runs in the next iteration unless it is started eagerly. Does
     * not suspend.
     *
     * @param <T> what the coroutine returns
     * @param coroutine the body, not null
     * @param options name, context, eager start
     * @return the new task
     * @throws IllegalStateException if no loop runs on this thread
     * @see "Python 3.15, asyncio.create_task; cases CORO-05 to CORO-16"
     */
    public static <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
        Objects.requireNonNull(coroutine, "coroutine");
        return Current.requireLoop("create a task").createTask(coroutine, options);
    }

    /** {@link #createTask(Coroutine)} for a body without a value. */
    public static Task<@Nullable Void> createTask(VoidCoroutine coroutine) {
        return createTask(VoidBodies.of(coroutine), TaskOptions.DEFAULT);
    }

    /** {@link #createTask(Coroutine, TaskOptions)} for a body without a value. */
    public static Task<@Nullable Void> createTask(VoidCoroutine coroutine, TaskOptions options) {
        return createTask(VoidBodies.of(coroutine), options);
    }

    /**
     * A future for an awaitable: a future or task is returned as it is, anything else is awaited by a new task.
     *
     * @param <T> what it gives
     * @param awaitable the awaitable, not null
     * @return the future
     * @throws IllegalStateException if a task is needed and no loop is running or registered
     * @see "Python 3.15, asyncio.ensure_future; cases CORO-30 to CORO-36"
     */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object> Future<T> ensureFuture(Awaitable<T> awaitable) {
        return (Future<T>) EnsureFuture.of(Objects.requireNonNull(awaitable, "awaitable"), null);
    }

    /**
     * {@link #ensureFuture(Awaitable)} on a loop that need not be running.
     *
     * @param <T> what it gives
     * @param awaitable the awaitable, not null
     * @param loop the loop for a new task
     * @return the future
     * @throws IllegalArgumentException if a future of another loop is given (CORO-34)
     */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object> Future<T> ensureFuture(Awaitable<T> awaitable, EventLoop loop) {
        return (Future<T>) Current.onLoop(awaitable, loop);
    }

    /**
     * A task for a coroutine, of the running or registered loop.
     *
     * @param <T> what it returns
     * @param coroutine the coroutine, not null
     * @return the task
     * @throws IllegalStateException if no loop is running or registered; or if that loop is closed, and then a coroutine
     *     made with {@link Coroutine#once} is closed too
     */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object> Task<T> ensureFuture(Coroutine<T> coroutine) {
        return (Task<T>) EnsureFuture.of(Objects.requireNonNull(coroutine, "coroutine"), null);
    }

    /** {@link #ensureFuture(Coroutine)} for a body without a value. */
    @SuppressWarnings("unchecked")
    public static Task<@Nullable Void> ensureFuture(VoidCoroutine coroutine) {
        return (Task<@Nullable Void>) EnsureFuture.of(VoidBodies.of(coroutine), null);
    }

    /**
     * A task for a coroutine, on a loop that need not be running.
     *
     * @param <T> what it returns
     * @param coroutine the coroutine, not null
     * @param loop the loop
     * @return the task
     * @throws IllegalStateException if the loop is closed; a coroutine made with {@link Coroutine#once} is then closed
     */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object> Task<T> ensureFuture(Coroutine<T> coroutine, EventLoop loop) {
        return (Task<T>) Current.onLoop(coroutine, loop);
    }

    /**
     * The task that is running, or null in a callback and outside of any loop. Cheap.
     *
     * @see "Python 3.15, asyncio.current_task; cases INTROSPECT-01 to INTROSPECT-05"
     */
    public static @Nullable Task<?> currentTask() {
        return Current.task();
    }

    /**
     * The task that a loop is running, or null.
     *
     * @param loop the loop; null for the running one
     * @return the task or null
     * @throws IllegalStateException if null is given and no loop runs on this thread
     */
    public static @Nullable Task<?> currentTask(@Nullable EventLoop loop) {
        return Current.task(loop);
    }

    /**
     * The unfinished tasks of the running loop, in the order of creation, the caller included; a snapshot.
     *
     * @throws IllegalStateException if no loop runs on this thread
     * @see "Python 3.15, asyncio.all_tasks; cases INTROSPECT-06 to INTROSPECT-09"
     */
    public static Set<Task<?>> allTasks() {
        return Current.tasks(null);
    }

    /** {@link #allTasks()} of a loop that is given; of the running one, if null is. */
    public static Set<Task<?>> allTasks(@Nullable EventLoop loop) {
        return Current.tasks(loop);
    }

    /**
     * The loop that runs on this thread.
     *
     * @throws IllegalStateException if there is none
     * @see "Python 3.15, asyncio.get_running_loop; case LOOP-01"
     */
    public static EventLoop runningLoop() {
        return Current.requireLoop("give the running loop");
    }

    /**
     * The loop that runs on this thread, else the one registered for it.
     *
     * @throws IllegalStateException if there is neither
     * @see "Python 3.15, asyncio.get_event_loop; cases LOOP-02, LOOP-03, RUNNER-11"
     */
    public static EventLoop eventLoop() {
        return Current.registered();
    }

    /**
     * Registers a loop for this thread, for {@link #eventLoop()}.
     *
     * @param loop the loop; null takes the registration away
     * @see "Python 3.15, asyncio.set_event_loop; case LOOP-04"
     */
    public static void setEventLoop(@Nullable EventLoop loop) {
        Current.register(loop);
    }

    /**
     * A new pending future of the loop that runs on this thread, else of the one registered for it.
     *
     * @param <T> the type of the result
     * @return the new future
     * @throws IllegalStateException if there is neither
     * @see "Python 3.15, asyncio.Future; cases FUTURE-01 to FUTURE-03"
     */
    public static <T extends @Nullable Object> Future<T> createFuture() {
        return Current.createFuture();
    }

    // --- Waiting

    /**
     * Suspends the calling task, even if the delay is zero.
     *
     * @param delay how long at least; zero and negative give way for one iteration of the loop
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if the caller is not a task
     * @see "Python 3.15, asyncio.sleep; cases SLEEP-01 to SLEEP-07"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function sleep", level = kotlin.DeprecationLevel.HIDDEN)
    public static void sleep(Duration delay) {
        Sleep.suspend(delay);
    }

    /** {@link #sleep(Duration)}, then returns the result that is given (SLEEP-02). */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function sleep", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object> T sleep(Duration delay, T result) {
        Sleep.suspend(delay);
        return result;
    }

    /** Gives way for one iteration of the loop: asyncio's {@code sleep(0)}. Suspends; can be cancelled there. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function yieldNow", level = kotlin.DeprecationLevel.HIDDEN)
    public static void yieldNow() {
        Sleep.yieldNow();
    }

    /** An empty gather: a future that is done, with an empty list (GATHER-17). */
    public static <T extends @Nullable Object> Future<List<T>> gather() {
        return Gather.of(List.of(), false);
    }

    /**
     * Waits for several awaitables at once. The first failure fails the aggregate; the others run on. Cancelling the
     * aggregate cancels them all. Does not suspend; await the result.
     *
     * @param <T> what they give
     * @param awaitables the awaitables; one that is given twice has its value twice in the list
     * @return a future of the values, in argument order
     * @throws IllegalArgumentException if futures of different loops are given
     * @throws IllegalStateException if a task is needed and no loop is running or registered
     * @see "Python 3.15, asyncio.gather; cases GATHER-01 to GATHER-26"
     */
    @SafeVarargs
    public static <T extends @Nullable Object> Future<List<T>> gather(Awaitable<? extends T>... awaitables) {
        return Gather.of(Arrays.asList(awaitables), false);
    }

    /** {@link #gather(Awaitable[])} of a collection of awaitables or coroutines, in its order. */
    public static <T extends @Nullable Object> Future<List<T>> gather(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return Gather.of(awaitables, false);
    }

    /** {@link #gather(Awaitable[])} of coroutines, which are scheduled as tasks, each as often as it is given. */
    @SafeVarargs
    public static <T extends @Nullable Object> Future<List<T>> gather(Coroutine<? extends T>... coroutines) {
        return Gather.of(Arrays.asList(coroutines), false);
    }

    /** {@link #gather(Coroutine[])} of bodies without a value. */
    public static Future<List<@Nullable Void>> gather(VoidCoroutine... coroutines) {
        return Gather.of(voids(coroutines), false);
    }

    /** An empty {@link #gatherSettled(Awaitable[])}. */
    public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherSettled() {
        return Gather.of(List.of(), true);
    }

    /**
     * {@link #gather(Awaitable[])} that takes failures as outcomes, {@code gather(…, return_exceptions=True)}: it waits
     * for all of them, and fails only if it is cancelled itself.
     *
     * @param <T> what they give
     * @param awaitables the awaitables
     * @return a future of the outcomes, in argument order
     */
    @SafeVarargs
    public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherSettled(
            Awaitable<? extends T>... awaitables) {
        return Gather.of(Arrays.asList(awaitables), true);
    }

    /** {@link #gatherSettled(Awaitable[])} of a collection, in its order. */
    public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherSettled(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return Gather.of(awaitables, true);
    }

    /** {@link #gatherSettled(Awaitable[])} of coroutines. */
    @SafeVarargs
    public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherSettled(
            Coroutine<? extends T>... coroutines) {
        return Gather.of(Arrays.asList(coroutines), true);
    }

    /** {@link #gatherSettled(Coroutine[])} of bodies without a value. */
    public static Future<List<Outcome<@Nullable Void>>> gatherSettled(VoidCoroutine... coroutines) {
        return Gather.of(voids(coroutines), true);
    }

    private static List<?> voids(VoidCoroutine... coroutines) {
        return Arrays.stream(coroutines).map(VoidBodies::of).toList();
    }

    private static List<?> collect(Iterable<?> coroutines) {
        List<Object> list = new ArrayList<>();
        coroutines.forEach(list::add);
        return list;
    }

    /**
     * Protects an awaitable from the caller's cancellation: cancelling the shield, or the task that awaits it, leaves
     * the awaitable running.
     *
     * @param <T> what it gives
     * @param awaitable the awaitable, not null
     * @return a future with its outcome
     * @see "Python 3.15, asyncio.shield; cases SHIELD-01 to SHIELD-18"
     */
    public static <T extends @Nullable Object> Future<T> shield(Awaitable<T> awaitable) {
        return Shield.of(Objects.requireNonNull(awaitable, "awaitable"));
    }

    /** {@link #shield(Awaitable)} of a new task. */
    public static <T extends @Nullable Object> Future<T> shield(Coroutine<T> coroutine) {
        return Shield.of(Objects.requireNonNull(coroutine, "coroutine"));
    }

    /** {@link #shield(Awaitable)} of a new task for a body without a value. */
    public static Future<@Nullable Void> shield(VoidCoroutine coroutine) {
        return Shield.of(VoidBodies.of(coroutine));
    }

    /**
     * Waits until futures are done; looks at none of their outcomes and cancels none. Suspends at least for one
     * iteration of the loop.
     *
     * @param <F> the type of the futures
     * @param futures futures or tasks of this loop; one that is given twice counts once
     * @param returnWhen how many have to be done
     * @return those that are done and those that are not
     * @throws CancelledError if the calling task is cancelled; the futures run on
     * @throws IllegalArgumentException if there are none
     * @throws IllegalStateException if the caller is not a task
     * @see "Python 3.15, asyncio.wait; cases WAIT-01 to WAIT-19"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public static <F extends Future<?>> WaitResult<F> wait(Collection<? extends F> futures, ReturnWhen returnWhen) {
        return Waits.wait(futures, null, returnWhen);
    }

    /** {@link #wait(Collection, ReturnWhen)} until all are done. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public static <F extends Future<?>> WaitResult<F> wait(Collection<? extends F> futures) {
        return Waits.wait(futures, null, ReturnWhen.ALL_COMPLETED);
    }

    /** {@link #wait(Collection, ReturnWhen)} for at most a time; then the rest is pending. Zero still lets a step run. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public static <F extends Future<?>> WaitResult<F> wait(
            Collection<? extends F> futures, Duration timeout, ReturnWhen returnWhen) {
        return Waits.wait(futures, Objects.requireNonNull(timeout, "timeout"), returnWhen);
    }

    /** {@link #wait(Collection, Duration, ReturnWhen)} until all are done. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public static <F extends Future<?>> WaitResult<F> wait(Collection<? extends F> futures, Duration timeout) {
        return Waits.wait(futures, Objects.requireNonNull(timeout, "timeout"), ReturnWhen.ALL_COMPLETED);
    }

    /**
     * Awaits something for at most a time. What is late is cancelled, and this returns when it has ended; if it gives a
     * value or another error nevertheless, that is the outcome.
     *
     * @param <T> what it gives
     * @param <X> a checked exception the caller expects
     * @param awaitable the awaitable, not null
     * @param timeout how long at most; null for no limit; zero and negative take only what is done already
     * @return its value
     * @throws TimeoutException if it was late
     * @throws CancelledError if the calling task, or what it waits for, is cancelled
     * @throws IllegalStateException if the caller is not a task
     * @throws X its error
     * @see "Python 3.15, asyncio.wait_for; cases WAITFOR-01 to WAITFOR-20"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function waitFor", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T waitFor(
            Awaitable<T> awaitable, @Nullable Duration timeout) throws X {
        return Waits.<T, X>waitFor(Objects.requireNonNull(awaitable, "awaitable"), timeout);
    }

    /** {@link #waitFor(Awaitable, Duration)} of a coroutine, which runs in the calling task itself (WAITFOR-15). */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function waitFor", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T waitFor(
            Coroutine<T> coroutine, @Nullable Duration timeout) throws X {
        return Waits.<T, X>waitFor(Objects.requireNonNull(coroutine, "coroutine"), timeout);
    }

    /** {@link #waitFor(Coroutine, Duration)} of a body without a value. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function waitFor", level = kotlin.DeprecationLevel.HIDDEN)
    public static <X extends Exception> void waitFor(VoidCoroutine coroutine, @Nullable Duration timeout) throws X {
        Waits.<@Nullable Void, X>waitFor(VoidBodies.of(coroutine), timeout);
    }

    /**
     * Gives futures or tasks as they are done: {@code for (Task<T> task : asCompleted(tasks))}. A loop that ends early
     * cancels none, and a second loop goes on where it stopped.
     *
     * @param <F> the type of the futures
     * @param futures futures or tasks; one that is given twice comes once
     * @return the futures in the order of completion; its steps suspend
     * @throws IllegalStateException if no loop is running or registered
     * @see "Python 3.15, asyncio.as_completed; cases ASCOMPLETED-01 to ASCOMPLETED-20"
     */
    public static <F extends Future<?>> AsyncIterable<F> asCompleted(Collection<? extends F> futures) {
        return AsCompleted.of(futures, null);
    }

    /**
     * {@link #asCompleted(Collection)} for at most a time in all: after it each step for a future that is not done throws
     * {@link TimeoutException}; the futures run on (ASCOMPLETED-08, ASCOMPLETED-09).
     */
    public static <F extends Future<?>> AsyncIterable<F> asCompleted(
            Collection<? extends F> futures, Duration timeout) {
        return AsCompleted.of(futures, Objects.requireNonNull(timeout, "timeout"));
    }

    /** {@link #asCompleted(Collection)} of coroutines: gives the tasks made for them (ASCOMPLETED-03). */
    public static <T extends @Nullable Object> AsyncIterable<Task<T>> asCompleted(
            Iterable<? extends Coroutine<? extends T>> coroutines) {
        return AsCompleted.of(collect(coroutines), null);
    }

    /** {@link #asCompleted(Collection, Duration)} of coroutines. */
    public static <T extends @Nullable Object> AsyncIterable<Task<T>> asCompleted(
            Iterable<? extends Coroutine<? extends T>> coroutines, Duration timeout) {
        return AsCompleted.of(collect(coroutines), Objects.requireNonNull(timeout, "timeout"));
    }

    /**
     * Python's {@code async with}: enters a manager, runs a body in the calling task, and leaves the manager, whatever
     * the body does. Suspends as the three do.
     *
     * @param <A> what entering gives
     * @param <T> what the body returns
     * @param <X> a checked exception the caller expects
     * @param manager the manager, not null
     * @param body given what entering gave
     * @return the body's value; null if the manager suppressed its error
     * @throws X what the manager or the body throws; an error of the manager carries the body's as suppressed
     * @see "Python 3.15, async with; cases CTXLIB-01 to CTXLIB-23"
     */
    @kotlin.Deprecated(message = "Kotlin: use use { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <A extends @Nullable Object, T extends @Nullable Object, X extends Exception> T with(
            AsyncContextManager<A> manager, Body<A, T> body) throws X {
        return ContextManagers.<A, T, X>with(
                Objects.requireNonNull(manager, "manager"), Objects.requireNonNull(body, "body"));
    }

    /** {@link #with(AsyncContextManager, Body)} for a body without a value. */
    @kotlin.Deprecated(message = "Kotlin: use use { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <A extends @Nullable Object, X extends Exception> void with(
            AsyncContextManager<A> manager, VoidBody<A> body) throws X {
        Objects.requireNonNull(body, "body");
        ContextManagers.<A, @Nullable Object, X>with(Objects.requireNonNull(manager, "manager"), entered -> {
            body.accept(entered);
            return null;
        });
    }

    // --- Threads

    /**
     * Runs blocking code on another thread and suspends until it has ended. The code sees the caller's context
     * variables. Cancelling the task ends the wait; code that has started runs on.
     *
     * @param <T> what the code returns
     * @param <X> a checked exception the caller expects
     * @param code the code, not null
     * @return its value
     * @throws X its error, the same object
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if the caller is not a task
     * @see "Python 3.15, asyncio.to_thread; cases TOTHREAD-01 to TOTHREAD-09"
     */
    @kotlin.Deprecated(message = "Kotlin: use withContext(Dispatchers.IO)", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T toThread(Callable<T> code) throws X {
        return Threads.<T, X>call(Objects.requireNonNull(code, "code"));
    }

    /** {@link #toThread(Callable)} for code without a value. */
    @kotlin.Deprecated(message = "Kotlin: use withContext(Dispatchers.IO)", level = kotlin.DeprecationLevel.HIDDEN)
    public static <X extends Exception> void toThread(VoidCoroutine code) throws X {
        Threads.<@Nullable Void, X>call(VoidBodies.of(code)::run);
    }

    /**
     * {@link #toThread(Callable)} for code that reacts to interrupts: cancelling the task interrupts the thread, and the wait ends
     * when the code has ended. Not in asyncio, which cannot interrupt threads.
     *
     * @param <T> what the code returns
     * @param <X> a checked exception the caller expects
     * @param code the code, not null
     * @return its value
     * @throws X its error, the same object
     * @throws CancelledError if the task is cancelled meanwhile; the code's own outcome is then dropped
     * @throws IllegalStateException if the caller is not a task
     */
    @kotlin.Deprecated(message = "Kotlin: use runInterruptible", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T toThreadInterruptibly(Callable<T> code)
            throws X {
        return Threads.<T, X>callInterruptibly(Objects.requireNonNull(code, "code"));
    }

    /** {@link #toThreadInterruptibly(Callable)} for code without a value. */
    @kotlin.Deprecated(message = "Kotlin: use runInterruptible", level = kotlin.DeprecationLevel.HIDDEN)
    public static <X extends Exception> void toThreadInterruptibly(VoidCoroutine code) throws X {
        Threads.<@Nullable Void, X>callInterruptibly(VoidBodies.of(code)::run);
    }

    /**
     * Starts a coroutine on a loop from another thread.
     *
     * @param <T> what it returns
     * @param coroutine the coroutine, not null
     * @param loop the loop, running on another thread
     * @return a future for this thread; cancelling it cancels the task
     * @throws IllegalStateException if the loop is closed
     * @see "Python 3.15, asyncio.run_coroutine_threadsafe; cases THREADSAFE-01 to THREADSAFE-09"
     */
    public static <T extends @Nullable Object> CompletableFuture<T> runCoroutineThreadsafe(
            Coroutine<T> coroutine, EventLoop loop) {
        return Threads.submit(Objects.requireNonNull(coroutine, "coroutine"), loop);
    }

    /** {@link #runCoroutineThreadsafe(Coroutine, EventLoop)} for a body without a value. */
    public static CompletableFuture<@Nullable Void> runCoroutineThreadsafe(VoidCoroutine coroutine, EventLoop loop) {
        return Threads.submit(VoidBodies.of(coroutine), loop);
    }
}
