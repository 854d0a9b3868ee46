package dev.braid.internal;

import dev.braid.Future;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Blocking code on its way through an executor, and the loop's future for it. */
final class ExecutorCall<T extends @Nullable Object> implements Runnable {

    private enum State {
        QUEUED,
        RUNNING,
        CANCELLED
    }

    private final EventLoopImpl loop;
    private final Callable<T> code;
    private final FutureImpl<T> future;

    // Decides between the worker that starts the code and the loop that cancels it.
    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);

    private ExecutorCall(EventLoopImpl loop, Callable<T> code) {
        this.loop = loop;
        this.code = code;
        this.future = new FutureImpl<>(loop);
    }

    static <T extends @Nullable Object> Future<T> submit(EventLoopImpl loop, Executor executor, Callable<T> code) {
        ExecutorCall<T> call = new ExecutorCall<>(loop, code);
        call.future.register(new InternalCallback() {
            @Override
            void done(FutureImpl<?> ended) {
                if (ended.cancelled() && call.state.compareAndSet(State.QUEUED, State.CANCELLED)) {
                    loop.host.expectWake(-1);
                }
            }
        });
        loop.host.expectWake(+1);
        try {
            executor.execute(call);
        } catch (Throwable refused) {
            loop.host.expectWake(-1);
            throw refused;
        }
        return call.future;
    }

    /** On a worker of the executor. */
    @Override
    public void run() {
        if (!state.compareAndSet(State.QUEUED, State.RUNNING)) {
            return;
        }
        T value = null;
        Throwable failure = null;
        try {
            value = code.call();
        } catch (Throwable error) {
            failure = error;
        }
        loop.readyFromAnyThread(new Finished<>(future, value, failure));
        loop.host.expectWake(-1);
    }

    private record Finished<T extends @Nullable Object>(
            FutureImpl<T> future, @Nullable T value, @Nullable Throwable failure) implements Ready {
        @Override
        public void runReady(EventLoopImpl loop) {
            if (future.done()) {
                return;
            }
            if (failure == null) {
                future.finishWith(value);
            } else {
                future.finishFailed(failure);
            }
        }

        @Override
        public boolean anyThread() {
            return true;
        }
    }
}
