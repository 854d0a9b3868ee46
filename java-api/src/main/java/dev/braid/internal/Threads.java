package dev.braid.internal;

import dev.braid.CancelledError;
import dev.braid.Context;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Between the loop and other threads: {@code to_thread} and {@code run_coroutine_threadsafe}. */
public final class Threads {

    private Threads() {}

    /** Runs code in the default executor, in a copy of the caller's context, and suspends until it has ended. */
    public static <T extends @Nullable Object, X extends Exception> T call(Callable<T> code) throws X {
        return start(code).<X>await();
    }

    /** Starts what {@link #call} awaits. */
    public static <T extends @Nullable Object> FutureImpl<T> start(Callable<T> code) {
        EventLoopImpl loop = Running.requireLoop("run code in a thread");
        Context context = Context.copyCurrent();
        return (FutureImpl<T>) loop.<T>runInExecutor(null, () -> context.<T, Exception>run(code::call));
    }

    /** As {@link #call}, but a cancellation interrupts the worker, and the wait lasts until the code has ended. */
    public static <T extends @Nullable Object, X extends Exception> T callInterruptibly(Callable<T> code) throws X {
        EventLoopImpl loop = Running.requireLoop("run code in a thread");
        Context context = Context.copyCurrent();
        InterruptibleCall<T> call = new InterruptibleCall<>(() -> context.<T, Exception>run(code::call));
        FutureImpl<T> future = (FutureImpl<T>) loop.runInExecutor(null, call);
        CancelledError cancelled = null;
        while (!future.done()) {
            FutureImpl<@Nullable Object> ended = new FutureImpl<>(loop);
            InternalCallback wake = new InternalCallback() {
                @Override
                void done(FutureImpl<?> done) {
                    if (!ended.done()) {
                        ended.finishWith(null);
                    }
                }
            };
            future.register(wake);
            try {
                ended.await();
            } catch (CancelledError thrown) {
                cancelled = thrown;
                future.unregister(wake);
                if (!call.interrupt()) {
                    future.cancel();
                }
            }
        }
        if (cancelled != null) {
            future.markRetrieved();
            throw cancelled;
        }
        return future.<X>result();
    }

    /** Starts a coroutine on a loop that runs on another thread. */
    public static <T extends @Nullable Object> CompletableFuture<T> submit(Coroutine<T> coroutine, EventLoop loop) {
        EventLoopImpl on = (EventLoopImpl) Objects.requireNonNull(loop, "loop");
        on.requireOpen("start a coroutine on ");
        CompletableFuture<T> result = new CompletableFuture<>();
        on.callSoonThreadsafe(new Start<>(on, coroutine, result));
        return result;
    }

    /** A callback like a user's: it runs in the caller's context, and what it throws is reported. */
    private record Start<T extends @Nullable Object>(
            EventLoopImpl loop, Coroutine<T> coroutine, CompletableFuture<T> result) implements Runnable {
        @Override
        public void run() {
            try {
                // Cancelled already, the result cancels the task before its first step.
                StageBridge.tie((TaskImpl<T>) loop.createTask(coroutine), result);
            } catch (Throwable refused) {
                result.completeExceptionally(refused);
                throw refused;
            }
        }

        @Override
        public String toString() {
            return "start of " + coroutine;
        }
    }
}
