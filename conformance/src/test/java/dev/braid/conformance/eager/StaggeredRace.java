package dev.braid.conformance.eager;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.KeyboardInterrupt;
import dev.braid.Task;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.VoidCoroutine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs coroutines until the first one succeeds. Each is started when the one before it has failed, or a delay after
 * that one was started, whichever comes first. Statement for statement what {@code asyncio.staggered.staggered_race}
 * of Python 3.15 does.
 */
final class StaggeredRace<T> {

    private final EventLoop loop = Asyncio.runningLoop();
    private final List<Coroutine<T>> candidates;
    private final @Nullable Duration delay;
    private final Set<Task<?>> runningTasks = new LinkedHashSet<>();
    private final List<@Nullable Throwable> errors = new ArrayList<>();
    private int next;
    private @Nullable Future<Void> allEnded;
    private @Nullable T winner;
    private @Nullable Integer winnerIndex;

    /**
     * A race that has not begun.
     *
     * @param candidates in the order in which they start
     * @param delay how long to wait for a candidate before the next one starts; null waits until it has failed
     */
    StaggeredRace(List<Coroutine<T>> candidates, @Nullable Duration delay) {
        this.candidates = candidates;
        this.delay = delay;
    }

    @Nullable T winner() {
        return winner;
    }

    @Nullable Integer winnerIndex() {
        return winnerIndex;
    }

    /** What the candidates that were started failed with, null for the winner. */
    List<@Nullable Throwable> errors() {
        return errors;
    }

    /** Runs the race; suspends until every task of it has ended. */
    void run() {
        Signal okToStart = new Signal();
        start(okToStart, null);
        okToStart.set();
        CancelledError cancelled = null;
        while (!runningTasks.isEmpty()) {
            allEnded = loop.createFuture();
            try {
                allEnded.await();
            } catch (CancelledError e) {
                cancelled = e;
                for (var task : runningTasks) {
                    task.cancel(e.message());
                }
            }
            allEnded = null;
        }
        if (cancelled != null) {
            throw cancelled;
        }
    }

    private void start(Signal okToStart, @Nullable Signal previousFailed) {
        VoidCoroutine runOne = () -> runOne(okToStart, previousFailed);
        var task = loop.createTask(runOne);
        runningTasks.add(task);
        task.addDoneCallback(this::taskDone);
    }

    private void taskDone(Future<?> task) {
        runningTasks.remove(task);
        if (allEnded != null && !allEnded.done() && runningTasks.isEmpty()) {
            allEnded.setResult(null);
        }
        if (!task.cancelled() && task.exception() != null) {
            throw new AssertionError(task.exception());
        }
    }

    private void runOne(Signal okToStart, @Nullable Signal previousFailed) {
        okToStart.await(); // an eager task must not go on before it is among the running ones
        if (previousFailed != null) {
            waitForAtMost(delay, previousFailed);
        }
        if (next == candidates.size()) {
            return;
        }
        int index = next++;
        Signal failed = new Signal();
        Signal nextOkToStart = new Signal();
        start(nextOkToStart, failed);
        nextOkToStart.set();
        errors.add(null);
        try {
            winner = candidates.get(index).run();
        } catch (KeyboardInterrupt e) {
            throw e;
        } catch (Throwable e) {
            errors.set(index, e);
            failed.set();
            return;
        }
        winnerIndex = index;
        for (var task : runningTasks) {
            if (task != Asyncio.currentTask()) {
                task.cancel();
            }
        }
    }

    private void waitForAtMost(@Nullable Duration delay, Signal signal) {
        if (delay == null) {
            signal.await();
            return;
        }
        try {
            Timeout.after(delay, timeout -> {
                signal.await();
            });
        } catch (TimeoutException tookTooLong) {
            // then the next one starts all the same
        }
    }

    /** What one task waits for and another sets: asyncio's Event, for one waiter. */
    private final class Signal {

        private final Future<Void> set = loop.createFuture();

        void set() {
            if (!set.done()) {
                set.setResult(null);
            }
        }

        void await() {
            set.await();
        }
    }
}
