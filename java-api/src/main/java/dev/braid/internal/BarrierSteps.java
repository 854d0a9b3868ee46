package dev.braid.internal;

import dev.braid.sync.Barrier;
import dev.braid.sync.Condition;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a {@link Barrier}'s waits, for the bridge, which puts them together with its own way to suspend. All are
 * called with the condition's lock held. {@code Barrier} registers the only instance.
 */
public abstract class BarrierSteps {

    // Written once by Barrier's static initialiser.
    private static @Nullable BarrierSteps registered;

    /** Hands over the way in. Called by {@code Barrier}, once. */
    public static void register(BarrierSteps steps) {
        registered = steps;
    }

    /** The steps. The caller has a barrier, so its class is initialised. */
    public static BarrierSteps get() {
        return Objects.requireNonNull(registered, "there is a barrier, so its class is initialised");
    }

    /** Guards and announces every change. */
    public abstract Condition changedOf(Barrier barrier);

    /** Whether newcomers may come in. */
    public abstract boolean admits(Barrier barrier);

    /** Comes in, and returns the order of arrival; throws if the barrier is broken. */
    public abstract int arrive(Barrier barrier);

    /** Whether those who wait need to wait no longer. */
    public abstract boolean roundOver(Barrier barrier);

    /** Throws if the round did not end well. */
    public abstract void requirePassed(Barrier barrier);

    /** Goes out, after {@link #arrive}. */
    public abstract void leave(Barrier barrier);

    /** A reset. */
    public abstract void empty(Barrier barrier);

    /** An abort. */
    public abstract void shatter(Barrier barrier);
}
