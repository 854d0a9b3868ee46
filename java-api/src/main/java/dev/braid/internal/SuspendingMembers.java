package dev.braid.internal;

import dev.braid.AsyncContextManager;
import dev.braid.AsyncExitStack;
import dev.braid.AsyncGenerator;
import dev.braid.AsyncIterator;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.VoidCoroutine;
import dev.braid.spi.CoroutineProtocol;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The suspending members of types, as bodies: Kotlin's code cannot name them, they are hidden from it. */
public final class SuspendingMembers {

    /** What {@link #nextOrEnd} gives after the last element. */
    public static final Object END = GeneratorFrame.END;

    private SuspendingMembers() {}

    /** {@code iterator.hasNext()}, without a strand where possible. */
    public static CoroutineProtocol<Boolean> hasNext(EventLoopImpl loop, AsyncIterator<?> iterator) {
        if (iterator instanceof GeneratorIterator<?> elements) {
            CoroutineProtocol<@Nullable Object> fetch = elements.fetch();
            return new HasNext(elements, fetch);
        }
        return new JavaCall<>(loop, iterator::hasNext);
    }

    /** {@code iterator.next()}. */
    public static <T extends @Nullable Object> Coroutine<T> next(AsyncIterator<T> iterator) {
        return iterator::next;
    }

    /** The next element of an iterator nobody has asked {@code hasNext()}, or END; without a strand where possible. */
    public static CoroutineProtocol<@Nullable Object> nextOrEnd(EventLoopImpl loop, AsyncIterator<?> iterator) {
        if (iterator instanceof GeneratorIterator<?> elements) {
            return elements.steps();
        }
        return new JavaCall<>(loop, () -> iterator.hasNext() ? iterator.next() : END);
    }

    /** {@code generator.anext()}. */
    public static <T extends @Nullable Object> Coroutine<T> anext(AsyncGenerator<T, ?> generator) {
        return () -> generator.<Exception>anext();
    }

    /** {@code generator.anext(defaultValue)}. */
    public static <T extends @Nullable Object> Coroutine<T> anext(AsyncGenerator<T, ?> generator, T defaultValue) {
        return () -> generator.<Exception>anext(defaultValue);
    }

    /** {@code generator.asend(value)}. */
    public static <T extends @Nullable Object, S extends @Nullable Object> Coroutine<T> asend(
            AsyncGenerator<T, S> generator, S value) {
        return () -> generator.<Exception>asend(value);
    }

    /** {@code generator.athrow(error)}. */
    public static <T extends @Nullable Object> Coroutine<@Nullable T> athrow(
            AsyncGenerator<T, ?> generator, Throwable error) {
        return () -> generator.<Exception>athrow(error);
    }

    /** {@code generator.aclose()}. */
    public static Coroutine<@Nullable Void> aclose(AsyncGenerator<?, ?> generator) {
        return () -> {
            generator.<Exception>aclose();
            return null;
        };
    }

    /** {@code generator.forEach(action)}. */
    public static <T extends @Nullable Object> Coroutine<@Nullable Void> forEach(
            AsyncGenerator<T, ?> generator, Consumer<? super T> action) {
        return () -> {
            generator.forEach(action);
            return null;
        };
    }

    /** {@code manager.enter()}. */
    public static <T extends @Nullable Object> Coroutine<T> enter(AsyncContextManager<T> manager) {
        return manager::enter;
    }

    /** {@code manager.exit(error)}; an error that replaces the given one carries it. */
    public static Coroutine<Boolean> exit(AsyncContextManager<?> manager, @Nullable Throwable error) {
        return () -> error == null ? manager.exit(null) : ContextManagers.exit(manager, error);
    }

    /** {@code stack.enterAsyncContext(manager)}. */
    public static <T extends @Nullable Object> Coroutine<T> enterAsyncContext(
            AsyncExitStack stack, AsyncContextManager<T> manager) {
        return () -> stack.<T, Exception>enterAsyncContext(manager);
    }

    /** {@code stack.pushAsyncExit(exit)}. */
    public static void pushAsyncExit(AsyncExitStack stack, AsyncExitStack.Exit exit) {
        stack.pushAsyncExit(exit);
    }

    /** {@code stack.pushAsyncCallback(callback)}. */
    public static void pushAsyncCallback(AsyncExitStack stack, VoidCoroutine callback) {
        stack.pushAsyncCallback(callback);
    }

    /** {@code stack.aclose()}. */
    public static Coroutine<@Nullable Void> aclose(AsyncExitStack stack) {
        return () -> {
            stack.<Exception>aclose();
            return null;
        };
    }

    /** {@code loop.shutdownAsyncgens()}. */
    public static Coroutine<@Nullable Void> shutdownAsyncgens(EventLoop loop) {
        return () -> {
            loop.shutdownAsyncgens();
            return null;
        };
    }

    /** {@code loop.shutdownDefaultExecutor(timeout)}. */
    public static Coroutine<@Nullable Void> shutdownDefaultExecutor(EventLoop loop, @Nullable Duration timeout) {
        return () -> {
            loop.shutdownDefaultExecutor(timeout);
            return null;
        };
    }

    /** Fetches the element that next() will give. */
    private static final class HasNext implements CoroutineProtocol<Boolean> {

        private final GeneratorIterator<?> elements;
        private final @Nullable CoroutineProtocol<@Nullable Object> fetch;

        HasNext(GeneratorIterator<?> elements, @Nullable CoroutineProtocol<@Nullable Object> fetch) {
            this.elements = elements;
            this.fetch = fetch;
        }

        @Override
        public @Nullable Object send() throws Throwable {
            return fetch == null ? RETURNED : afterStep(fetch.send());
        }

        @Override
        public @Nullable Object throwIn(Throwable error) throws Throwable {
            if (fetch == null) {
                throw error;
            }
            return afterStep(fetch.throwIn(error));
        }

        private @Nullable Object afterStep(@Nullable Object awaited) {
            if (awaited == RETURNED) {
                elements.fetched(fetch.result());
            }
            return awaited;
        }

        @Override
        public void close() {}

        @Override
        public List<StackTraceElement> stack() {
            return fetch == null ? List.of() : fetch.stack();
        }

        @Override
        public Boolean result() {
            return elements.hasNext();
        }
    }
}
