package dev.braid.internal;

import dev.braid.spi.CoroutineProtocol;
import org.jspecify.annotations.Nullable;

/** Awaits a coroutine that suspends by its own means from a Java body: steps it, and waits for what it waits for. */
public final class InlineProtocol {

    private InlineProtocol() {}

    /** Runs the coroutine to its end in the calling task. */
    public static <T extends @Nullable Object> T run(CoroutineProtocol<T> coroutine) throws Exception {
        Strand strand = Running.strand();
        CoroutineProtocol<?> outer = null;
        if (strand != null) {
            outer = strand.inline;
            strand.inline = coroutine;
        }
        Throwable error = null;
        try {
            while (true) {
                Object awaited = error == null ? coroutine.send() : coroutine.throwIn(error);
                if (awaited == CoroutineProtocol.RETURNED) {
                    return coroutine.result();
                }
                error = await(awaited);
            }
        } catch (Throwable failure) {
            throw Sneaky.<Exception>rethrow(failure);
        } finally {
            if (strand != null) {
                strand.inline = outer;
            }
        }
    }

    private static @Nullable Throwable await(@Nullable Object awaited) {
        try {
            if (awaited == null) {
                Sleep.yieldNow();
            } else if (awaited instanceof FutureImpl<?> future) {
                future.await();
            } else {
                Sleep.yieldNow(); // as a task does before it tells the body
                return new IllegalStateException("cannot await " + awaited
                        + ": it is no Future of Braid; yield a Future, or null to give way once");
            }
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }
}
