package dev.braid.internal;

import dev.braid.Context;
import dev.braid.TimerHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A user's callback in the timer queue. */
final class TimerHandleImpl extends Timer implements TimerHandle {

    private final EventLoopImpl loop;
    private final long whenNanos;
    private final Context context;
    private final @Nullable Throwable created;

    // Null once cancelled. Touched on the loop.
    private @Nullable Runnable callback;

    TimerHandleImpl(
            EventLoopImpl loop, long whenNanos, Runnable callback, Context context, @Nullable Throwable created) {
        this.whenNanos = whenNanos;
        this.loop = loop;
        this.callback = callback;
        this.context = context;
        this.created = created;
    }

    @Override
    public void cancel() {
        HandleText.keep(callback, created);
        callback = null;
        loop.timers.remove(this);
    }

    @Override
    public boolean cancelled() {
        return callback == null;
    }

    @Override
    public boolean cancelledReady() {
        return callback == null;
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public long whenNanos() {
        return whenNanos;
    }

    @Override
    public @Nullable Throwable created() {
        return created;
    }

    @Override
    public void runReady(EventLoopImpl loop) {
        Runnable code = callback;
        if (code != null) {
            Callbacks.run(loop, code, context, this, created);
        }
    }

    @Override
    public int compareTo(TimerHandle other) {
        // By difference: the clock's origin is arbitrary and may be near the end of the range.
        return Long.signum(whenNanos - other.whenNanos());
    }

    /** A cancelled handle has forgotten its callback. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimerHandleImpl timer
                && timer.whenNanos == whenNanos
                && Objects.equals(timer.callback, callback);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(whenNanos);
    }

    @Override
    public String toString() {
        return HandleText.of("TimerHandle", callback, whenNanos, created);
    }
}
