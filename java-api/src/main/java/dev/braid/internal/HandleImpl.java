package dev.braid.internal;

import dev.braid.Context;
import dev.braid.ExceptionContext;
import dev.braid.Handle;
import org.jspecify.annotations.Nullable;

/** A user's callback in the ready queue. */
final class HandleImpl implements Handle, Ready {

    private final Context context;

    // Where it was scheduled, in debug mode.
    private final @Nullable Throwable created;

    // Null once cancelled, so that a cancelled callback holds nothing alive. Touched on the loop.
    private @Nullable Runnable callback;

    HandleImpl(Runnable callback, Context context, @Nullable Throwable created) {
        this.callback = callback;
        this.context = context;
        this.created = created;
    }

    @Override
    public void cancel() {
        HandleText.keep(callback, created);
        callback = null;
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
    public String toString() {
        return HandleText.of("Handle", callback, created);
    }
}
