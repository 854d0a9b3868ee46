package dev.braid.internal;

import dev.braid.Timeout;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the bridge may do with a {@link Timeout} and users may not. {@code Timeout} registers the only instance. */
public abstract class TimeoutAccess {

    // Written once by Timeout's static initialiser.
    private static @Nullable TimeoutAccess registered;

    /** Hands over the way in. Called by {@code Timeout}, once. */
    public static void register(TimeoutAccess access) {
        registered = access;
    }

    /** A timeout for a machine that the caller enters and leaves. */
    public static Timeout timeout(TimeoutMachine machine) {
        if (registered == null) {
            try {
                MethodHandles.lookup().ensureInitialized(Timeout.class);
            } catch (IllegalAccessException e) {
                throw new AssertionError("Timeout is public", e);
            }
        }
        return Objects.requireNonNull(registered, "Timeout has not registered its access").timeoutOf(machine);
    }

    /** A timeout for a machine. */
    protected abstract Timeout timeoutOf(TimeoutMachine machine);
}
