package dev.braid.internal;

import dev.braid.Context;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the current context, and lets the engine enter one for a step.
 *
 * <p>The current context is a field of whatever runs: the engine names the task or callback of the calling thread
 * through {@link CarrierLookup}, so a step writes no thread-local for it. A thread on which no loop runs anything has
 * a context of its own, empty at first.
 *
 * <p>The engine wraps each step or callback in {@link #enter} and {@link #exit} with the context that the task or
 * handle was <em>created</em> with, not with its {@link ContextCarrier#context()}: a body suspended inside
 * {@link Context#run} has replaced that one and keeps it entered while it waits.
 */
public final class ContextSupport {

    private static final ContextAccess ACCESS = access();

    private static final ThreadLocal<ThreadCarrier> THREAD = ThreadLocal.withInitial(ThreadCarrier::new);

    // Set once, when the engine's class is initialised; a thread that runs engine code has seen that happen.
    private static @Nullable CarrierLookup lookup;

    private ContextSupport() {}

    /** Plugs in the engine. Called once, by its static initialiser. */
    public static void carrierLookup(CarrierLookup engine) {
        if (lookup != null) {
            throw new IllegalStateException("cannot plug in " + engine + ": the lookup of carriers is already "
                    + lookup + "; there is one engine per class loader");
        }
        lookup = Objects.requireNonNull(engine, "engine");
    }

    /** The task, callback or thread whose context is current for the caller. */
    public static ContextCarrier carrier() {
        CarrierLookup engine = lookup;
        ContextCarrier running = engine == null ? null : engine.current();
        return running != null ? running : THREAD.get();
    }

    /** The current context itself, not a copy. */
    public static Context current() {
        return carrier().context();
    }

    /** Whether somebody is inside the context, on whatever thread. */
    public static boolean isEntered(Context context) {
        return ACCESS.isEntered(context);
    }

    /**
     * Marks the context entered for one step or callback. Two loops that race for one context may both get in, as
     * this costs no atomic instruction; such a race loses the error, nothing else.
     *
     * @throws IllegalStateException if the context is already entered
     */
    public static void enter(Context context) {
        ACCESS.enter(context);
    }

    /** Ends what {@link #enter} began. */
    public static void exit(Context context) {
        ACCESS.exit(context);
    }

    private static ContextAccess access() {
        try {
            MethodHandles.lookup().ensureInitialized(Context.class);
        } catch (IllegalAccessException e) {
            throw new AssertionError("Context is public", e);
        }
        return Objects.requireNonNull(ContextAccess.registered(), "Context has not registered its access");
    }

    /** A thread's own context, for code outside of tasks and callbacks. */
    private static final class ThreadCarrier implements ContextCarrier {

        private Context context = new Context();

        @Override
        public Context context() {
            return context;
        }

        @Override
        public void context(Context next) {
            context = next;
        }
    }
}
