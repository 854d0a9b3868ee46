package dev.braid.internal;

import dev.braid.CancelRequest;
import dev.braid.CancelledError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request to cancel: asyncio's message and, beside it, who asked. It travels down the chain of what is awaited and
 * comes back inside the error. Words are put together only when somebody reads them.
 */
public final class CancelRequestImpl implements CancelRequest {

    private static final double NANOS_PER_SECOND = 1e9;

    // What the CancelledError is to carry.
    final @Nullable Object message;

    // Who asked: in words, or, if that is null, the task of this name or number. Not the task itself, whose error would
    // never be reported as unretrieved while somebody keeps this.
    private final @Nullable String words;
    private final @Nullable String taskName;
    private final long taskNumber;

    private final long whenNanos;
    private final @Nullable Throwable cause;
    private final @Nullable Throwable where;

    private CancelRequestImpl(@Nullable Object message, @Nullable String words, @Nullable String taskName,
            long taskNumber, long whenNanos, @Nullable Throwable cause, @Nullable Throwable where) {
        this.message = message;
        this.words = words;
        this.taskName = taskName;
        this.taskNumber = taskNumber;
        this.whenNanos = whenNanos;
        this.cause = cause;
        this.where = where;
    }

    /** A request by whoever calls {@code cancel}: a task, a callback, or code outside of the loop. */
    static CancelRequestImpl ofCaller(EventLoopImpl loop, @Nullable Object message) {
        TaskImpl<?> task = null;
        String words = "a callback";
        if (Running.loop() == loop) {
            task = loop.currentTask();
        } else {
            words = "thread '" + Thread.currentThread().getName() + "', outside of the loop";
        }
        return new CancelRequestImpl(message, task == null ? words : null, task == null ? null : task.givenName(),
                task == null ? 0 : task.number(), loop.timeNanos(), null, where(loop));
    }

    /** A request by the engine: a timeout, a group, a runner. */
    static CancelRequestImpl of(EventLoopImpl loop, String by, @Nullable Throwable cause) {
        return new CancelRequestImpl(null, by, null, 0, loop.timeNanos(), cause, where(loop));
    }

    private static @Nullable Throwable where(EventLoopImpl loop) {
        return loop.debugTrace("cancelled here");
    }

    /** The request that an error tells of, or a new one if it tells of none. */
    static CancelRequestImpl of(EventLoopImpl loop, CancelledError error) {
        return error.request() instanceof CancelRequestImpl told
                ? told.withMessage(error.message())
                : ofCaller(loop, error.message());
    }

    /** The same request with another message. */
    CancelRequestImpl withMessage(@Nullable Object other) {
        return other == message
                ? this
                : new CancelRequestImpl(other, words, taskName, taskNumber, whenNanos, cause, where);
    }

    CancelledError error() {
        return new CancelledError(message, this);
    }

    @Override
    public String by() {
        return words != null ? words : "task '" + TaskImpl.nameOf(taskName, taskNumber) + "'";
    }

    @Override
    public long whenNanos() {
        return whenNanos;
    }

    @Override
    public @Nullable Throwable cause() {
        return cause;
    }

    @Override
    public @Nullable Throwable where() {
        return where;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "by %s, at loop time %.3f s", by(), whenNanos / NANOS_PER_SECOND)
                + (cause == null ? "" : ": " + cause);
    }
}
