package dev.braid.internal;

import dev.braid.AsyncContextManager;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What an exit stack runs when it unwinds, the last one first. */
public final class ExitCallbacks {

    /** One of them. */
    @FunctionalInterface
    public interface Callback {
        boolean exit(@Nullable Throwable error) throws Exception;
    }

    private final ArrayDeque<Callback> stack = new ArrayDeque<>();

    public void push(Callback callback) {
        stack.push(callback);
    }

    public int size() {
        return stack.size();
    }

    /** Enters a manager, throwing what it throws. */
    public static <T extends @Nullable Object, X extends Exception> T enter(AsyncContextManager<T> manager) throws X {
        try {
            return manager.enter();
        } catch (Throwable error) {
            throw Sneaky.<X>rethrow(error);
        }
    }

    /**
     * Runs them all.
     *
     * @param error the block's error, or null
     * @return whether it was suppressed
     * @throws X an error that an exit threw and no later one suppressed
     */
    public <X extends Exception> boolean unwind(@Nullable Throwable error) throws X {
        Throwable passing = error;
        while (!stack.isEmpty()) {
            Callback callback = stack.pop();
            try {
                if (callback.exit(passing) && passing != null) {
                    passing = null;
                }
            } catch (Throwable thrown) {
                if (passing != null && thrown != passing) {
                    ContextManagers.keep(passing, thrown);
                }
                passing = thrown;
            }
        }
        if (passing != null && passing != error) {
            throw Sneaky.<X>rethrow(passing);
        }
        return error != null && passing == null;
    }
}
