package dev.braid.internal;

import dev.braid.Context;
import org.jspecify.annotations.Nullable;

/** What the engine may do with a {@link Context} and users may not. {@code Context} registers the only instance. */
public abstract class ContextAccess {

    // Written once by Context's static initialiser, read once by ContextSupport's.
    private static @Nullable ContextAccess registered;

    /** Hands over the way in. Called by {@code Context}, once. */
    public static void register(ContextAccess access) {
        registered = access;
    }

    static @Nullable ContextAccess registered() {
        return registered;
    }

    /** Whether a run or a task step is inside the context now. */
    protected abstract boolean isEntered(Context context);

    /** Marks the context entered, or throws {@link IllegalStateException} if it is already. */
    protected abstract void enter(Context context);

    /** Takes the mark away. */
    protected abstract void exit(Context context);
}
