package dev.braid.internal;

import dev.braid.Awaitable;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.ReturnWhen;
import dev.braid.TimeoutException;
import dev.braid.WaitResult;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code asyncio.wait} and {@code asyncio.wait_for}. */
public final class Waits {

    private Waits() {}

    /** Suspends until enough of the futures are done, or the time is up; neither cancels nor throws for them. */
    public static <F extends Future<?>> WaitResult<F> wait(
            Iterable<? extends F> given, @Nullable Duration timeout, ReturnWhen returnWhen) {
        Wait wait = begin(given, timeout, returnWhen);
        try {
            wait.released().await();
        } finally {
            wait.end();
        }
        return sorted(wait);
    }

    /** A wait that has begun; for the bridge, which suspends by its own means. */
    public interface Wait {

        /** What to await. */
        FutureImpl<?> released();

        /** Call it when that is over, in any case. */
        void end();

        /** What is waited for. */
        Collection<? extends Future<?>> futures();
    }

    /** Begins to watch futures; whoever called awaits {@link Wait#released()}, and then {@link #sorted sorts} them. */
    public static Wait begin(
            Iterable<? extends Future<?>> given, @Nullable Duration timeout, ReturnWhen returnWhen) {
        Objects.requireNonNull(returnWhen, "returnWhen");
        Set<Future<?>> futures = new LinkedHashSet<>();
        for (Future<?> future : Objects.requireNonNull(given, "futures")) {
            futures.add(Objects.requireNonNull(future, "cannot wait for null: give futures or tasks"));
        }
        if (futures.isEmpty()) {
            throw new IllegalArgumentException(
                    "cannot wait for an empty collection: nothing would ever be done; skip the call instead");
        }
        EventLoopImpl loop = Running.requireLoop("wait for futures");
        Watch watch = new Watch(loop, futures.size(), returnWhen);
        if (timeout != null) {
            watch.startTimer(Durations.nanos(timeout));
        }
        for (Future<?> future : futures) {
            watch.begin((FutureImpl<?>) future);
        }
        watch.futures = futures;
        return watch;
    }

    /** Who is done and who is not, each in the order given. */
    @SuppressWarnings("unchecked")
    public static <F extends Future<?>> WaitResult<F> sorted(Wait wait) {
        Set<F> done = new LinkedHashSet<>();
        Set<F> pending = new LinkedHashSet<>();
        for (Future<?> future : wait.futures()) {
            (future.done() ? done : pending).add((F) future);
        }
        return new WaitResult<>(done, pending);
    }

    /** Counts the futures that are still awaited and releases the waiter when it is time. */
    private static final class Watch extends InternalCallback implements Wait {

        final FutureImpl<@Nullable Object> released;
        private final EventLoopImpl loop;
        private final @Nullable TaskImpl<?> waiter;
        private final ReturnWhen returnWhen;
        private int left;
        private @Nullable Timer timer;
        private Collection<? extends Future<?>> futures = List.of();

        Watch(EventLoopImpl loop, int futures, ReturnWhen returnWhen) {
            this.loop = loop;
            this.waiter = loop.currentTask();
            this.released = new FutureImpl<>(loop);
            this.left = futures;
            this.returnWhen = returnWhen;
        }

        @Override
        void done(FutureImpl<?> future) {
            left--;
            if (left <= 0 || returnWhen == ReturnWhen.FIRST_COMPLETED
                    || returnWhen == ReturnWhen.FIRST_EXCEPTION && !future.cancelled() && hasFailed(future)) {
                stopTimer();
                release();
            }
            removeEdge(future);
        }

        /** Asking counts as looking at the error, as it does in asyncio. */
        private static boolean hasFailed(FutureImpl<?> future) {
            future.markRetrieved();
            return future.hasFailed();
        }

        void begin(FutureImpl<?> future) {
            addEdge(future);
            future.register(this);
        }

        @Override
        public FutureImpl<?> released() {
            return released;
        }

        @Override
        public void end() {
            stopTimer();
            for (Future<?> future : futures) {
                FutureImpl<?> watched = (FutureImpl<?>) future;
                watched.unregister(this);
                removeEdge(watched);
            }
        }

        @Override
        public Collection<? extends Future<?>> futures() {
            return futures;
        }

        void release() {
            if (!released.done()) {
                released.finishWith(null);
            }
        }

        void startTimer(long nanos) {
            Timer deadline = new WakeTimer(released);
            timer = deadline;
            loop.timers.add(deadline, loop.timeNanos() + nanos);
        }

        void stopTimer() {
            if (timer != null) {
                loop.timers.remove(timer);
                timer = null;
            }
        }

        void addEdge(FutureImpl<?> future) {
            if (waiter != null) {
                CallGraphEdges.add(future, waiter);
            }
        }

        void removeEdge(FutureImpl<?> future) {
            if (waiter != null) {
                CallGraphEdges.remove(future, waiter);
            }
        }

        @Override
        public String toString() {
            return "wait";
        }
    }

    /** Awaits something for at most a time; what is late is cancelled, and waited for. */
    public static <T extends @Nullable Object, X extends Exception> T waitFor(
            Object argument, @Nullable Duration timeout) throws X {
        if (timeout != null && Durations.nanos(timeout) <= 0) {
            return Waits.<T, X>withoutTime(argument);
        }
        TimeoutMachine limit =
                timeout == null ? TimeoutMachine.at(OptionalLong.empty()) : TimeoutMachine.after(timeout);
        return Blocks.<T, X>inTimeout(limit, () -> Waits.<T>awaitInline(argument));
    }

    @SuppressWarnings("unchecked")
    private static <T extends @Nullable Object> T awaitInline(Object argument) throws Exception {
        if (argument instanceof Coroutine<?> coroutine) {
            // In the calling task itself, as Python awaits a coroutine.
            return (T) coroutine.run();
        }
        return ((Awaitable<T>) argument).<Exception>await();
    }

    @SuppressWarnings("unchecked")
    private static <T extends @Nullable Object, X extends Exception> T withoutTime(Object argument) throws X {
        FutureImpl<T> future = (FutureImpl<T>) EnsureFuture.of(argument, null);
        if (!future.done()) {
            Wait late = cancelling(future);
            try {
                late.released().await();
            } finally {
                late.end();
            }
            try {
                return future.<X>result();
            } catch (CancelledError cancelled) {
                throw new TimeoutException("timed out after no time at all, waiting for " + future, cancelled);
            }
        }
        return future.<X>result();
    }

    /** Cancels a future and begins to wait until it is done, without sharing its cancellation. */
    public static Wait cancelling(FutureImpl<?> future) {
        Watch watch = new Watch(Running.requireLoop("wait for " + future), 1, ReturnWhen.ALL_COMPLETED);
        watch.begin(future);
        watch.futures = List.of(future);
        future.cancel();
        return watch;
    }
}
