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
import dev.braid.internal.io.Streams;
import dev.braid.io.ClientHandler;
import dev.braid.io.ConnectionOptions;
import dev.braid.io.Server;
import dev.braid.io.ServerOptions;
import dev.braid.io.StreamPair;
import java.io.IOException;
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
 * {@link CancelledError}. What else holds for all is said at the package, {@link dev.braid}.
 *
 * @see "Python 3.15, the asyncio module; each function names its cases"
 */
public final class Asyncio {

    private Asyncio() {}

    // --- Running

    /**
     * Runs a coroutine on a new loop and cleans up: a program's entry point. Blocks the calling thread until the
     * coroutine and all clean-up have ended: the tasks that are left are cancelled and waited for, async generators
     * closed, the default executor shut down (five minutes at most), the loop closed.
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
     * @throws CancelledError if it ended as cancelled
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

    /**
     * {@link #run(Coroutine)} for a body without a value.
     *
     * @param <X> a checked exception the caller expects
     * @param main the body, not null
     * @throws X its error, as there
     */
    public static <X extends Exception> void run(VoidCoroutine main) throws X {
        Asyncio.<@Nullable Void, X>run(VoidBodies.of(main));
    }

    /**
     * {@link #run(Coroutine)} for anything that can be awaited.
     *
     * @param <T> what it gives
     * @param <X> a checked exception the caller expects
     * @param main the awaitable, not null
     * @return its value
     * @throws X its error
     * @throws IllegalStateException as there; also if it is a future, for that belongs to another loop: await it on its
     *     own
     * @see "Python 3.15, asyncio.run; case RUNNER-03"
     */
    public static <T extends @Nullable Object, X extends Exception> T run(Awaitable<T> main) throws X {
        Objects.requireNonNull(main, "main");
        return Asyncio.<T, X>run(() -> main.<Exception>await());
    }

    // --- Tasks

