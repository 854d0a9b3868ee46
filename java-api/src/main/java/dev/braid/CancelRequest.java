package dev.braid;

import dev.braid.internal.CancelRequestImpl;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for a cancellation, when, why and, in debug mode, where: the answer to "why does this task end?". Carried
 * by {@link CancelledError#request()} and part of that error's printed form:
 *
 * <pre>
 * dev.braid.CancelledError (cancelled by timeout after 2 s in task 'fetch', at loop time 12.004 s)
 * </pre>
 *
 * <p>It is for people who read logs. Programs decide by {@link Task#cancelling()} and {@link Task#uncancel()}, as in
 * asyncio. Immutable; it keeps no task alive.
 *
 * <p>An extra of Braid: asyncio tells no more than the message.
 */
public sealed interface CancelRequest permits CancelRequestImpl {

    /**
     * Who asked, in words: {@code task 'main'}, {@code timeout after 2 s in task 'fetch'},
     * {@code task group, because task 'x' failed}, {@code closing runner}, {@code Ctrl-C}. A cancellation that was
     * passed on, from a task to what it awaits or from {@code gather} to its children, names the one who began it.
     *
     * @return who, in words for people; they may change
     */
    String by();

    /** {@return when, in nanoseconds on the clock of the loop of what was cancelled ({@link EventLoop#timeNanos()})} */
    long whenNanos();

    /** {@return the error for which a task group cancels its other members and its parent; null if there was none} */
    @Nullable Throwable cause();

    /**
     * Where: a trace of the thread that asked, its newest call first, if its loop was in debug mode
     * ({@link EventLoop#setDebug}); else null. The {@link CancelledError} has it among its
     * {@linkplain Throwable#getSuppressed() suppressed} ones, so that it is printed below the error's own trace.
     *
     * @return the trace, or null
     */
    @Nullable Throwable where();
}
