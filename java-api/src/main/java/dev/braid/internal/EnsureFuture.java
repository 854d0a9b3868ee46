package dev.braid.internal;

import dev.braid.Awaitable;
import dev.braid.Coroutine;
import dev.braid.SingleUseCoroutine;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import org.jspecify.annotations.Nullable;

/** {@code asyncio.ensure_future}: a future stays what it is, a coroutine or another awaitable becomes a task. */
public final class EnsureFuture {

    private EnsureFuture() {}

    /** The future for an argument; with no loop given, of the running or registered loop. */
    public static FutureImpl<?> of(Object argument, @Nullable EventLoopImpl loop) {
        if (argument instanceof FutureImpl<?> future) {
            return future;
        }
        Coroutine<?> body;
        if (argument instanceof Coroutine<?> coroutine) {
            body = coroutine;
        } else if (argument instanceof VoidCoroutine coroutine) {
            body = VoidBodies.of(coroutine);
        } else if (argument instanceof Awaitable<?> awaitable) {
            body = new AwaitBody<>(awaitable);
        } else {
            throw new IllegalArgumentException("cannot await " + argument
                    + ": it is neither an Awaitable nor a Coroutine; pass a task, a future or a lambda");
        }
        EventLoopImpl on = loop != null ? loop : CurrentLoop.require("schedule " + body);
        try {
            return (FutureImpl<?>) on.createTask(body, TaskOptions.DEFAULT);
        } catch (IllegalStateException refused) {
            if (body instanceof SingleUseCoroutine<?> once) {
                once.close();
            }
            throw refused;
        }
    }

    private record AwaitBody<T extends @Nullable Object>(Awaitable<T> awaitable) implements Coroutine<T> {
        @Override
        public T run() throws Exception {
            return awaitable.<Exception>await();
        }
    }
}
