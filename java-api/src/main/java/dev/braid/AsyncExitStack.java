package dev.braid;

import dev.braid.internal.ExitCallbacks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Leaves any number of things when its block ends, the last one first.
 *
 * <pre>{@code
 * AsyncExitStack.run(stack -> {
 *     for (String name : names) {
 *         connections.add(stack.enterAsyncContext(connect(name)));
 *     }
 *     return talk(connections);
 * });
 * }</pre>
 *
 * <p>An exit may suppress the block's error, and the exits after it then see none; an error of an exit replaces the one
 * before, which it carries as suppressed. Belongs to one task.
 *
 * @see "Python 3.15, contextlib.AsyncExitStack; cases CTXLIB-24 to CTXLIB-33"
 */
public final class AsyncExitStack implements AsyncContextManager<AsyncExitStack> {

    private ExitCallbacks callbacks = new ExitCallbacks();

    /** Makes an empty stack. */
    public AsyncExitStack() {}

    /** Leaves something, given the block's error or null; true suppresses it. */
    @FunctionalInterface
    public interface Exit {

        /**
         * Called once, when the stack unwinds. May suspend, and can be cancelled there.
         *
         * @param error the error that is passing, or null
         * @return true to suppress it
         * @throws Exception in place of it
         */
        boolean exit(@Nullable Throwable error) throws Exception;
    }

    /**
     * Runs a body with a new stack, in the calling task, and unwinds the stack when the body has ended. Suspends where
     * the body and the exits do, and can be cancelled there.
     *
     * @param <T> what the body returns
     * @param <X> a checked exception the caller expects
     * @param body given the stack, not null
     * @return the body's value; null if its error was suppressed
     * @throws X what the body or an exit throws
     */
    @kotlin.Deprecated(message = "Kotlin: use use { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T run(Body<AsyncExitStack, T> body) throws X {
        return Asyncio.<AsyncExitStack, T, X>with(new AsyncExitStack(), body);
    }

    /**
     * {@link #run(Body)} for a body without a value.
     *
     * @param <X> a checked exception the caller expects
     * @param body given the stack, not null
     * @throws X what the body or an exit throws
     */
    @kotlin.Deprecated(message = "Kotlin: use use { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <X extends Exception> void run(VoidBody<AsyncExitStack> body) throws X {
        Asyncio.<AsyncExitStack, X>with(new AsyncExitStack(), body);
    }

    /**
     * Enters a manager, and leaves it when the stack unwinds. Suspends as the manager does, and can be cancelled there.
     *
     * @param <T> what entering gives
     * @param <X> a checked exception the caller expects
     * @param manager the manager, not null
     * @return what entering gave
     * @throws X if it cannot be entered; nothing is registered then
     * @see "Python 3.15, contextlib.AsyncExitStack.enter_async_context; cases CTXLIB-25, CTXLIB-26"
     */
    @kotlin.Deprecated(message = "Kotlin: use use { }", level = kotlin.DeprecationLevel.HIDDEN)
    public <T extends @Nullable Object, X extends Exception> T enterAsyncContext(AsyncContextManager<T> manager)
            throws X {
        Objects.requireNonNull(manager, "manager");
        T entered = ExitCallbacks.<T, X>enter(manager);
        callbacks.push(manager::exit);
        return entered;
    }

    /**
     * Closes something when the stack unwinds. Does not suspend.
     *
     * @param <C> its type
     * @param closeable what to close, not null
     * @return the same
     * @see "Python 3.15, contextlib.AsyncExitStack.enter_context; case CTXLIB-30"
     */
    public <C extends AutoCloseable> C enterContext(C closeable) {
        Objects.requireNonNull(closeable, "closeable");
        callbacks.push(error -> {
            closeable.close();
            return false;
        });
        return closeable;
    }

    /**
     * Leaves a manager when the stack unwinds, without having entered it.
     *
     * @param <T> what entering it would give
     * @param manager the manager, not null
     * @return the same
     * @see "Python 3.15, contextlib.AsyncExitStack.push_async_exit; case CTXLIB-27"
     */
    // Its own type is no parameter: a lambda would seem to fit that too, and be ambiguous with an Exit.
    public <T extends @Nullable Object> AsyncContextManager<T> pushAsyncExit(AsyncContextManager<T> manager) {
        Objects.requireNonNull(manager, "manager");
        callbacks.push(manager::exit);
        return manager;
    }

    /**
     * Calls a function when the stack unwinds; it is told the error and may suppress it.
     *
     * @param exit the function, may suspend; not null
     * @return the same
     * @see "Python 3.15, contextlib.AsyncExitStack.push_async_exit; cases CTXLIB-27, CTXLIB-28"
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension of the same name", level = kotlin.DeprecationLevel.HIDDEN)
    public Exit pushAsyncExit(Exit exit) {
        callbacks.push(Objects.requireNonNull(exit, "exit")::exit);
        return exit;
    }

    /**
     * Runs code when the stack unwinds; it is not told the error and cannot suppress it.
     *
     * @param callback the code, may suspend; not null
     * @return the same
     * @see "Python 3.15, contextlib.AsyncExitStack.push_async_callback; case CTXLIB-29"
     */
    @kotlin.Deprecated(message = "Kotlin: use the extension of the same name", level = kotlin.DeprecationLevel.HIDDEN)
    public VoidCoroutine pushAsyncCallback(VoidCoroutine callback) {
        Objects.requireNonNull(callback, "callback");
        callbacks.push(error -> {
            callback.run();
            return false;
        });
        return callback;
    }

    /**
     * Moves all that is registered to a new stack, and runs none of it.
     *
     * @return the new stack, which somebody has to unwind; this one is empty
     * @see "Python 3.15, contextlib.AsyncExitStack.pop_all; case CTXLIB-33"
     */
    public AsyncExitStack popAll() {
        AsyncExitStack moved = new AsyncExitStack();
        moved.callbacks = callbacks;
        callbacks = new ExitCallbacks();
        return moved;
    }

    /**
     * Unwinds at once, as at the end of a block without an error. Suspends where the exits do, and can be cancelled
     * there.
     *
     * @param <X> a checked exception the caller expects
     * @throws X what an exit throws
     * @see "Python 3.15, contextlib.AsyncExitStack.aclose; case CTXLIB-32"
     */
    @kotlin.Deprecated(message = "Kotlin: use use { }", level = kotlin.DeprecationLevel.HIDDEN)
    public <X extends Exception> void aclose() throws X {
        callbacks.<X>unwind(null);
    }

    @Override
    public AsyncExitStack enter() {
        return this;
    }

    @Override
    public boolean exit(@Nullable Throwable error) throws Exception {
        return callbacks.<Exception>unwind(error);
    }

    @Override
    public String toString() {
        return "AsyncExitStack[" + callbacks.size() + " to leave]";
    }
}
