package dev.braid;

import dev.braid.internal.EventLoopImpl;
import dev.braid.io.Network;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs callbacks and tasks, one at a time, in the order in which they became ready: asyncio's event loop. Most
 * programs never see it; {@link Asyncio#run} makes one.
 *
 * <p>Only {@link #callSoonThreadsafe}, {@link #isRunning}, {@link #isClosed}, {@link #timeNanos()} and {@link
 * Asyncio#runCoroutineThreadsafe} may be called from other threads; in debug mode what schedules something throws
 * {@link IllegalStateException} there (DEBUG-03). Files, pipes, datagrams and TLS are not here yet.
 *
 * @see "Python 3.15, asyncio.AbstractEventLoop; cases LOOP-05 to LOOP-61, LOOP-85 to LOOP-87"
 */
public sealed interface EventLoop extends Network permits EventLoopImpl {

    /**
     * {@link #callSoon(Runnable, Context)} in a copy of the caller's context (LOOP-28).
     *
     * @param callback what to run, not null
     * @return a handle to cancel it
     */
    Handle callSoon(Runnable callback);

    /**
     * Runs a callback in the next iteration, after those queued before it, never inside this call.
     *
     * @param callback what to run once, not null; what it throws goes to the exception handler, but for
     *     {@link KeyboardInterrupt} and fatal errors, which leave the loop
     * @param context the context to run it in, used as it is, not null
     * @return a handle to cancel it
     * @throws IllegalStateException if the loop is closed
     * @throws IllegalArgumentException in debug mode, if the callback is a coroutine too: create a task (DEBUG-05)
     * @see "Python 3.15, loop.call_soon; cases LOOP-23, LOOP-25 to LOOP-29, LOOP-46, LOOP-47"
     */
    Handle callSoon(Runnable callback, Context context);

    /**
     * {@link #callSoonThreadsafe(Runnable, Context)} in a copy of the calling thread's context.
     *
     * @param callback what to run, not null
     * @return a handle to cancel it, from any thread
     */
    Handle callSoonThreadsafe(Runnable callback);

    /**
     * {@link #callSoon(Runnable, Context)} from any thread; wakes the loop. The callback runs on the loop, behind all
     * that was scheduled before it. On a loop that is not running it waits for the next run.
     *
     * @param callback what to run once, not null
     * @param context the context to run it in, used as it is, not null
     * @return a handle to cancel it, from any thread
     * @throws IllegalStateException if the loop is closed
     * @throws IllegalArgumentException in debug mode, if the callback is a coroutine too
     * @see "Python 3.15, loop.call_soon_threadsafe; cases THREADSAFE-10 to THREADSAFE-17"
     */
    Handle callSoonThreadsafe(Runnable callback, Context context);

    /**
     * {@link #callLater(Duration, Runnable, Context)} in a copy of the caller's context (CTXVAR-38).
     *
     * @param delay how long from now, as there
     * @param callback what to run, not null
     * @return a handle to cancel it
     */
    TimerHandle callLater(Duration delay, Runnable callback);

    /**
     * Runs a callback after a delay. Callbacks run in the order of their deadlines; those due at the same time in the
     * order of their creation, which asyncio leaves open.
     *
     * @param delay how long from now, not null; zero and negative mean the next iteration, more negative ones first
     * @param callback what to run once, not null
     * @param context the context to run it in, used as it is, not null
     * @return a handle to cancel it
     * @throws IllegalStateException if the loop is closed
     * @throws IllegalArgumentException in debug mode, if the callback is a coroutine too
     * @see "Python 3.15, loop.call_later; cases LOOP-30, LOOP-31, LOOP-36, LOOP-37"
     */
    TimerHandle callLater(Duration delay, Runnable callback, Context context);

    /**
     * {@link #callAt(long, Runnable, Context)} in a copy of the caller's context (CTXVAR-38).
     *
     * @param whenNanos when, as there
     * @param callback what to run, not null
     * @return a handle to cancel it
     */
    TimerHandle callAt(long whenNanos, Runnable callback);

    /**
     * Runs a callback at a time; otherwise as {@link #callLater(Duration, Runnable, Context)}.
     *
     * @param whenNanos on the loop's clock ({@link #timeNanos()}), in nanoseconds; the past means the next iteration,
     *     and more than 146 years from now means that long
     * @param callback what to run once, not null
     * @param context the context to run it in, used as it is, not null
     * @return a handle to cancel it
     * @throws IllegalStateException if the loop is closed
     * @throws IllegalArgumentException in debug mode, if the callback is a coroutine too
     * @see "Python 3.15, loop.call_at; cases LOOP-33 to LOOP-36, LOOP-38"
     */
    TimerHandle callAt(long whenNanos, Runnable callback, Context context);

    /**
     * The loop's clock; monotonic. Any thread.
     *
     * @return nanoseconds from an arbitrary origin
     * @see "Python 3.15, loop.time; case LOOP-39"
     */
    long timeNanos();

    /**
     * A new pending future of this loop, which need not be running.
     *
     * @param <T> the type of the result
     * @return the future
     * @see "Python 3.15, loop.create_future; case LOOP-55"
     */
    <T extends @Nullable Object> Future<T> createFuture();

    /**
     * {@link #createTask(Coroutine, TaskOptions)} with the defaults.
     *
     * @param <T> what the coroutine returns
     * @param coroutine the body, not null
     * @return the task
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension createTask", level = kotlin.DeprecationLevel.HIDDEN)
    <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine);

    /**
     * Makes a task by the loop's task factory. Unless started eagerly it takes its first step in the next iteration,
     * or, if the loop is not running, when it runs.
     *
     * @param <T> what the coroutine returns
     * @param coroutine the body, not null
     * @param options name, context, eager start; not null
     * @return the task
     * @throws IllegalStateException if the loop is closed
     * @see "Python 3.15, loop.create_task; cases LOOP-56, LOOP-57, EAGER-12, EAGER-13"
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension createTask", level = kotlin.DeprecationLevel.HIDDEN)
    <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options);

    /**
     * {@link #createTask(Coroutine)} for a body without a value.
     *
     * @param coroutine the body, not null
     * @return the task
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension createTask", level = kotlin.DeprecationLevel.HIDDEN)
    Task<@Nullable Void> createTask(VoidCoroutine coroutine);

    /**
     * {@link #createTask(Coroutine, TaskOptions)} for a body without a value.
     *
     * @param coroutine the body, not null
     * @param options name, context, eager start; not null
     * @return the task
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension createTask", level = kotlin.DeprecationLevel.HIDDEN)
    Task<@Nullable Void> createTask(VoidCoroutine coroutine, TaskOptions options);

    /**
     * Runs blocking code in an executor. Does not suspend; await the result. The code sees none of the caller's context
     * variables; {@link Asyncio#toThread} has them.
     *
     * @param <T> what the code returns
     * @param executor where to run it; null for the loop's default executor, which is made on first use
     * @param code the code, not null
     * @return a future of this loop, with the code's value or its error; cancelling it prevents code that has not
     *     started and lets code that has run on, unheard
     * @throws IllegalStateException if the loop is closed, or its default executor was shut down
     * @see "Python 3.15, loop.run_in_executor; cases EXECUTOR-01 to EXECUTOR-08, EXECUTOR-17"
     */
    <T extends @Nullable Object> Future<T> runInExecutor(@Nullable Executor executor, Callable<T> code);

    /**
     * {@link #runInExecutor(Executor, Callable)} for a lambda or a method reference.
     *
     * @param <T> what the code returns
     * @param executor where to run it, as there
     * @param code the code, not null
     * @return a future of this loop, as there
     * @throws IllegalStateException as there
     */
    @kotlin.Deprecated(message = "Kotlin: a lambda is a Callable", level = kotlin.DeprecationLevel.HIDDEN)
    default <T extends @Nullable Object> Future<T> runInExecutor(@Nullable Executor executor, BlockingCode<T> code) {
        return runInExecutor(executor, (Callable<T>) code);
    }

    /**
     * {@link #runInExecutor(Executor, Callable)} for code without a value.
     *
     * @param executor where to run it, as there
     * @param code the code, not null
     * @return a future of this loop that gives null, or the code's error
     * @throws IllegalStateException as there
     */
    @kotlin.Deprecated(message = "Kotlin: a lambda is a Callable", level = kotlin.DeprecationLevel.HIDDEN)
    Future<@Nullable Void> runInExecutor(@Nullable Executor executor, VoidCoroutine code);

    /**
     * Replaces the executor that {@code runInExecutor(null, …)} and {@link Asyncio#toThread} use. The one before is
     * left to itself.
     *
     * @param executor the executor, not null; the loop shuts it down when it closes
     * @see "Python 3.15, loop.set_default_executor; case EXECUTOR-10"
     */
    void setDefaultExecutor(ExecutorService executor);

    /**
     * Replaces the task factory, for tasks made from now on.
     *
     * @param factory makes all tasks of this loop; null restores the default
     * @see "Python 3.15, loop.set_task_factory; cases LOOP-57, LOOP-58"
     */
    void setTaskFactory(@Nullable TaskFactory factory);

    /**
     * The task factory that was set.
     *
     * @return the factory; null for the default
     * @see "Python 3.15, loop.get_task_factory; case LOOP-58"
     */
    @Nullable TaskFactory taskFactory();

    /**
     * Replaces the exception handler, which hears of the errors that have nobody else to go to. It runs on the loop, in
     * the context of the task or callback concerned.
     *
     * @param handler the handler; null restores the default
     * @see "Python 3.15, loop.set_exception_handler; cases LOOP-48, LOOP-50, LOOP-87"
     */
    void setExceptionHandler(@Nullable ExceptionHandler handler);

    /**
     * The exception handler that was set.
     *
     * @return the handler; null for the default
     * @see "Python 3.15, loop.get_exception_handler; case LOOP-49"
     */
    @Nullable ExceptionHandler exceptionHandler();

    /**
     * Passes a problem to the exception handler. What the handler throws is reported by the default handler, and what
     * that throws is logged; only {@link KeyboardInterrupt} and fatal errors are thrown on.
     *
     * @param context what happened, not null
     * @see "Python 3.15, loop.call_exception_handler; cases LOOP-51 to LOOP-53, LOOP-86"
     */
    void callExceptionHandler(ExceptionContext context);

    /**
     * What happens without a handler: the problem is logged at level ERROR by the {@link System.Logger} "dev.braid".
     *
     * @param context what happened, not null
     * @see "Python 3.15, loop.default_exception_handler; case LOOP-54"
     */
    void defaultExceptionHandler(ExceptionContext context);

    /**
     * Switches debug mode, at any time: {@linkplain dev.braid what it does}. A step that has begun in debug mode is
     * timed to its end.
     *
     * @param debug on or off; a new loop begins as {@code -Dbraid.debug} or {@code BRAID_DEBUG} say
     * @see "Python 3.15, loop.set_debug; cases DEBUG-01 to DEBUG-12"
     */
    void setDebug(boolean debug);

    /**
     * Tells whether debug mode is on.
     *
     * @return whether it is
     * @see "Python 3.15, loop.get_debug; cases DEBUG-01, DEBUG-02"
     */
    boolean debug();

    /**
     * How long a callback or a step of a task may last in debug mode; what lasts as long or longer is logged.
     *
     * @return the duration, by the loop's clock; 100 ms unless set
     * @see "Python 3.15, loop.slow_callback_duration; case DEBUG-06"
     */
    Duration slowCallbackDuration();

    /**
     * Sets {@link #slowCallbackDuration()}.
     *
     * @param duration by the loop's clock, not null; zero and negative report every step. The stack of what is slow is
     *     looked at in real time, at most once a millisecond
     */
    void setSlowCallbackDuration(Duration duration);

    /**
     * Runs until a future is done. Blocks the calling thread. Tasks that are pending then go on when the loop is run
     * again.
     *
     * @param <T> the type of the result
     * @param <X> a checked exception the caller expects
     * @param future what to wait for, of this loop, not null
     * @return its result
     * @throws X its error, the same object
     * @throws CancelledError if it is cancelled
     * @throws KeyboardInterrupt if a task or callback threw it
     * @throws IllegalArgumentException if the future belongs to another loop
     * @throws IllegalStateException if the loop is running or closed, another loop runs on this thread, or
     *     {@link #stop()} came before the future was done; that one stays pending
     * @see "Python 3.15, loop.run_until_complete; cases LOOP-07 to LOOP-15"
     */
    @kotlin.internal.LowPriorityInOverloadResolution // Kotlin takes the bridge's extension, which has no X
    <T extends @Nullable Object, X extends Exception> T runUntilComplete(Future<T> future) throws X;

    /**
     * {@link #runUntilComplete(Future)} of a new task.
     *
     * @param <T> what the coroutine returns
     * @param <X> a checked exception the caller expects
     * @param coroutine the task's body, not null
     * @return its value
     * @throws X its error, the same object
     * @throws IllegalStateException as there; the coroutine does not begin then, unless it was {@link #stop()}
     */
    <T extends @Nullable Object, X extends Exception> T runUntilComplete(Coroutine<T> coroutine) throws X;

    /**
     * {@link #runUntilComplete(Coroutine)} for a body without a value.
     *
     * @param <X> a checked exception the caller expects
     * @param coroutine the task's body, not null
     * @throws X its error, the same object
     */
    <X extends Exception> void runUntilComplete(VoidCoroutine coroutine) throws X;

    /**
     * Runs until {@link #stop()}. Blocks the calling thread. May be called again.
     *
     * @throws IllegalStateException if the loop is running or closed, or another loop runs on this thread
     * @throws KeyboardInterrupt if a task or callback threw it; callbacks not yet run stay queued
     * @see "Python 3.15, loop.run_forever; cases LOOP-06, LOOP-14, LOOP-15, LOOP-47"
     */
    void runForever();

    /**
     * Makes the loop stop at the end of the current iteration; before a run, after its first one. What was scheduled
     * meanwhile runs when the loop is run again. For the loop's own thread: from another one, pass it to
     * {@link #callSoonThreadsafe(Runnable)}.
     *
     * @see "Python 3.15, loop.stop; cases LOOP-16 to LOOP-18"
     */
    void stop();

    /**
     * Closes the loop: drops what is queued, ends what is suspended, lets go of threads. Closing twice does nothing.
     * Tasks still pending are reported to the exception handler and their bodies get {@link GeneratorExit}. A loop that
     * is reclaimed without having been closed is warned of, once, by the {@link System.Logger} "dev.braid".
     *
     * @throws IllegalStateException if the loop is running
     * @see "Python 3.15, loop.close; cases LOOP-20 to LOOP-24, CORO-18, EXECUTOR-16"
     */
    void close();

    /**
     * Tells whether the loop is running. Any thread.
     *
     * @return true from the beginning to the end of a run
     * @see "Python 3.15, loop.is_running; case LOOP-19"
     */
    boolean isRunning();

    /**
     * Tells whether the loop is closed. Any thread.
     *
     * @return true for ever after {@link #close()}
     * @see "Python 3.15, loop.is_closed; case LOOP-21"
     */
    boolean isClosed();

    /**
     * Closes the async generators that were begun on this loop and are still open, all at the same time; suspends until
     * they are, if there are any, and can be cancelled there. An error of one goes to the exception handler. A
     * generator begun later is warned of in the log.
     *
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if there are any and the caller is not a task of this loop
     * @see "Python 3.15, loop.shutdown_asyncgens; cases ASYNCGEN-34 to ASYNCGEN-38"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    void shutdownAsyncgens();

    /**
     * Shuts the default executor down and suspends until its running and queued code has ended; returns at once if
     * there is none. Can be cancelled there. From then on the default executor refuses code.
     *
     * @param timeout how long to wait at most, and then the threads are left to themselves with a warning in the log;
     *     zero and negative do not wait; null waits for ever
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if there is an executor and the caller is not a task of this loop
     * @see "Python 3.15, loop.shutdown_default_executor; cases EXECUTOR-12 to EXECUTOR-15"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    void shutdownDefaultExecutor(@Nullable Duration timeout);
}