    /**
     * {@link #createTask(Coroutine, TaskOptions)} with the defaults.
     *
     * @param <T> what the coroutine returns
     * @param coroutine the body, not null
     * @return the new task
     */
    public static <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
        return createTask(coroutine, TaskOptions.DEFAULT);
    }

    /**
     * Makes a task of the running loop, by the loop's task factory; its first step runs in the next iteration, after
     * those of tasks made before, unless it is started eagerly. Does not suspend.
     *
     * @param <T> what the coroutine returns
     * @param coroutine the body, not null
     * @param options name, context, eager start; not null
     * @return the new task
     * @throws IllegalStateException if no loop runs on this thread: call it from a task or callback
     * @see "Python 3.15, asyncio.create_task; cases CORO-05 to CORO-16, CORO-37, EAGER-13"
     */
    public static <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
        Objects.requireNonNull(coroutine, "coroutine");
        return Current.requireLoop("create a task").createTask(coroutine, options);
    }

    /**
     * {@link #createTask(Coroutine)} for a body without a value.
     *
     * @param coroutine the body, not null
     * @return the new task
     */
    public static Task<@Nullable Void> createTask(VoidCoroutine coroutine) {
        return createTask(VoidBodies.of(coroutine), TaskOptions.DEFAULT);
    }

    /**
     * {@link #createTask(Coroutine, TaskOptions)} for a body without a value.
     *
     * @param coroutine the body, not null
     * @param options name, context, eager start; not null
     * @return the new task
     */
    public static Task<@Nullable Void> createTask(VoidCoroutine coroutine, TaskOptions options) {
        return createTask(VoidBodies.of(coroutine), options);
    }

    /**
     * A future for an awaitable: a future or task is returned as it is, anything else is awaited by a new task of the
     * loop that runs on this thread, else of the one registered for it. Does not suspend.
     *
     * @param <T> what it gives
     * @param awaitable the awaitable, not null
     * @return the future
     * @throws IllegalStateException if a task is needed and no loop is running or registered, or that loop is closed
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
     * @param loop the loop for a new task, not null
     * @return the future
     * @throws IllegalArgumentException if a future of another loop is given: leave the loop out (CORO-34)
     * @throws IllegalStateException if a task is needed and the loop is closed
     */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object> Future<T> ensureFuture(Awaitable<T> awaitable, EventLoop loop) {
        return (Future<T>) Current.onLoop(Objects.requireNonNull(awaitable, "awaitable"), loop);
    }

    /**
     * {@link #ensureFuture(Awaitable)} of a coroutine, which always is a new task (CORO-30).
     *
     * @param <T> what it returns
     * @param coroutine the coroutine, not null
     * @return the task
     * @throws IllegalStateException if no loop is running or registered (CORO-35); or if that loop is closed, and then
     *     a coroutine made with {@link Coroutine#once} is closed too (CORO-36)
     */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object> Task<T> ensureFuture(Coroutine<T> coroutine) {
        return (Task<T>) EnsureFuture.of(Objects.requireNonNull(coroutine, "coroutine"), null);
    }

    /**
     * {@link #ensureFuture(Coroutine)} for a body without a value.
     *
     * @param coroutine the body, not null
     * @return the task
     */
    @SuppressWarnings("unchecked")
    public static Task<@Nullable Void> ensureFuture(VoidCoroutine coroutine) {
        return (Task<@Nullable Void>) EnsureFuture.of(VoidBodies.of(coroutine), null);
    }

    /**
     * {@link #ensureFuture(Coroutine)} on a loop that need not be running.
     *
     * @param <T> what it returns
     * @param coroutine the coroutine, not null
     * @param loop the loop, not null
     * @return the task
     * @throws IllegalStateException if the loop is closed; a coroutine made with {@link Coroutine#once} is then closed
     *     (CORO-36)
     */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object> Task<T> ensureFuture(Coroutine<T> coroutine, EventLoop loop) {
        return (Task<T>) Current.onLoop(Objects.requireNonNull(coroutine, "coroutine"), loop);
    }

    /**
     * {@link #ensureFuture(Coroutine, EventLoop)} for a body without a value.
     *
     * @param coroutine the body, not null
     * @param loop the loop, not null
     * @return the task
     * @throws IllegalStateException as there
     */
    @SuppressWarnings("unchecked")
    public static Task<@Nullable Void> ensureFuture(VoidCoroutine coroutine, EventLoop loop) {
        return (Task<@Nullable Void>) Current.onLoop(VoidBodies.of(coroutine), loop);
    }

    /**
     * The task that is running on this thread. Cheap.
     *
     * @return the task; null in a callback and outside of any loop, where asyncio's raises
     * @see "Python 3.15, asyncio.current_task; cases INTROSPECT-01, INTROSPECT-02, INTROSPECT-18"
     */
    public static @Nullable Task<?> currentTask() {
        return Current.task();
    }

    /**
     * The task that a loop is running.
     *
     * @param loop the loop; null for the running one
     * @return the task; null if the loop runs none
     * @throws IllegalStateException if null is given and no loop runs on this thread
     * @see "Python 3.15, asyncio.current_task(loop); cases INTROSPECT-03 to INTROSPECT-05"
     */
    public static @Nullable Task<?> currentTask(@Nullable EventLoop loop) {
        return Current.task(loop);
    }

    /**
     * The unfinished tasks of the running loop, the caller included. A snapshot.
     *
     * @return the tasks in the order of creation; unmodifiable
     * @throws IllegalStateException if no loop runs on this thread
     * @see "Python 3.15, asyncio.all_tasks; cases INTROSPECT-06 to INTROSPECT-08"
     */
    public static Set<Task<?>> allTasks() {
        return Current.tasks(null);
    }

    /**
     * {@link #allTasks()} of a loop that is given, from any thread.
     *
     * @param loop the loop; null for the running one
     * @return the tasks in the order of creation; unmodifiable
     * @throws IllegalStateException if null is given and no loop runs on this thread
     * @see "Python 3.15, asyncio.all_tasks(loop); cases INTROSPECT-09, THREADSAFE-19"
     */
    public static Set<Task<?>> allTasks(@Nullable EventLoop loop) {
        return Current.tasks(loop);
    }

    /**
     * The loop that runs on this thread.
     *
     * @return the loop
     * @throws IllegalStateException if there is none: call it from a task or callback
     * @see "Python 3.15, asyncio.get_running_loop; case LOOP-01"
     */
    public static EventLoop runningLoop() {
        return Current.requireLoop("give the running loop");
    }

    /**
     * The loop that runs on this thread, else the one registered for it.
     *
     * @return the loop
     * @throws IllegalStateException if there is neither: register one with {@link #setEventLoop}, or call it inside
     *     {@link #run(Coroutine)}
     * @see "Python 3.15, asyncio.get_event_loop; cases LOOP-02, LOOP-03, RUNNER-11"
     */
    public static EventLoop eventLoop() {
        return Current.registered();
    }

    /**
     * Registers a loop for this thread alone, for {@link #eventLoop()}. One that is closed stays registered.
     *
     * @param loop the loop; null takes the registration away
     * @see "Python 3.15, asyncio.set_event_loop; cases LOOP-04, LOOP-88"
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
     * Suspends the calling task, even if the delay is zero, and can be cancelled there. Sleepers wake in the order of
     * their deadlines.
     *
     * @param delay how long at least; zero and negative give way for one iteration of the loop
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if the caller is not a task
     * @see "Python 3.15, asyncio.sleep; cases SLEEP-01, SLEEP-03 to SLEEP-07"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function sleep", level = kotlin.DeprecationLevel.HIDDEN)
    public static void sleep(Duration delay) {
        Sleep.suspend(delay);
    }

    /**
     * {@link #sleep(Duration)}, and then a result.
     *
     * @param <T> the type of the result
     * @param delay how long at least, as there
     * @param result what to return
     * @return the result that was given
     * @see "Python 3.15, asyncio.sleep(delay, result); case SLEEP-02"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function sleep", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object> T sleep(Duration delay, T result) {
        Sleep.suspend(delay);
        return result;
    }

    /**
     * Gives way for one iteration of the loop, asyncio's {@code sleep(0)}: everything that is ready runs before the
     * task goes on. Suspends; can be cancelled there.
     *
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if the caller is not a task
     * @see "Python 3.15, asyncio.sleep(0); case SLEEP-03"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function yieldNow", level = kotlin.DeprecationLevel.HIDDEN)
    public static void yieldNow() {
        Sleep.yieldNow();
    }

    /**
     * {@link #gather(Awaitable[])} of nothing.
     *
     * @param <T> the type of the values that there are none of
     * @return a future that is done, with an empty list
     * @throws IllegalStateException if no loop is running or registered
     * @see "Python 3.15, asyncio.gather(); cases GATHER-17, GATHER-18"
     */
    public static <T extends @Nullable Object> Future<List<T>> gather() {
        return Gather.of(List.of(), false);
    }

    /**
     * Waits for several awaitables at once. The first failure fails the aggregate; the others run on. Cancelling the
     * aggregate cancels them all. What is not a future yet becomes a task, in argument order. Does not suspend; await
     * the result.
     *
     * <p>To mix lambdas with tasks, or those that have a value with those that have none, wrap them:
     * {@code gather(task, Coroutine.once(() -> fetch(url)), Coroutine.once(() -> log()))}.
     *
     * @param <T> what they give
     * @param awaitables the awaitables, none of them null; one that is given twice has its value twice in the list
     * @return a future of the values, in argument order; it fails with the first error as it is, and with
     *     {@link CancelledError} if it or one of them is cancelled
     * @throws IllegalArgumentException if futures of different loops are given: gather those of each loop there
     * @throws IllegalStateException if a task is needed and no loop is running or registered
     * @see "Python 3.15, asyncio.gather; cases GATHER-01 to GATHER-26"
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends @Nullable Object> Future<List<T>> gather(Awaitable<? extends T>... awaitables) {
        return Gather.of(Arrays.asList(awaitables), false);
    }

    /**
     * {@link #gather(Awaitable[])} of a collection of awaitables or coroutines.
     *
     * @param <T> what they give
     * @param awaitables the awaitables, none of them null
     * @return a future of the values, in the collection's order
     */
    public static <T extends @Nullable Object> Future<List<T>> gather(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return Gather.of(awaitables, false);
    }

    /**
     * {@link #gather(Awaitable[])} of coroutines, which are scheduled as tasks, each as often as it is given.
     *
     * @param <T> what they return
     * @param coroutines the coroutines, none of them null; of those made with {@link Coroutine#once} each is scheduled
     *     once
     * @return a future of the values, in argument order
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends @Nullable Object> Future<List<T>> gather(Coroutine<? extends T>... coroutines) {
        return Gather.of(Arrays.asList(coroutines), false);
    }

    /**
     * {@link #gather(Coroutine[])} of bodies without a value.
     *
     * @param coroutines the bodies, none of them null
     * @return a future of as many nulls
     */
    public static Future<List<@Nullable Void>> gather(VoidCoroutine... coroutines) {
        return Gather.of(voids(coroutines), false);
    }

    /**
     * {@link #gatherSettled(Awaitable[])} of nothing.
     *
     * @param <T> the type of the values that there are none of
     * @return a future that is done, with an empty list
     * @throws IllegalStateException if no loop is running or registered
     */
    public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherSettled() {
        return Gather.of(List.of(), true);
    }

    /**
     * {@link #gather(Awaitable[])} that takes failures as outcomes, {@code gather(…, return_exceptions=True)}: it waits
     * for all of them, and fails only if it is cancelled itself.
     *
     * @param <T> what they give
     * @param awaitables the awaitables, as there
     * @return a future of the outcomes, in argument order
     * @throws IllegalArgumentException as there
     * @throws IllegalStateException as there
     * @see "Python 3.15, asyncio.gather(return_exceptions=True); cases GATHER-07, GATHER-09, GATHER-11, GATHER-12"
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherSettled(
            Awaitable<? extends T>... awaitables) {
        return Gather.of(Arrays.asList(awaitables), true);
    }

    /**
     * {@link #gatherSettled(Awaitable[])} of a collection of awaitables or coroutines.
     *
     * @param <T> what they give
     * @param awaitables the awaitables, none of them null
     * @return a future of the outcomes, in the collection's order
     */
    public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherSettled(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return Gather.of(awaitables, true);
    }

    /**
     * {@link #gatherSettled(Awaitable[])} of coroutines, which are scheduled as tasks, each as often as it is given.
     *
     * @param <T> what they return
     * @param coroutines the coroutines, none of them null
     * @return a future of the outcomes, in argument order
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherSettled(
            Coroutine<? extends T>... coroutines) {
        return Gather.of(Arrays.asList(coroutines), true);
    }

    /**
     * {@link #gatherSettled(Coroutine[])} of bodies without a value.
     *
     * @param coroutines the bodies, none of them null
     * @return a future of the outcomes, in argument order
     */
    public static Future<List<Outcome<@Nullable Void>>> gatherSettled(VoidCoroutine... coroutines) {
        return Gather.of(voids(coroutines), true);
    }

    private static List<?> voids(VoidCoroutine... coroutines) {
        return Arrays.stream(coroutines).map(VoidBodies::of).toList();
    }

    private static List<?> collect(Iterable<?> coroutines) {
        List<Object> list = new ArrayList<>();
        Objects.requireNonNull(coroutines, "coroutines").forEach(list::add);
        return list;
    }

    /**
     * Protects an awaitable from the caller's cancellation: cancelling the shield, or the task that awaits it, leaves
     * the awaitable running. Cancelling the awaitable cancels the shield. Does not suspend; await the result. A task
     * that should outlive its shield has to be kept by somebody who looks at its error.
     *
     * @param <T> what it gives
     * @param awaitable the awaitable, not null; what is not a future yet becomes a task at once
     * @return a future with its outcome; the future itself if it is done already
     * @throws IllegalStateException if a task is needed and no loop is running or registered
     * @see "Python 3.15, asyncio.shield; cases SHIELD-01 to SHIELD-18"
     */
    public static <T extends @Nullable Object> Future<T> shield(Awaitable<T> awaitable) {
        return Shield.of(Objects.requireNonNull(awaitable, "awaitable"));
    }

    /**
     * {@link #shield(Awaitable)} of a new task.
     *
     * @param <T> what the coroutine returns
     * @param coroutine the task's body, not null
     * @return a future with its outcome
     */
    public static <T extends @Nullable Object> Future<T> shield(Coroutine<T> coroutine) {
        return Shield.of(Objects.requireNonNull(coroutine, "coroutine"));
    }

    /**
     * {@link #shield(Coroutine)} for a body without a value.
     *
     * @param coroutine the task's body, not null
     * @return a future that is done when it is
     */
    public static Future<@Nullable Void> shield(VoidCoroutine coroutine) {
        return Shield.of(VoidBodies.of(coroutine));
    }

    /**
     * Waits until futures are done; throws none of their errors and cancels none. Suspends at least for one iteration
     * of the loop, and can be cancelled there.
     *
     * @param <F> the type of the futures
     * @param futures futures or tasks of this loop, none of them null; one that is given twice counts once
     * @param returnWhen how many have to be done, not null
     * @return those that are done when this returns and those that are not
     * @throws CancelledError if the calling task is cancelled; the futures run on
     * @throws IllegalArgumentException if there are none: leave the call out
     * @throws IllegalStateException if the caller is not a task
     * @see "Python 3.15, asyncio.wait; cases WAIT-01 to WAIT-19"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public static <F extends Future<?>> WaitResult<F> wait(Collection<? extends F> futures, ReturnWhen returnWhen) {
        return Waits.wait(futures, null, returnWhen);
    }

    /**
     * {@link #wait(Collection, ReturnWhen)} until all are done.
     *
     * @param <F> the type of the futures
     * @param futures futures or tasks of this loop, as there
     * @return all of them, and none that is pending
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public static <F extends Future<?>> WaitResult<F> wait(Collection<? extends F> futures) {
        return Waits.wait(futures, null, ReturnWhen.ALL_COMPLETED);
    }

    /**
     * {@link #wait(Collection, ReturnWhen)} for at most a time, after which the rest is pending.
     *
     * @param <F> the type of the futures
     * @param futures futures or tasks of this loop, as there
     * @param timeout how long at most, not null; zero and negative still let what is ready run a step
     * @param returnWhen how many have to be done, as there
     * @return those that are done and those that are not
     * @throws CancelledError as there
     * @throws IllegalArgumentException as there
     * @throws IllegalStateException as there
     * @see "Python 3.15, asyncio.wait(timeout=); cases WAIT-09, WAIT-10"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public static <F extends Future<?>> WaitResult<F> wait(
            Collection<? extends F> futures, Duration timeout, ReturnWhen returnWhen) {
        return Waits.wait(futures, Objects.requireNonNull(timeout, "timeout"), returnWhen);
    }

    /**
     * {@link #wait(Collection, Duration, ReturnWhen)} until all are done.
     *
     * @param <F> the type of the futures
     * @param futures futures or tasks of this loop, as there
     * @param timeout how long at most, as there
     * @return those that are done and those that are not
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    public static <F extends Future<?>> WaitResult<F> wait(Collection<? extends F> futures, Duration timeout) {
        return Waits.wait(futures, Objects.requireNonNull(timeout, "timeout"), ReturnWhen.ALL_COMPLETED);
    }

    /**
     * Awaits something for at most a time. What is late is cancelled, and this returns when it has ended; if it gives a
     * value or another error nevertheless, that is the outcome. Suspends only if it has to, and can be cancelled there:
     * the task or future that it awaits is then cancelled too, and waited for.
     *
     * @param <T> what it gives
     * @param <X> a checked exception the caller expects
     * @param awaitable the awaitable, not null; {@link #shield(Awaitable) shield} what must not be cancelled
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

    /**
     * {@link #waitFor(Awaitable, Duration)} of a coroutine, which runs in the calling task itself; with no time at all
     * it is not started (WAITFOR-12, WAITFOR-15).
     *
     * @param <T> what the coroutine returns
     * @param <X> a checked exception the caller expects
     * @param coroutine the coroutine, not null
     * @param timeout how long at most, as there
     * @return its value
     * @throws X its error
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function waitFor", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T waitFor(
            Coroutine<T> coroutine, @Nullable Duration timeout) throws X {
        return Waits.<T, X>waitFor(Objects.requireNonNull(coroutine, "coroutine"), timeout);
    }

    /**
     * {@link #waitFor(Coroutine, Duration)} of a body without a value.
     *
     * @param <X> a checked exception the caller expects
     * @param coroutine the body, not null
     * @param timeout how long at most, as there
     * @throws X its error
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function waitFor", level = kotlin.DeprecationLevel.HIDDEN)
    public static <X extends Exception> void waitFor(VoidCoroutine coroutine, @Nullable Duration timeout) throws X {
        Waits.<@Nullable Void, X>waitFor(VoidBodies.of(coroutine), timeout);
    }

    /**
     * Gives futures or tasks as they are done: {@code for (Task<T> task : asCompleted(tasks))}. Does not suspend; each
     * step of the loop does, and can be cancelled there without losing a future. A loop that ends early cancels none,
     * and a second loop goes on where it stopped.
     *
     * @param <F> the type of the futures
     * @param futures futures or tasks, none of them null; one that is given twice comes once
     * @return the futures in the order of completion, each when it is done: ask it for its result
     * @throws IllegalStateException if no loop is running or registered
     * @see "Python 3.15, asyncio.as_completed; cases ASCOMPLETED-01 to ASCOMPLETED-20"
     */
    public static <F extends Future<?>> AsyncIterable<F> asCompleted(Collection<? extends F> futures) {
        return AsCompleted.of(futures, null);
    }

    /**
     * {@link #asCompleted(Collection)} for at most a time in all: after it each step for a future that is not done
     * throws {@link TimeoutException}; the futures run on.
     *
     * @param <F> the type of the futures
     * @param futures futures or tasks, as there
     * @param timeout how long from now, not null; zero and negative take what is done in the next iteration
     * @return the futures in the order of completion
     * @see "Python 3.15, asyncio.as_completed(timeout=); cases ASCOMPLETED-08 to ASCOMPLETED-10, ASCOMPLETED-14"
     */
    public static <F extends Future<?>> AsyncIterable<F> asCompleted(
            Collection<? extends F> futures, Duration timeout) {
        return AsCompleted.of(futures, Objects.requireNonNull(timeout, "timeout"));
    }

    /**
     * {@link #asCompleted(Collection)} of coroutines: gives the tasks made for them (ASCOMPLETED-03).
     *
     * @param <T> what they return
     * @param coroutines the coroutines, none of them null; asked for all of them at once
     * @return the tasks in the order of completion
     */
    public static <T extends @Nullable Object> AsyncIterable<Task<T>> asCompleted(
            Iterable<? extends Coroutine<? extends T>> coroutines) {
        return AsCompleted.of(collect(coroutines), null);
    }

    /**
     * {@link #asCompleted(Collection, Duration)} of coroutines: gives the tasks made for them.
     *
     * @param <T> what they return
     * @param coroutines the coroutines, none of them null; asked for all of them at once
     * @param timeout how long from now, as there
     * @return the tasks in the order of completion
     */
    public static <T extends @Nullable Object> AsyncIterable<Task<T>> asCompleted(
            Iterable<? extends Coroutine<? extends T>> coroutines, Duration timeout) {
        return AsCompleted.of(collect(coroutines), Objects.requireNonNull(timeout, "timeout"));
    }

    /**
     * Python's {@code async with}: enters a manager, runs a body in the calling task, and leaves the manager, whatever
     * the body does. Suspends where the three do, and can be cancelled there; the manager is left then too.
     *
     * @param <A> what entering gives
     * @param <T> what the body returns
     * @param <X> a checked exception the caller expects
     * @param manager the manager, not null
     * @param body given what entering gave, not null
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

    /**
     * {@link #with(AsyncContextManager, Body)} for a body without a value.
     *
     * @param <A> what entering gives
     * @param <X> a checked exception the caller expects
     * @param manager the manager, not null
     * @param body given what entering gave, not null
     * @throws X what the manager or the body throws, as there
     */
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
     * Runs blocking code in the loop's default executor and suspends until it has ended. The code sees a copy of the
     * caller's context variables. Cancelling the task ends the wait; code that has started runs on, and its outcome is
     * dropped.
     *
     * @param <T> what the code returns
     * @param <X> a checked exception the caller expects
     * @param code the code, not null
     * @return its value
     * @throws X its error, the same object
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if the caller is not a task, or the default executor was shut down
     * @see "Python 3.15, asyncio.to_thread; cases TOTHREAD-01 to TOTHREAD-09"
     */
    @kotlin.Deprecated(message = "Kotlin: use withContext(Dispatchers.IO)", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T toThread(Callable<T> code) throws X {
        return Threads.<T, X>call(Objects.requireNonNull(code, "code"));
    }

    /**
     * {@link #toThread(Callable)} for a lambda or a method reference.
     *
     * @param <T> what the code returns
     * @param <X> a checked exception the caller expects
     * @param code the code, not null
     * @return its value
     * @throws X its error, the same object
     */
    @kotlin.Deprecated(message = "Kotlin: use withContext(Dispatchers.IO)", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T toThread(BlockingCode<T> code) throws X {
        return Threads.<T, X>call(Objects.requireNonNull(code, "code"));
    }

    /**
     * {@link #toThread(Callable)} for code without a value.
     *
     * @param <X> a checked exception the caller expects
     * @param code the code, not null
     * @throws X its error, the same object
     */
    @kotlin.Deprecated(message = "Kotlin: use withContext(Dispatchers.IO)", level = kotlin.DeprecationLevel.HIDDEN)
    public static <X extends Exception> void toThread(VoidCoroutine code) throws X {
        Threads.<@Nullable Void, X>call(VoidBodies.of(code)::run);
    }

    /**
     * {@link #toThread(Callable)} for code that reacts to interrupts: cancelling the task interrupts the thread, and
     * the wait ends when the code has ended. Code that has not started does not start. An extra of Braid: asyncio
     * cannot interrupt threads.
     *
     * @param <T> what the code returns
     * @param <X> a checked exception the caller expects
     * @param code the code, not null
     * @return its value
     * @throws X its error, the same object
     * @throws CancelledError if the task is cancelled meanwhile; the code's own outcome is then dropped
     * @throws IllegalStateException if the caller is not a task, or the default executor was shut down
     */
    @kotlin.Deprecated(message = "Kotlin: use runInterruptible", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T toThreadInterruptibly(Callable<T> code)
            throws X {
        return Threads.<T, X>callInterruptibly(Objects.requireNonNull(code, "code"));
    }

    /**
     * {@link #toThreadInterruptibly(Callable)} for a lambda or a method reference.
     *
     * @param <T> what the code returns
     * @param <X> a checked exception the caller expects
     * @param code the code, not null
     * @return its value
     * @throws X its error, the same object
     */
    @kotlin.Deprecated(message = "Kotlin: use runInterruptible", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T toThreadInterruptibly(BlockingCode<T> code)
            throws X {
        return Threads.<T, X>callInterruptibly(Objects.requireNonNull(code, "code"));
    }

    /**
     * {@link #toThreadInterruptibly(Callable)} for code without a value.
     *
     * @param <X> a checked exception the caller expects
     * @param code the code, not null
     * @throws X its error, the same object
     */
    @kotlin.Deprecated(message = "Kotlin: use runInterruptible", level = kotlin.DeprecationLevel.HIDDEN)
    public static <X extends Exception> void toThreadInterruptibly(VoidCoroutine code) throws X {
        Threads.<@Nullable Void, X>callInterruptibly(VoidBodies.of(code)::run);
    }

    /**
     * Starts a coroutine on a loop from another thread, in a copy of the caller's context. Does not suspend; blocking
     * on the result is for threads that run no loop, for on the loop's own it would wait for itself.
     *
     * @param <T> what it returns
     * @param coroutine the coroutine, not null
     * @param loop the loop, running on another thread, or run later
     * @return a future for this thread; it fails as the task does, and with an error of the loop's task factory;
     *     cancelling it cancels the task, and a task that is cancelled cancels it
     * @throws IllegalStateException if the loop is closed
     * @see "Python 3.15, asyncio.run_coroutine_threadsafe; cases THREADSAFE-01 to THREADSAFE-09"
     */
    public static <T extends @Nullable Object> CompletableFuture<T> runCoroutineThreadsafe(
            Coroutine<T> coroutine, EventLoop loop) {
        return Threads.submit(Objects.requireNonNull(coroutine, "coroutine"), loop);
    }

    /**
     * {@link #runCoroutineThreadsafe(Coroutine, EventLoop)} for a body without a value.
     *
     * @param coroutine the body, not null
     * @param loop the loop, as there
     * @return a future for this thread
     */
    public static CompletableFuture<@Nullable Void> runCoroutineThreadsafe(VoidCoroutine coroutine, EventLoop loop) {
        return Threads.submit(VoidBodies.of(coroutine), loop);
    }

    // --- Streams

    /**
     * {@link #openConnection(String, int, ConnectionOptions)} with the defaults.
     *
     * @param host the host, as there
     * @param port the port, as there
     * @return the reader and the writer
     * @throws IOException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function openConnection()", level = kotlin.DeprecationLevel.HIDDEN)
    public static StreamPair openConnection(@Nullable String host, int port) throws IOException {
        return Streams.open(host, port, ConnectionOptions.DEFAULT);
    }

    /**
     * Connects to a host as {@link EventLoop#createConnection(java.util.function.Supplier, String, int, ConnectionOptions)}
     * does, to read and write by streams. Suspends until connected, and can be cancelled there.
     *
     * @param host a name or an address; null for this machine's loopback addresses
     * @param port 0 to 65535
     * @param options addresses, attempts, and the reader's limit, not null
     * @return the reader and the writer; close the writer
     * @throws IOException if the host is unknown, or no attempt succeeded
     * @throws CancelledError if the task is cancelled meanwhile; nothing stays open
     * @throws IllegalArgumentException if the port is out of range
     * @throws IllegalStateException if the caller is not a task
     * @see "Python 3.15, asyncio.open_connection; cases STREAMS-01, STREAMS-02"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function openConnection()", level = kotlin.DeprecationLevel.HIDDEN)
    public static StreamPair openConnection(@Nullable String host, int port, ConnectionOptions options)
            throws IOException {
        return Streams.open(host, port, options);
    }

    /**
     * {@link #startServer(ClientHandler, String, int, ServerOptions)} with the defaults.
     *
     * @param handler serves the clients, as there
     * @param host the host, as there
     * @param port the port, as there
     * @return the server
     * @throws IOException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function startServer()", level = kotlin.DeprecationLevel.HIDDEN)
    public static Server startServer(ClientHandler handler, @Nullable String host, int port) throws IOException {
        return Streams.serve(handler, host, port, ServerOptions.DEFAULT);
    }

    /**
     * Listens as {@link EventLoop#createServer(java.util.function.Supplier, String, int, ServerOptions)} does, and has each
     * client served by a handler with a reader and a writer of its own: in a task of its own, or, by
     * {@link ClientHandler#plain}, in a call. A handler that fails is reported with the transport, and its connection
     * closed; one that is cancelled has it closed without a report; else the handler closes the writer. Suspends until the
     * server listens, and can be cancelled there.
     *
     * @param handler called once for each client, not null
     * @param host a name or an address of this machine; null and "" are all of its addresses
     * @param port 0 to 65535; with 0 each socket has a free one
     * @param options addresses, the listening sockets, and the readers' limit, not null
     * @return the server
     * @throws IOException if an address cannot be bound; none stays bound then
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalArgumentException if the port is out of range
     * @throws IllegalStateException if the caller is not a task
     * @see "Python 3.15, asyncio.start_server; cases STREAMS-04 to STREAMS-08"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend function startServer()", level = kotlin.DeprecationLevel.HIDDEN)
    public static Server startServer(ClientHandler handler, @Nullable String host, int port, ServerOptions options)
            throws IOException {
        return Streams.serve(handler, host, port, options);
    }
}
