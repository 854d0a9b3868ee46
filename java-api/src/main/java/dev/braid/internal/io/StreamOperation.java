package dev.braid.internal.io;

import dev.braid.internal.FutureImpl;
import dev.braid.internal.Sleep;
import dev.braid.spi.CoroutineProtocol;
import org.jspecify.annotations.Nullable;

/**
 * An operation on a stream that may have to wait, written once for both faces: Java's waits on the caller's strand,
 * Kotlin's steps it as the coroutine that it is. Used once, by one task.
 *
 * @param <T> what it gives
 */
public abstract class StreamOperation<T extends @Nullable Object> implements CoroutineProtocol<T> {

    // Keeps the stream in use: one that nobody refers to any more is closed.
    private final Object user;

    private boolean waiting;

    /** An operation that has not begun, for a reader or a writer. */
    protected StreamOperation(Object user) {
        this.user = user;
    }

    /**
     * Goes on until it has to wait, or is done.
     *
     * @return the future to wait for, null to give way for one iteration, or {@link #RETURNED}
     */
    protected abstract @Nullable Object advance() throws Throwable;

    /** A wait is over, in whichever way. */
    protected void waited() {}

    // --- As a Java body

    /** Runs it in the calling task. */
    public final T await() {
        try {
            while (true) {
                Object awaited = advance();
                if (awaited == RETURNED) {
                    return result();
                }
                try {
                    await((FutureImpl<?>) awaited);
                } finally {
                    waited();
                }
            }
        } catch (Throwable error) {
            throw dev.braid.internal.Sneaky.<RuntimeException>rethrow(error);
        }
    }

    private static void await(@Nullable FutureImpl<?> future) {
        if (future == null) {
            Sleep.yieldNow();
        } else {
            future.await();
        }
    }

    @Override
    public final T run() {
        return await();
    }

    // --- As a coroutine that somebody steps

    @Override
    public final @Nullable Object send() throws Throwable {
        waitEnds();
        Object awaited = advance();
        waiting = awaited != RETURNED;
        return awaited;
    }

    @Override
    public final @Nullable Object throwIn(Throwable error) throws Throwable {
        waitEnds();
        throw error;
    }

    @Override
    public final void close() {
        waitEnds();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + user + "]";
    }

    private void waitEnds() {
        if (waiting) {
            waiting = false;
            waited();
        }
    }
}
