package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** The loop registered for a thread, asyncio's set_event_loop: used where no loop runs yet. */
public final class CurrentLoop {

    private static final ThreadLocal<@Nullable EventLoopImpl> REGISTERED = new ThreadLocal<>();

    private CurrentLoop() {}

    /** Registers a loop for the calling thread, or clears the registration. */
    public static void set(@Nullable EventLoopImpl loop) {
        if (loop == null) {
            REGISTERED.remove();
        } else {
            REGISTERED.set(loop);
        }
    }

    /** The running loop, else the registered one, else null. */
    public static @Nullable EventLoopImpl find() {
        EventLoopImpl running = Running.loop();
        return running != null ? running : REGISTERED.get();
    }

    public static EventLoopImpl require(String action) {
        EventLoopImpl loop = find();
        if (loop == null) {
            throw new IllegalStateException("cannot " + action + ": no event loop is running on this thread ("
                    + Thread.currentThread().getName() + ") and none is registered for it; call it inside Asyncio.run");
        }
        return loop;
    }
}
