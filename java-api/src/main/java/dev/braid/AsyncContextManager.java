package dev.braid;

import dev.braid.internal.ContextManagers;
import dev.braid.internal.VoidBodies;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something to enter before a block and to leave after it, where both may suspend: Python's {@code async with}. Use it
 * with {@link Asyncio#with(AsyncContextManager, Body)}.
 *
 * @param <T> what entering gives
 * @see "Python 3.15, contextlib.AbstractAsyncContextManager; cases CTXLIB-01 to CTXLIB-05, CTXLIB-24"
 */
public interface AsyncContextManager<T extends @Nullable Object> {

    /**
     * Enters. May suspend, and can be cancelled there.
     *
     * @return what the block is given
     * @throws Exception if it cannot be entered; the block is then not run, and {@link #exit} not called
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    T enter() throws Exception;

    /**
     * Leaves. May suspend, and can be cancelled there. Called once for each entry, also when the block is cancelled.
     *
     * @param error what the block threw, or null
     * @return true to suppress the error: the block then ends normally, without a value
     * @throws Exception in place of the block's error, which it then carries as suppressed
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    boolean exit(@Nullable Throwable error) throws Exception;

    /**
     * A manager from a generator with one {@code yield}: what stands before it enters, what stands after it leaves. An
     * error of the block is thrown out of {@code yield}; a body that catches it and returns suppresses it.
     *
     * <pre>{@code
     * AsyncContextManager<Connection> connection = AsyncContextManager.of(out -> {
     *     Connection opened = pool.get();
     *     try {
     *         out.yield(opened);
     *     } finally {
     *         pool.put(opened);
     *     }
     * });
     * }</pre>
     *
     * @param <T> what the body yields
     * @param body the body, not null; each entry runs it anew, so a manager may be used again after it was left
     * @return the manager
     * @see "Python 3.15, contextlib.asynccontextmanager; cases CTXLIB-01 to CTXLIB-10"
     */
    static <T extends @Nullable Object> AsyncContextManager<T> of(GeneratorBody<T, @Nullable Void> body) {
        return ContextManagers.of(Objects.requireNonNull(body, "body"));
    }

    /**
     * A manager that closes a generator when the block ends, by a {@code break} or an error too.
     *
     * @param <G> the generator
     * @param generator what the block is given and what is closed, not null
     * @return the manager
     * @see "Python 3.15, contextlib.aclosing; cases CTXLIB-21, CTXLIB-22"
     */
    static <G extends AsyncGenerator<?, ?>> AsyncContextManager<G> closing(G generator) {
        return ContextManagers.closing(Objects.requireNonNull(generator, "generator"));
    }

    /**
     * A manager that does nothing but give a value.
     *
     * @param <T> the type of the value
     * @param value what the block is given
     * @return the manager
     * @see "Python 3.15, contextlib.nullcontext; case CTXLIB-23"
     */
    static <T extends @Nullable Object> AsyncContextManager<T> nullContext(T value) {
        return ContextManagers.nullContext(value);
    }

    /**
     * A coroutine that runs another one inside a new manager each time: Python's use of a manager as a decorator.
     *
     * @param <R> what the coroutine returns
     * @param managers makes the manager of each run, not null
     * @param coroutine what runs inside, not null
     * @return the coroutine around it
     * @see "Python 3.15, contextlib.AsyncContextDecorator; cases CTXLIB-11, CTXLIB-12, CTXLIB-18"
     */
    static <R extends @Nullable Object> Coroutine<R> decorate(
            Supplier<? extends AsyncContextManager<?>> managers, Coroutine<R> coroutine) {
        Objects.requireNonNull(managers, "managers");
        Objects.requireNonNull(coroutine, "coroutine");
        return () -> ContextManagers.<Object, R, Exception>with(
                ContextManagers.erased(managers.get()), entered -> coroutine.run());
    }

    /**
     * {@link #decorate(Supplier, Coroutine)} of a coroutine without a value.
     *
     * @param managers makes the manager of each run, not null
     * @param coroutine what runs inside, not null
     * @return the coroutine around it
     */
    @kotlin.Deprecated(message = "Kotlin: use the function decorate", level = kotlin.DeprecationLevel.HIDDEN)
    static VoidCoroutine decorate(Supplier<? extends AsyncContextManager<?>> managers, VoidCoroutine coroutine) {
        Coroutine<@Nullable Void> decorated = decorate(managers, VoidBodies.of(coroutine));
        return decorated::run;
    }

    /**
     * The body of a generator that holds a new manager while it is iterated. When it is closed early, or something is
     * thrown into it, it closes the inner generator first and then leaves the manager. What is sent does not get inside.
     *
     * <pre>{@code
     * AsyncGenerator<Row, Void> rows = AsyncGenerator.of(AsyncContextManager.decorate(() -> transaction(), this::query));
     * }</pre>
     *
     * @param <T> the elements
     * @param <S> what the inner body would be sent: it gets null
     * @param managers makes the manager of each generator, not null
     * @param body what runs inside, not null
     * @return the body around it
     * @see "Python 3.15, contextlib.AsyncContextDecorator; cases CTXLIB-14 to CTXLIB-17"
     */
    static <T extends @Nullable Object, S extends @Nullable Object> GeneratorBody<T, S> decorate(
            Supplier<? extends AsyncContextManager<?>> managers, GeneratorBody<T, S> body) {
        Objects.requireNonNull(managers, "managers");
        Objects.requireNonNull(body, "body");
        return out -> ContextManagers.<Object, @Nullable Void, Exception>with(
                ContextManagers.erased(managers.get()), entered -> ContextManagers.relay(body, out));
    }
}
