package dev.braid.internal;

import dev.braid.Context;
import dev.braid.ExceptionContext;
import dev.braid.Handle;
import org.jspecify.annotations.Nullable;

/** Runs user callbacks in their context and reports what they throw. */
final class Callbacks {

    private Callbacks() {}

    static void run(
            EventLoopImpl loop, Runnable code, Context context, @Nullable Handle handle, @Nullable Throwable created) {
        boolean entered = false;
        try {
            ContextSupport.enter(context);
            entered = true;
            Context outer = loop.context();
            loop.context(context);
            try {
                code.run();
            } finally {
                loop.context(outer);
                ContextSupport.exit(context);
            }
        } catch (Throwable error) {
            if (Fatal.leavesTheLoop(error)) {
                throw error;
            }
            ExceptionContext problem = new ExceptionContext(
                    "Exception in callback " + ForeignText.of(code), error, null, null, handle, created, null);
            if (handle == null || !entered) {
                loop.callExceptionHandler(problem);
            } else {
                // The handler sees the variables that the callback saw (LOOP-50).
                context.run(() -> loop.callExceptionHandler(problem));
            }
        }
    }
}
