package dev.braid;

import dev.braid.internal.EventLoopImpl;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs callbacks and tasks, one at a time, in the order in which they became ready: asyncio's event loop. Most
 * programs never see it; {@link Asyncio#run} makes one.
 *
 * <p>Only {@link #callSoonThreadsafe}, {@link #isClosed}, {@link #timeNanos()} and {@link Asyncio#runCoroutineThreadsafe}
 * may be called from other threads; in debug mode the others throw {@link IllegalStateException} there.
 *
 * @see "Python 3.15, asyncio.AbstractEventLoop; cases LOOP-01 to LOOP-90"
 */
public sealed interface EventLoop permits EventLoopImpl {

    /** {@link #callSoon(Runnable, Context)} in a copy of the caller's context. */
    Handle callSoon(Runnable callback);

    /**
     * Runs a callback in the next iteration, after those queued before it.
     *
     * @param callback what to run, not null; what it throws goes to the exception handler
     * @param context the context to run it in, used as it is
     * @return a handle to cancel it
     * @throws IllegalStateException if the loop is closed
     */
    Handle callSoon(Runnable callback, Context context);

    /** {@link #callSoonThreadsafe(Runnable, Context)} in a copy of the caller's context. */
    Handle callSoonThreadsafe(Runnable callback);

    /**
     * {@link #callSoon(Runnable, Context)} from any thread; wakes the loop. The callback runs on the loop, behind all
     * that was scheduled before it.
     *
     * @param callback what to run, not null
     * @param context the context to run it in
     * @return a handle to cancel it, from any thread
     * @throws IllegalStateException if the loop is closed
     * @see "Python 3.15, loop.call_soon_threadsafe; cases THREADSAFE-10 to THREADSAFE-17"
     */
    Handle callSoonThreadsafe(Runnable callback, Context context);

    /** {@link #callLater(Duration, Runnable, Context)} in a copy of the caller's context. */
    TimerHandle callLater(Duration delay, Runnable callback);

    /**
     * Runs a callback after a delay. Callbacks due at the same time run in the order of their creation.
     *
     * @param delay how long from now; zero and negative mean the next iteration
     * @param callback what to run, not null
     * @param context the context to run it in
     * @return a handle to cancel it
     * @throws IllegalStateException if the loop is closed
     */
    TimerHandle callLater(Duration delay, Runnable callback, Context context);

    /** {@link #callAt(long, Runnable, Context)} in a copy of the caller's context. */
    TimerHandle callAt(long whenNanos, Runnable callback);

    /**
     * Runs a callback at a time.
     *
     * @param whenNanos on the loop's clock, in nanoseconds; the past means the next iteration
     * @param callback what to run, not null
     * @param context the context to run it in
     * @return a handle to cancel it
     * @throws IllegalStateException if the loop is closed
     */
    TimerHandle callAt(long whenNanos, Runnable callback, Context context);

    /** The loop's clock, in nanoseconds, from an arbitrary origin; monotonic. */
    long timeNanos();

    /** A new pending future of this loop. */
    <T extends @Nullable Object> Future<T> createFuture();

    /** {@link #createTask(Coroutine, TaskOptions)} with the defaults. */
    @kotlin.Deprecated(message = "Kotlin: use the extension createTask", level = kotlin.DeprecationLevel.HIDDEN)
    <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine);

    /**
     * Makes a task by the loop's task factory. Unless started eagerly it takes its first step in the next iteration.
     *
     * @param <T> what the coroutine returns
     * @param coroutine the body, not null
     * @param options name, context, eager start
     * @return the task
     * @throws IllegalStateException if the loop is closed
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension createTask", level = kotlin.DeprecationLevel.HIDDEN)
    <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options);

    /** {@link #createTask(Coroutine)} for a body without a value. */
    @kotlin.Deprecated(message = "Kotlin: use the extension createTask", level = kotlin.DeprecationLevel.HIDDEN)
    Task<@Nullable Void> createTask(VoidCoroutine coroutine);

    /** {@link #createTask(Coroutine, TaskOptions)} for a body without a value. */
    @kotlin.Deprecated(message = "Kotlin: use the extension createTask", level = kotlin.DeprecationLevel.HIDDEN)
    Task<@Nullable Void> createTask(VoidCoroutine coroutine, TaskOptions options);

    /**
     * Runs blocking code in an executor.
     *
     * @param <T> what the code returns
     * @param executor where to run it; null for the loop's default executor
     * @param code the code, not null
     * @return a future of this loop; cancelling it prevents code that has not started
     * @throws IllegalStateException if the loop is closed, or its default executor was shut down
     */
    <T extends @Nullable Object> Future<T> runInExecutor(@Nullable Executor executor, Callable<T> code);

    /** Replaces the executor that {@code runInExecutor(null, …)} and {@link Asyncio#toThread} use. */
    void setDefaultExecutor(ExecutorService executor);

    /** Replaces the task factory; null restores the default. */
    void setTaskFactory(@Nullable TaskFactory factory);

    /** The task factory that was set, or null. */
    @Nullable TaskFactory taskFactory();

    /** Replaces the exception handler; null restores the default. */
    void setExceptionHandler(@Nullable ExceptionHandler handler);

    /** The exception handler that was set, or null. */
    @Nullable ExceptionHandler exceptionHandler();

    /** Passes a problem to the exception handler; never throws, but for {@link KeyboardInterrupt} and fatal errors. */
    void callExceptionHandler(ExceptionContext context);

    /** What happens without a handler: the problem is logged at level ERROR by the {@link System.Logger} "dev.braid". */
    void defaultExceptionHandler(ExceptionContext context);

    /**
     * Switches debug mode, at any time: {@linkplain dev.braid what it does}. A step that has begun in debug mode is timed
     * to its end. Cases DEBUG-01 to DEBUG-12.
     *
     * @param debug on or off; a new loop begins as {@code -Dbraid.debug} or {@code BRAID_DEBUG} say
     */
    void setDebug(boolean debug);

    /** Tells whether debug mode is on. */
    boolean debug();

    /** In debug mode, callbacks and steps that last at least so long are reported; 100 ms unless set. Case DEBUG-06. */
    Duration slowCallbackDuration();

    /**
     * Sets {@link #slowCallbackDuration()}.
     *
     * @param duration by the loop's clock, not null; zero and negative report every step. The stack of what is slow is
     *     looked at in real time, at most once a millisecond
     */
    void setSlowCallbackDuration(Duration duration);

    /**
     * Runs until a future is done.
     *
     * @param <T> the type of the result
     * @param <X> a checked exception the caller expects
     * @param future what to wait for, of this loop
     * @return its result
     * @throws X its error, the same object
     * @throws IllegalStateException if the loop is running or closed, another loop runs on this thread, or
     *     {@link #stop()} came before the future was done
     */
    <T extends @Nullable Object, X extends Exception> T runUntilComplete(Future<T> future) throws X;

    /** {@link #runUntilComplete(Future)} of a new task. */
    <T extends @Nullable Object, X extends Exception> T runUntilComplete(Coroutine<T> coroutine) throws X;

    /** {@link #runUntilComplete(Coroutine)} for a body without a value. */
    <X extends Exception> void runUntilComplete(VoidCoroutine coroutine) throws X;

    /**
     * Runs until {@link #stop()}. Blocks the caller.
     *
     * @throws IllegalStateException if the loop is running or closed, or another loop runs on this thread
     */
    void runForever();

    /** Makes the loop stop at the end of the current iteration; before a run, after the first one. */
    void stop();

    /**
     * Closes the loop: drops what is queued, ends what is suspended, lets go of threads. Closing twice does nothing.
     * Tasks still pending are reported to the exception handler and their bodies get {@link GeneratorExit}. A loop that is
     * reclaimed without having been closed is warned of, once, by the {@link System.Logger} "dev.braid".
     *
     * @throws IllegalStateException if the loop is running
     */
    void close();

    /** Tells whether the loop is running. */
    boolean isRunning();

    /** Tells whether the loop is closed. Any thread. */
    boolean isClosed();

    /** Closes the async generators that are still open; suspends until they are. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    void shutdownAsyncgens();

    /**
     * Shuts the default executor down and suspends until its threads have ended.
     *
     * @param timeout how long to wait at most; null waits for ever
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    void shutdownDefaultExecutor(@Nullable Duration timeout);
}
