package dev.braid.internal;

import dev.braid.CancelledError;
import dev.braid.Coroutine;
import org.jspecify.annotations.Nullable;

/** Blocks around a Java body: entering, the body, and leaving with or without its error. */
public final class Blocks {

    private Blocks() {}

    /** {@code await coroutine}: the body runs on the caller's stack. */
    public static <T extends @Nullable Object, X extends Exception> T inline(Coroutine<T> body) throws X {
        try {
            return body.run();
        } catch (Exception error) {
            throw Sneaky.<X>rethrow(error);
        }
    }

    /** {@code async with TaskGroup()}. */
    public static <T extends @Nullable Object> T inGroup(GroupMachine group, Coroutine<T> body) {
        group.enter();
        T value = null;
        Throwable error = null;
        try {
            value = body.run();
        } catch (Throwable thrown) {
            error = thrown;
        }
        group.bodyEnded(error);
        FutureImpl<?> members;
        while ((members = group.toAwait()) != null) {
            CancelledError cancelled = null;
            try {
                members.await();
            } catch (CancelledError thrown) {
                cancelled = thrown;
            }
            group.awaited(cancelled);
        }
        Throwable toThrow = group.finish(error);
        if (toThrow != null) {
            throw Sneaky.<RuntimeException>rethrow(toThrow);
        }
        return value;
    }

    /** {@code async with timeout()}. */
    public static <T extends @Nullable Object, X extends Exception> T inTimeout(
            TimeoutMachine timeout, Coroutine<T> body) throws X {
        timeout.enter();
        T value;
        try {
            value = body.run();
        } catch (Throwable thrown) {
            throw Sneaky.<X>rethrow(timeout.exit(thrown));
        }
        timeout.exit(null);
        return value;
    }
}
