package dev.braid.internal.io;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.ExceptionGroup;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TimeoutException;
import dev.braid.internal.CallGraphEdges;
import dev.braid.internal.Fatal;
import dev.braid.internal.FutureImpl;
import dev.braid.sync.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Attempts at one thing, each begun when the one before has failed or has taken a while; the first to succeed wins, and
 * the others are cancelled. Asyncio's {@code staggered_race}.
 *
 * <p>Each attempt is a task, which makes the next one before it begins itself; so there is one task more than attempts, to
 * find that none is left.
 *
 * @param <T> what an attempt gives
 */
public final class StaggeredRace<T> {

    /**
     * How a race ended.
     *
     * @param <T> what an attempt gives
     * @param winner what the attempt gave that succeeded first; null if none did
     * @param winnerIndex which one that was; -1 if none did
     * @param errors for each attempt that was begun, in order, why it failed; null for the winner
     */
    public record Result<T>(@Nullable T winner, int winnerIndex, List<@Nullable Throwable> errors) {}

    private static final int NONE = -1;

    private final EventLoop loop;
    private final FutureImpl<?> caller;
    private final Iterator<? extends Coroutine<T>> attempts;
    private final @Nullable Duration delay;

    private final Set<Task<?>> running = new LinkedHashSet<>();
    private final List<@Nullable Throwable> errors = new ArrayList<>();
    private final List<Throwable> unexpected = new ArrayList<>();
    private @Nullable T winner;
    private int winnerIndex = NONE;

    // Set when no task is running any more; null unless the caller waits for that.
    private @Nullable Future<@Nullable Object> allEnded;

    private StaggeredRace(
            EventLoop loop, Task<?> caller, Iterator<? extends Coroutine<T>> attempts, @Nullable Duration delay) {
        this.loop = loop;
        this.caller = (FutureImpl<?>) caller;
        this.attempts = attempts;
        this.delay = delay;
    }

    /**
     * Runs a race to its end. Suspends, and can be cancelled there: then all attempts are cancelled and waited for.
     *
     * @param attempts each throws unless it succeeds; asked for when its turn has come
     * @param delay how long to wait for an attempt before the next one begins beside it; null waits for its end
     * @throws ExceptionGroup if a task of the race itself failed, which is a bug of an attempt: one that succeeds although
     *     it has been cancelled
     */
    public static <T> Result<T> run(
            EventLoop loop, Iterable<? extends Coroutine<T>> attempts, @Nullable Duration delay) {
        Task<?> caller = Asyncio.currentTask(loop);
        if (caller == null) {
            throw new IllegalStateException("cannot try addresses side by side on " + loop
                    + ": the caller is not one of its tasks, which could wait; use createTask");
        }
        return new StaggeredRace<T>(loop, caller, attempts.iterator(), delay).run();
    }

    private Result<T> run() {
        start(null);
        CancelledError cancelled = null;
        while (!running.isEmpty()) {
            Future<@Nullable Object> ended = loop.createFuture();
            allEnded = ended;
            try {
                ended.await();
            } catch (CancelledError error) {
                cancelled = error;
                cancelAllBut(null, error.message());
            }
            allEnded = null;
        }
        if (!unexpected.isEmpty()) {
            throw new ExceptionGroup("staggered race failed", unexpected);
        }
        if (cancelled != null) {
            throw cancelled;
        }
        return new Result<>(winner, winnerIndex, errors);
    }

    private void start(@Nullable Event previousFailed) {
        Event known = new Event();
        Task<?> task = loop.createTask(() -> runNext(known, previousFailed));
        CallGraphEdges.add((FutureImpl<?>) task, caller);
        running.add(task);
        task.addDoneCallback(this::ended);
        known.set();
    }

    // An eager task begins before it is among those that are running: it waits for that.
    private void runNext(Event known, @Nullable Event previousFailed) throws Exception {
        known.await();
        if (previousFailed != null) {
            try {
                Asyncio.waitFor(() -> {
                    previousFailed.await();
                }, delay);
            } catch (TimeoutException lasting) {
                // The one before goes on, and this one begins.
            }
        }
        if (!attempts.hasNext()) {
            return;
        }
        Coroutine<T> attempt = attempts.next();
        Event failed = new Event();
        start(failed);
        int index = errors.size();
        errors.add(null);
        T result;
        try {
            result = attempt.run();
        } catch (Throwable error) {
            if (Fatal.leavesTheLoop(error)) {
                throw error;
            }
            errors.set(index, error);
            failed.set();
            return;
        }
        if (winnerIndex != NONE) {
            throw new AssertionError("attempt " + index + " succeeded although it had been cancelled, for attempt "
                    + winnerIndex + " had won; an attempt must throw on what cancels it");
        }
        winnerIndex = index;
        winner = result;
        cancelAllBut(Asyncio.currentTask(loop), null);
    }

    private void cancelAllBut(@Nullable Task<?> spared, @Nullable Object message) {
        for (Task<?> task : List.copyOf(running)) {
            if (task != spared) {
                task.cancel(message);
            }
        }
    }

    private void ended(Future<?> task) {
        running.remove(task);
        CallGraphEdges.remove((FutureImpl<?>) task, caller);
        Future<@Nullable Object> waiter = allEnded;
        if (waiter != null && !waiter.done() && running.isEmpty()) {
            waiter.setResult(null);
        }
        Throwable error = task.cancelled() ? null : task.exception();
        if (error != null) {
            unexpected.add(error);
        }
    }
}
