package dev.braid.internal;

import dev.braid.ExceptionContext;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Watches a failed future whose error nobody has looked at, and reports the error once when the future is reclaimed, or
 * when the program ends. Made only when a future fails, so that success costs nothing.
 */
final class Unretrieved implements Runnable {

    private final EventLoopImpl loop;
    private final Throwable error;
    private final String future;
    private final boolean ofTask;
    private final @Nullable Throwable created;
    private final dev.braid.@Nullable Context context;
    private Cleaner.@Nullable Cleanable cleanable;

    // Set on the loop, by the cleaner's thread, or at exit.
    private volatile boolean settled;

    private Unretrieved(FutureImpl<?> future, Throwable error) {
        this.loop = future.loop;
        this.error = error;
        this.ofTask = future instanceof TaskImpl;
        this.context = future instanceof TaskImpl<?> task ? task.context() : null;
        this.future = future instanceof TaskImpl<?> task ? "Task '" + task.name() + "' of " + task.bodyText() : "Future";
        this.created = future.created;
    }

    static Unretrieved watch(FutureImpl<?> future, Throwable error) {
        Unretrieved report = new Unretrieved(future, error);
        report.cleanable = Reclaimed.CLEANER.register(future, report);
        AtExit.add(report);
        return report;
    }

    /** Somebody has looked: nothing to report any more. */
    void retrieved() {
        settled = true;
        AtExit.remove(this);
        Cleaner.Cleanable registration = cleanable;
        if (registration != null) {
            registration.clean();
        }
    }

    /** The future was reclaimed. */
    @Override
    public void run() {
        if (settle()) {
            AtExit.remove(this);
            // On the loop, or right here if that closes before it gets to it.
            new DispatchedBlock(null, this::report, this::report).schedule(loop);
        }
    }

    /** Decides between the cleaner's thread and the one at exit; false if there is nothing to report any more. */
    private synchronized boolean settle() {
        boolean first = !settled;
        settled = true;
        return first;
    }

    private void reportAtExit() {
        if (!settle()) {
            return;
        }
        if (loop.exceptionHandler() == null) {
            // Loggers may be shut down by now.
            System.err.println(message() + ": " + future + ", " + place());
            error.printStackTrace();
        } else {
            // Not on the loop: it may be idle for good, or in the very step that ends the program.
            report();
        }
    }

    private String message() {
        return (ofTask ? "Task" : "Future") + " exception was never retrieved";
    }

    private void report() {
        Runnable call = () -> loop.callExceptionHandler(
                new ExceptionContext(message(), error, null, null, null, created, future + ", " + place()));
        if (context != null && !ContextSupport.isEntered(context)) {
            context.run(call::run);
        } else {
            call.run();
        }
    }

    /** Where the future was created: exactly in debug mode, else the oldest frame of the body that failed. */
    private String place() {
        StackTraceElement exact = DebugTrace.place(created);
        if (exact != null) {
            return "created at " + exact;
        }
        StackTraceElement body = null;
        for (StackTraceElement frame : error.getStackTrace()) {
            String type = frame.getClassName();
            if (type.startsWith("dev.braid.internal.")) {
                break;
            }
            if (!type.startsWith("java.") && !type.startsWith("jdk.")) {
                body = frame;
            }
        }
        return (body == null ? "" : "body at " + body + "; ") + "debug mode tells where it was created";
    }

    /** What is still unreported when the program ends. */
    private static final class AtExit {

        private static final java.util.Set<Unretrieved> OPEN = java.util.concurrent.ConcurrentHashMap.newKeySet();

        static {
            try {
                Runtime.getRuntime().addShutdownHook(
                        new Thread(() -> OPEN.forEach(Unretrieved::reportAtExit), "braid-exit-reports"));
            } catch (IllegalStateException ending) {
                // The first failure is one of a loop that a shutdown hook runs: nothing comes after that.
            }
        }

        static void add(Unretrieved report) {
            OPEN.add(report);
        }

        static void remove(Unretrieved report) {
            OPEN.remove(report);
        }
    }
}
