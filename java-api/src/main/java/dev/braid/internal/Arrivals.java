package dev.braid.internal;

import dev.braid.AsyncIterable;
import dev.braid.AsyncIterator;
import dev.braid.Future;
import dev.braid.StopAsyncIterationException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they end, for loops that take them one at a time. Whether more will come, the subclass
 * knows. Several loops share what arrives. Touched only by the loop.
 */
abstract class Arrivals<F extends Future<?>> implements AsyncIterable<F> {

    private static final Object NOTHING = new Object();

    final EventLoopImpl loop;
    private final ArrayDeque<F> arrived = new ArrayDeque<>();
    private final WaitQueue takers = new WaitQueue();

    Arrivals(EventLoopImpl loop) {
        this.loop = loop;
    }

    /** Whether another one will arrive. */
    abstract boolean moreToCome();

    /** Throws if the caller may not take one. */
    void requireTaker() {}

    /** One has been taken. */
    void taken() {}

    /** A loop has heard that there is no more. */
    void ended() {}

    final void arrive(F task) {
        arrived.addLast(task);
        takers.wakeNext();
    }

    /** Nothing will arrive any more: lets those who wait find out. */
    final void wakeAll() {
        takers.wake(takers.size());
    }

    final int size() {
        return arrived.size();
    }

    private @Nullable F take() {
        requireTaker();
        while (arrived.isEmpty()) {
            if (!moreToCome()) {
                ended();
                return null;
            }
            await();
        }
        F task = arrived.removeFirst();
        taken();
        return task;
    }

    private void await() {
        WaitQueue.Waiter turn = takers.join(loop);
        try {
            turn.await(this);
        } catch (Throwable error) {
            if (!arrived.isEmpty() && !turn.cancelled()) {
                // It was this one's turn: another must have it.
                takers.wakeNext();
            }
            throw error;
        } finally {
            takers.leave(turn);
        }
    }

    @Override
    public AsyncIterator<F> iterator() {
        return new Loop();
    }

    /** A loop over them; looks ahead only when asked whether there is another one. */
    private final class Loop implements AsyncIterator<F> {

        // The next one, NOTHING if nobody has asked, or null after the last.
        private @Nullable Object next = NOTHING;

        @Override
        public boolean hasNext() {
            if (next == NOTHING) {
                next = take();
            }
            return next != null;
        }

        @Override
        @SuppressWarnings("unchecked")
        public F next() {
            if (!hasNext()) {
                throw new StopAsyncIterationException(
                        "cannot give another one of " + Arrivals.this + ": all have been given; ask hasNext() first");
            }
            F task = (F) next;
            next = NOTHING;
            return task;
        }
    }
}
