package dev.braid.internal;

import dev.braid.Context;
import dev.braid.Future;
import java.util.function.Consumer;

/** A user's callback on a future, with the context to run it in. */
record DoneCallback<T>(Consumer<? super Future<T>> function, Context context) {

    /** The ready entry that runs it once the future is done. */
    Ready ready(FutureImpl<T> future) {
        return new HandleImpl(new Call<>(function, future), context, future.loop.debugTrace("scheduled here"));
    }

    private record Call<T>(Consumer<? super Future<T>> function, FutureImpl<T> future) implements Runnable {
        @Override
        public void run() {
            function.accept(future);
        }

        @Override
        public String toString() {
            return ForeignText.of(function) + " of " + future;
        }
    }
}
