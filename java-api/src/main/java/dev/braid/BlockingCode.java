package dev.braid;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Code with a value for another thread. What takes a {@link Callable} or code without a value takes this too: it is both, so
 * that a lambda or a method reference that could be either, as {@code variable::get} or one that only throws, is this.
 * Nobody has to name it.
 *
 * @param <T> what the code returns
 * @see "Python 3.15, asyncio.to_thread, loop.run_in_executor; cases TOTHREAD-01, EXECUTOR-01"
 */
@FunctionalInterface
public interface BlockingCode<T extends @Nullable Object> extends Callable<T>, VoidCoroutine {

    /**
     * {@link #call()}, without the value.
     *
     * @throws Exception whatever the code throws
     */
    @Override
    default void run() throws Exception {
        call();
    }
}
