package dev.braid.internal;

import dev.braid.ExceptionContext;
import dev.braid.ExceptionHandler;
import org.jspecify.annotations.Nullable;

/** Where a loop's problems go. */
final class ExceptionReports {

    // asyncio's constants.DEBUG_STACK_DEPTH.
    private static final int MOST_FRAMES = 10;

    private final EventLoopImpl loop;

    // Touched on the loop; read at exit by the reporting thread.
    volatile @Nullable ExceptionHandler handler;

    ExceptionReports(EventLoopImpl loop) {
        this.loop = loop;
    }

    void report(ExceptionContext context) {
        ExceptionHandler set = handler;
        try {
            if (set == null) {
                log(context);
            } else {
                handle(set, context);
            }
        } catch (Throwable error) {
            if (Fatal.leavesTheLoop(error)) {
                throw error;
            }
            logFailure(error);
        }
    }

    private void handle(ExceptionHandler set, ExceptionContext context) {
        try {
            set.handle(loop, context);
        } catch (Throwable error) {
            if (Fatal.leavesTheLoop(error)) {
                throw error;
            }
            error.addSuppressed(new IllegalStateException("while handling: " + describe(context), context.exception()));
            log(ExceptionContext.of("Unhandled error in exception handler", error));
        }
    }

    /** Says no more of the problem itself: perhaps it was its text that failed, or the logger. */
    private static void logFailure(Throwable error) {
        try {
            Log.LOG.log(System.Logger.Level.ERROR, "Exception in default exception handler", error);
        } catch (Throwable again) {
            if (Fatal.leavesTheLoop(again)) {
                throw again;
            }
            System.err.println("Exception in default exception handler: " + again.getClass().getName());
        }
    }

    void log(ExceptionContext context) {
        Log.LOG.log(System.Logger.Level.ERROR, describe(context), context.exception());
    }

    private String describe(ExceptionContext context) {
        StringBuilder text = new StringBuilder(context.message());
        line(text, "about", context.subject());
        line(text, "future", context.future());
        line(text, "task", context.task());
        line(text, "callback", context.handle());
        line(text, "transport", context.transport());
        line(text, "protocol", context.protocol());
        line(text, "socket", context.socket());
        Throwable created = context.created();
        if (created != null) {
            describe(text, "created at", created);
        } else {
            Throwable scheduled = loop.slowCallbacks.currentCreated();
            if (scheduled != null) {
                describe(text, "in a callback or task created at", scheduled);
            }
        }
        return text.toString();
    }

    /** Appends a trace that was kept in debug mode, without Braid's own frames and as short as asyncio's. */
    static void describe(StringBuilder text, String label, Throwable created) {
        int shown = 0;
        for (StackTraceElement frame : created.getStackTrace()) {
            if (!DebugTrace.isOurs(frame) && shown++ < MOST_FRAMES) {
                if (shown == 1) {
                    text.append('\n').append(label).append(" (most recent call first):");
                }
                text.append("\n\tat ").append(frame);
            }
        }
    }

    private static void line(StringBuilder text, String label, @Nullable Object value) {
        if (value != null) {
            text.append('\n').append(label).append(": ").append(value);
        }
    }
}
