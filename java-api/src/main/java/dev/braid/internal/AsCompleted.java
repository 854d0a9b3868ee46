package dev.braid.internal;

import dev.braid.AsyncIterable;
import dev.braid.AsyncIterator;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.SingleUseCoroutine;
import dev.braid.StopAsyncIterationException;
import dev.braid.TimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code asyncio.as_completed}: its own iterator, so that a second loop goes on where the first one stopped. */
public final class AsCompleted<F extends Future<?>> implements AsyncIterable<F>, AsyncIterator<F> {

    private static final Object TOO_LATE = new Object();

    private final EventLoopImpl loop;
    private final @Nullable TaskImpl<?> waiter;

    // Not done yet, in the order they were given in.
    private final Set<FutureImpl<?>> todo = new LinkedHashSet<>();

    // Done and not given out; TOO_LATE stands for one that was not done in time.
    private final ArrayDeque<Object> done = new ArrayDeque<>();
    private final WaitQueue getters = new WaitQueue();
    private int left;
    private @Nullable Timer deadline;
    private final @Nullable Duration timeout;

    private final InternalCallback completion = new InternalCallback() {
        @Override
        void done(FutureImpl<?> future) {
            completed(future);
        }

        @Override
        public String toString() {
            return "asCompleted";
        }
    };

    private AsCompleted(EventLoopImpl loop, @Nullable Duration timeout) {
        this.loop = loop;
        this.waiter = Running.loop() == loop ? loop.currentTask() : null;
        this.timeout = timeout;
    }

    /** Schedules what is given and makes the iterator. */
    public static <F extends Future<?>> AsCompleted<F> of(Collection<?> given, @Nullable Duration timeout) {
        Objects.requireNonNull(given, "futures");
        EventLoopImpl loop = CurrentLoop.require("give awaitables as they complete");
        AsCompleted<F> items = new AsCompleted<>(loop, timeout);
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Object argument : given) {
            boolean anew = argument instanceof Coroutine && !(argument instanceof SingleUseCoroutine);
            if (anew || seen.add(argument)) {
                items.todo.add(Current.onLoop(argument, loop));
            }
        }
        items.start();
        return items;
    }

    private void start() {
        left = todo.size();
        for (FutureImpl<?> future : todo) {
            if (waiter != null) {
                CallGraphEdges.add(future, waiter);
            }
            future.register(completion);
        }
        if (timeout != null && left > 0) {
            Deadline timer = new Deadline();
            deadline = timer;
            loop.timers.add(timer, loop.timeNanos() + Durations.nanos(timeout));
        }
    }

    private void completed(FutureImpl<?> future) {
        if (!todo.remove(future)) {
            return;
        }
        removeEdge(future);
        offer(future);
        if (todo.isEmpty() && deadline != null) {
            loop.timers.remove(deadline);
            deadline = null;
        }
    }

    private void expired() {
        deadline = null;
        for (FutureImpl<?> late : todo) {
            late.unregister(completion);
            removeEdge(late);
            offer(TOO_LATE);
        }
        todo.clear();
    }

    private void offer(Object item) {
        done.addLast(item);
        WaitQueue.Waiter next;
        while ((next = getters.poll()) != null) {
            if (!next.done()) {
                next.wake();
                break;
            }
        }
    }

    private void removeEdge(FutureImpl<?> future) {
        if (waiter != null) {
            CallGraphEdges.remove(future, waiter);
        }
    }

    // --- Iterating

    @Override
    public AsyncIterator<F> iterator() {
        return this;
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    @SuppressWarnings("unchecked")
    public F next() {
        if (left == 0) {
            throw new StopAsyncIterationException("cannot give another one of " + this + ": all have been given");
        }
        left--;
        Object item;
        try {
            item = take();
        } catch (Throwable interrupted) {
            // The step was cancelled: the item it would have had is still to come.
            left++;
            throw interrupted;
        }
        if (item == TOO_LATE) {
            throw new TimeoutException("timed out after " + Durations.text(Durations.nanos(timeout))
                    + ": not all awaitables were done; they run on, cancel those that are not wanted");
        }
        return (F) item;
    }

    private Object take() {
        while (done.isEmpty()) {
            WaitQueue.Waiter turn = getters.join(loop);
            try {
                turn.await(this);
            } catch (Throwable error) {
                turn.cancel();
                getters.leave(turn);
                if (!done.isEmpty() && !turn.cancelled()) {
                    getters.wakeNext();
                }
                throw error;
            }
        }
        return done.removeFirst();
    }

    @Override
    public String toString() {
        return "AsCompleted[" + todo.size() + " running, " + left + " to give]";
    }

    private final class Deadline extends Timer {

        @Override
        public void runReady(EventLoopImpl loop) {
            expired();
        }

        @Override
        public boolean cancelledReady() {
            return deadline != this;
        }

        @Override
        public boolean anyThread() {
            return true;
        }
    }
}
