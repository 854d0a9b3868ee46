package dev.braid.internal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the bridge shows as something of Kotlin's, and can be shut down: a queue as a channel. */
public abstract class Viewed extends LoopBound {

    /**
     * What it is shown as.
     *
     * @hidden
     */
    public interface View {
        /** The object has been shut down. Called where that was asked, at the first time. */
        void shutDown();
    }

    // Made for the first who asks, on any thread; told by whoever shuts down.
    private volatile @Nullable View view;

    /** For the types of {@code dev.braid.sync}. */
    protected Viewed() {}

    /**
     * Whether it is shut down.
     *
     * @hidden
     */
    protected abstract boolean isShutDown();

    /**
     * It has just been shut down.
     *
     * @hidden
     */
    protected final void tellShutDown() {
        View present = view;
        if (present != null) {
            present.shutDown();
        }
    }

    /**
     * Whether the object is shut down.
     *
     * @hidden
     */
    public static boolean isShutDown(Viewed object) {
        return object.isShutDown();
    }

    /**
     * The one view of an object; made if there is none.
     *
     * @hidden
     */
    @SuppressWarnings("unchecked")
    public static <V extends View> V viewOf(Viewed object, Supplier<V> maker) {
        synchronized (object) {
            View present = object.view;
            if (present == null) {
                present = maker.get();
                object.view = present;
            }
            return (V) present;
        }
    }
}
