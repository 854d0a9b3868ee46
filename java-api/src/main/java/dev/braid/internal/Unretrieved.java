package dev.braid.internal;

import dev.braid.ExceptionContext;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches a failed future whose error nobody has looked at, and reports the error once when the future is reclaimed, or
 * when the program ends. Made only when a future fails, so that success costs nothing.
 */
final class Unretrieved implements Runnable {

    // A view from outside names no more of them one by one.
    private static final int MOST_NAMED = 10;

    private final Throwable error;
    private final String future;
    private final boolean ofTask;
    private final @Nullable Throwable created;
    private final dev.braid.@Nullable Context context;

    // Written before anybody else sees this.
    private Cleaner.@Nullable Cleanable cleanable;

    // Null once the future was reclaimed, or the program ends: the report is on its way then, and nothing here shall keep
    // the loop alive. Guarded by this, so that the cleaner's thread and the one at exit do not both report.
    private @Nullable EventLoopImpl loop;

    // Nothing is left to say: somebody has looked, or the report was made. Set on the loop, or wherever the report is
    // made; read by the cleaner's thread, at exit and by views from outside.
    private volatile boolean settled;

    private Unretrieved(FutureImpl<?> future, Throwable error) {
        this.loop = future.loop;
        this.error = error;
        this.ofTask = future instanceof TaskImpl;
        this.context = future instanceof TaskImpl<?> task ? task.context() : null;
        this.future = future instanceof TaskImpl<?> task
                ? "Task '" + task.name() + "' of " + task.bodyText()
                : future instanceof GatherFuture || future instanceof LimitedGather ? "Future of gather" : "Future";
        this.created = future.created;
    }

    static Unretrieved watch(FutureImpl<?> future, Throwable error) {
        Unretrieved report = new Unretrieved(future, error);
        report.cleanable = Reclaimed.CLEANER.register(future, report);
        AtExit.add(report);
        return report;
    }

    /** The errors of a loop that nobody has looked at so far, for who looks at the loop from outside. */
    static List<String> of(EventLoopImpl loop) {
        List<String> texts = new ArrayList<>();
        int more = 0;
        for (Unretrieved report : AtExit.OPEN) {
            if (report.loop() == loop && !report.settled) {
                if (texts.size() < MOST_NAMED) {
                    texts.add(report.future + " failed, and nobody has looked at " + ForeignText.of(report.error));
                } else {
                    more++;
                }
            }
        }
        if (more > 0) {
            texts.add(more + " more errors nobody has looked at");
        }
        return texts;
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

    private synchronized @Nullable EventLoopImpl loop() {
        return loop;
    }

    private synchronized @Nullable EventLoopImpl takeLoop() {
        EventLoopImpl taken = loop;
        loop = null;
        return taken;
    }

    /** The future was reclaimed. */
    @Override
    public void run() {
        EventLoopImpl owner = takeLoop();
        if (owner != null && !settled) {
            // On the loop, or right here if that closes before it gets to it.
            Runnable report = () -> report(owner);
            new DispatchedBlock(null, report, report).schedule(owner);
        }
    }

    private void reportAtExit() {
        EventLoopImpl owner = takeLoop();
        if (settled) {
            return;
        }
        if (owner != null && owner.exceptionHandler() != null) {
            // Not on the loop: it may be idle for good, or in the very step that ends the program.
            report(owner);
        } else {
            // Loggers may be shut down by now. What one is busy with may be lost, and is said again.
            settled = true;
            System.err.println(message() + ": " + future + ", " + place());
            error.printStackTrace();
        }
    }

    private String message() {
        return (ofTask ? "Task" : "Future") + " exception was never retrieved";
    }

    private void report(EventLoopImpl owner) {
        if (settled) {
            return;
        }
        try {
            Runnable call = () -> owner.callExceptionHandler(
                    new ExceptionContext(message(), error, null, null, null, created, future + ", " + place()));
            if (context != null && !ContextSupport.isEntered(context)) {
                context.run(call::run);
            } else {
                call.run();
            }
        } finally {
            settled = true;
            AtExit.remove(this);
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
