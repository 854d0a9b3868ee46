package dev.braid.internal;

import dev.braid.CancelledError;
import dev.braid.Future;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Ties futures of a loop to Java's own, in both directions. */
final class StageBridge {

    private StageBridge() {}

    /** {@code asyncio.wrap_future}: a future of the loop that follows a stage. */
    static <T extends @Nullable Object> Future<T> follow(CompletionStage<T> stage, EventLoopImpl loop) {
        if (stage instanceof View<T> view && view.future.loop == loop) {
            return view.future;
        }
        FutureImpl<T> future = new FutureImpl<>(loop);
        stage.whenComplete((value, error) -> {
            // As in 3.15: on the loop at once, else in a later iteration.
            if (Running.loop() == loop) {
                copy(value, error, future);
            } else {
                loop.callSoonIfOpen(() -> copy(value, error, future));
            }
        });
        if (stage instanceof CompletableFuture<?> completable) {
            future.register(new InternalCallback() {
                @Override
                void done(FutureImpl<?> ended) {
                    if (ended.cancelled()) {
                        completable.cancel(true);
                    }
                }
            });
        }
        return future;
    }

    private static <T extends @Nullable Object> void copy(T value, @Nullable Throwable error, FutureImpl<T> future) {
        if (future.done()) {
            return;
        }
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause == null) {
            future.setResult(value);
        } else if (cause instanceof CancellationException) {
            future.cancel(cause.getMessage());
        } else if (cause instanceof CancelledError cancelled) {
            future.cancelAs(cancelled);
        } else {
            future.setException(cause);
        }
    }

    /** A view of a future for Java's libraries. */
    static <T extends @Nullable Object> CompletableFuture<T> view(FutureImpl<T> future) {
        View<T> view = new View<>(future);
        tie(future, view);
        return view;
    }

    /** Has each end follow the other. */
    static <T extends @Nullable Object> void tie(FutureImpl<T> future, CompletableFuture<T> view) {
        future.addDoneCallback(done -> {
            if (done.cancelled()) {
                view.cancel(false);
            } else {
                Throwable error = done.exception();
                if (error != null) {
                    view.completeExceptionally(error);
                } else {
                    view.complete(done.result());
                }
            }
        });
        view.whenComplete((value, error) -> {
            EventLoopImpl loop = future.loop;
            Runnable pass = () -> finish(future, value, error);
            if (Running.loop() == loop) {
                pass.run();
            } else {
                loop.callSoonIfOpen(pass);
            }
        });
    }

    private static <T extends @Nullable Object> void finish(FutureImpl<T> future, T value, @Nullable Throwable error) {
        if (future.done()) {
            return;
        }
        if (error instanceof CancellationException) {
            future.cancel();
        } else if (future instanceof TaskImpl) {
            // A task's body alone decides its outcome; a view completed by hand affects the view only.
            return;
        } else if (error != null) {
            future.setException(error);
        } else {
            future.setResult(value);
        }
    }

    /** What Java's libraries see of a future; following it gives the future itself. */
    private static final class View<T extends @Nullable Object> extends CompletableFuture<T> {

        final FutureImpl<T> future;

        View(FutureImpl<T> future) {
            this.future = future;
        }
    }
}
