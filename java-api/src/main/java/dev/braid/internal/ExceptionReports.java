package dev.braid.internal;

import dev.braid.ExceptionContext;
import dev.braid.ExceptionHandler;
import org.jspecify.annotations.Nullable;

/** Where a loop's problems go. */
final class ExceptionReports {

    private static final System.Logger LOG = System.getLogger("dev.braid");

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
            LOG.log(System.Logger.Level.ERROR, "Exception in default exception handler", error);
        } catch (Throwable again) {
            if (Fatal.leavesTheLoop(again)) {
                throw again;
            }
            System.err.println("Exception in default exception handler: " + again.getClass().getName());
        }
    }

    void log(ExceptionContext context) {
        LOG.log(System.Logger.Level.ERROR, describe(context), context.exception());
    }

    private static String describe(ExceptionContext context) {
        StringBuilder text = new StringBuilder(context.message());
        line(text, "about", context.subject());
        line(text, "future", context.future());
        line(text, "task", context.task());
        line(text, "callback", context.handle());
        Throwable created = context.created();
        if (created != null) {
            text.append("\ncreated at (most recent call first):");
            for (StackTraceElement frame : created.getStackTrace()) {
                if (!DebugTrace.isOurs(frame)) {
                    text.append("\n  ").append(frame);
                }
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, @Nullable Object value) {
        if (value != null) {
            text.append('\n').append(label).append(": ").append(value);
        }
    }
}
