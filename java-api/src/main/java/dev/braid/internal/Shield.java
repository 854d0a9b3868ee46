package dev.braid.internal;

import dev.braid.Future;
import org.jspecify.annotations.Nullable;

/** {@code asyncio.shield}: a future that can be cancelled without cancelling what it follows. */
public final class Shield {

    private Shield() {}

    /** The shield of an awaitable or coroutine. */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object> Future<T> of(Object argument) {
        FutureImpl<T> inner = (FutureImpl<T>) EnsureFuture.of(argument, null);
        if (inner.done()) {
            return inner;
        }
        EventLoopImpl loop = inner.loop;
        FutureImpl<T> outer = new FutureImpl<>(loop);
        TaskImpl<?> current = Running.loop() == null ? null : Running.loop().currentTask();
        if (current != null) {
            CallGraphEdges.add(inner, current);
        }
        InternalCallback follow = new InternalCallback() {
            @Override
            void done(FutureImpl<?> ended) {
                if (current != null) {
                    CallGraphEdges.remove(ended, current);
                }
                copy(ended, outer);
            }

            @Override
            public String toString() {
                return "shield";
            }
        };
        inner.register(follow);
        outer.register(new InternalCallback() {
            @Override
            void done(FutureImpl<?> ended) {
                if (inner.done()) {
                    return;
                }
                // A failure from now on is the inner future's own: nobody has looked at it here.
                inner.unregister(follow);
                if (current != null) {
                    CallGraphEdges.remove(inner, current);
                }
            }
        });
        return outer;
    }

    private static void copy(FutureImpl<?> inner, FutureImpl<?> outer) {
        if (outer.cancelled()) {
            return;
        }
        if (inner.cancelled()) {
            outer.cancelBy(inner.requestOfCancelled());
        } else if (inner.hasFailed()) {
            outer.finishFailed((Throwable) inner.resultOrError());
        } else {
            outer.finishWith(inner.resultOrError());
        }
    }
}
