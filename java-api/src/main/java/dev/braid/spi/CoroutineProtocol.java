package dev.braid.spi;

import dev.braid.Coroutine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * asyncio's coroutine protocol, for bodies that suspend by their own means: Kotlin's coroutines, or a program's own. A
 * task steps such a body directly, without a strand.
 *
 * <p>Each step runs to the next suspension and returns what the body waits for: a {@link dev.braid.Future} of the
 * task's loop, or null to give way for one iteration, or {@link #RETURNED} when the body has ended. Anything else is
 * answered with an {@link IllegalStateException} thrown into the body.
 *
 * @param <T> what the body returns
 * @see "Python 3.15, coroutine objects: send, throw, close; cases CORO-10, CORO-27, CORO-28"
 */
public interface CoroutineProtocol<T extends @Nullable Object> extends Coroutine<T> {

    /** What a step returns when the body has ended normally; its value is then {@link #result()}. */
    Object RETURNED = new Object() {
        @Override
        public String toString() {
            return "RETURNED";
        }
    };

    /**
     * Goes on, or starts.
     *
     * @return what the body waits for, null, or {@link #RETURNED}
     * @throws Throwable what the body throws; the coroutine is then finished
     */
    @Nullable Object send() throws Throwable;

    /**
     * Goes on with an error thrown at the suspension. A body not started yet ends with that error at once.
     *
     * @param error the error
     * @return what the body waits for, null, or {@link #RETURNED}
     * @throws Throwable what the body throws; the coroutine is then finished
     */
    @Nullable Object throwIn(Throwable error) throws Throwable;

    /** Ends the coroutine: a suspended body gets {@link dev.braid.GeneratorExit}. Nothing happens if it has ended. */
    void close();

    /**
     * Where the body stands, for {@link dev.braid.Task#stack()}: the frames of its suspended calls, oldest first. While
     * it runs, those of them that are not on the thread's stack. Called on the loop, or, if the loop does not answer,
     * on another thread.
     *
     * @return the frames; empty if there are none to tell
     */
    default List<StackTraceElement> stack() {
        return List.of();
    }

    /**
     * Tells whether it runs and steps another coroutine right now. Its {@link #stack()} then has all of its frames, and those
     * of the other one: what of them is on the thread's stack is not looked for.
     *
     * @return whether it does; a body that does not tell says no
     */
    default boolean stepsAnother() {
        return false;
    }

    /** {@return the body's value, after {@link #RETURNED}; before that it means nothing} */
    T result();

    /**
     * Runs inline in the calling task, by stepping; for awaiting such a coroutine from Java.
     *
     * @return the body's value
     * @throws Exception whatever the body throws
     * @throws IllegalStateException if the caller is not a task
     */
    @Override
    default T run() throws Exception {
        return dev.braid.internal.InlineProtocol.run(this);
    }
}
