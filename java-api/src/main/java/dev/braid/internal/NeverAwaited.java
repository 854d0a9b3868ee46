package dev.braid.internal;

import dev.braid.Coroutine;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Watches a coroutine that may be used once, and warns if it is reclaimed without having been: Python's "coroutine was
 * never awaited". A lambda needs no watch, for it is no coroutine object: starting it makes one.
 */
public final class NeverAwaited implements Runnable {

    private final Class<?> body;

    // Where it was made, if that was inside of a running loop in debug mode.
    private final @Nullable Throwable created;

    // Written before anybody else sees this.
    private Cleaner.@Nullable Cleanable registration;

    // Set by who uses the coroutine, read when it is reclaimed.
    private volatile boolean used;

    private NeverAwaited(Class<?> body, @Nullable Throwable created) {
        this.body = body;
        this.created = created;
    }

    /** Begins. The watch must not lead to the coroutine, only the other way round. */
    public static NeverAwaited watch(Coroutine<?> coroutine, Coroutine<?> body) {
        EventLoopImpl running = Running.loop();
        Throwable created = running == null ? null : running.debugTrace("coroutine created here");
        Class<?> users = body instanceof VoidBodies.Adapter adapter ? adapter.body().getClass() : body.getClass();
        NeverAwaited watch = new NeverAwaited(users, created);
        watch.registration = Reclaimed.CLEANER.register(coroutine, watch);
        return watch;
    }

    /** The coroutine runs or is closed. */
    public void used() {
        used = true;
        registration.clean();
    }

    /** The coroutine was reclaimed, or is used. */
    @Override
    public void run() {
        if (!used) {
            StringBuilder text = new StringBuilder("coroutine ").append(body.getName())
                    .append(" was never awaited; start it as a task, run it, or close() it");
            if (created == null) {
                text.append("\ndebug mode tells where it was created");
            } else {
                ExceptionReports.describe(text, "coroutine created at", created);
            }
            Log.LOG.log(System.Logger.Level.WARNING, text.toString());
        }
    }
}
