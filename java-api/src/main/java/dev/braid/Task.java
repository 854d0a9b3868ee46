package dev.braid;

import dev.braid.internal.TaskImpl;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that the loop runs: asyncio's Task. Create it with {@link Asyncio#createTask}, better with
 * {@link TaskGroup#createTask}, which nobody can forget to await.
 *
 * @param <T> what the coroutine returns
 * @see "Python 3.15, asyncio.Task; cases TASK-01 to TASK-61, CORO-18 to CORO-20, CORO-25 to CORO-29"
 */
public sealed interface Task<T extends @Nullable Object> extends Future<T> permits TaskImpl {

    /**
     * {@link #cancel(Object)} without a message.
     *
     * @return false if the task is done, else true
     */
    @Override
    boolean cancel();

    /**
     * Asks the task to stop: its current suspension, or else its next one, throws {@link CancelledError} into the
     * body. The body may clean up, may suspend while doing so, and may refuse; therefore the task is not cancelled
     * when this returns. Each request counts. What the task awaits is cancelled at once, down the whole chain. A task
     * that has not begun does not begin.
     *
     * @param message what the {@link CancelledError} will carry, null for none
     * @return false if the task is done, else true
     * @see "Python 3.15, asyncio.Task.cancel; cases TASK-16 to TASK-39"
     */
    @Override
    boolean cancel(@Nullable Object message);

    /**
     * How many cancellations were requested and not taken back with {@link #uncancel()}. Catching
     * {@link CancelledError} does not take one back.
     *
     * @return the number, never negative
     * @see "Python 3.15, asyncio.Task.cancelling; cases TASK-35, TASK-41, TASK-42"
     */
    int cancelling();

    /**
     * Takes one cancellation request back: for blocks such as a timeout, which cancel their own task and must tell
     * their cancellation from others'. If none is left and the {@link CancelledError} has not been thrown yet, it will
     * not be.
     *
     * @return how many requests are left, never negative
     * @see "Python 3.15, asyncio.Task.uncancel; cases TASK-43 to TASK-48"
     */
    int uncancel();

    /** {@return the task's name: the one given, else {@code Task-} and a number that grows (CORO-11, CORO-12)} */
    String name();

    /**
     * Renames the task (TASK-11, TASK-12).
     *
     * @param name the new name, converted to text; not null
     */
    void setName(Object name);

    /** {@return the context the body runs in, the very object (TASK-10)} */
    Context context();

    /**
     * {@return the coroutine the task was made of; null once it finished without ever being scheduled (TASK-09,
     * EAGER-16)}
     */
    @Nullable Coroutine<T> coroutine();

    /**
     * {@link #stack(int)} without a limit.
     *
     * @return the frames
     */
    List<StackTraceElement> stack();

    /**
     * Where the task stands: for a suspended one the frames from the body to the suspending call, newest last; for a
     * failed one the frames of its error; else none.
     *
     * @param limit the most frames to give: the newest of a suspended task, the oldest of a failed one; 0 gives none
     * @return the frames
     * @throws IllegalArgumentException if the limit is negative
     * @see "Python 3.15, asyncio.Task.get_stack; cases TASK-54, TASK-55"
     */
    List<StackTraceElement> stack(int limit);

    /** Prints {@link #stack()} to {@link System#err} (TASK-56). */
    void printStack();

    /**
     * Prints {@link #stack(int)}.
     *
     * @param limit the most frames to print, as there
     * @param out where to, not null
     * @throws IllegalArgumentException if the limit is negative
     * @see "Python 3.15, asyncio.Task.print_stack; case TASK-56"
     */
    void printStack(int limit, PrintStream out);

    /**
     * Makes a task directly, as a {@link TaskFactory} does: the loop's own factory is not asked. It is started eagerly
     * only if the options say so and the loop is running.
     *
     * @param <T> what the coroutine returns
     * @param loop the loop to run it on, not null
     * @param coroutine the body, not null
     * @param options name, context, eager start; not null
     * @return the new task
     * @throws IllegalStateException if the loop is closed, or the task is started eagerly in a context that is already
     *     entered: give it a copy
     * @see "Python 3.15, asyncio.Task(); cases EAGER-12, EAGER-14, EAGER-17"
     */
    static <T extends @Nullable Object> Task<T> create(EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
        return TaskImpl.create(loop, coroutine, options);
    }
}
