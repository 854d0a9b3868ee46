package dev.braid.internal;

import dev.braid.GeneratorBody;
import dev.braid.GeneratorOutput;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A subscription whose elements a task takes one by one. The publisher's signals come from any thread, one after the
 * other; all calls to the publisher are made by the task.
 */
public final class SubscribedElements<T> implements Flow.Subscriber<T> {

    // What take() gives after the last element.
    private static final Object END = new Object();

    private final EventLoopImpl loop;

    // How many elements may be on the way or here before they are asked for.
    private final int ahead;

    // All below is guarded by this.
    private final ArrayDeque<T> here = new ArrayDeque<>();
    private Flow.@Nullable Subscription subscription;
    private long onTheWay;

    // No more elements come: the publisher has said so, or it has been found to break its rules.
    private boolean ended;
    private boolean endedByPublisher;
    private @Nullable Throwable failure;

    // The task does not want any more.
    private boolean left;

    // The task waits for a signal.
    private @Nullable FutureImpl<@Nullable Object> waiting;

    private SubscribedElements(EventLoopImpl loop, int ahead) {
        this.loop = loop;
        this.ahead = ahead;
    }

    /** A generator's body: subscribes, and cancels when it is left. */
    public static <T> GeneratorBody<T, @Nullable Void> body(Flow.Publisher<? extends T> publisher, int ahead) {
        Objects.requireNonNull(publisher, "publisher");
        if (ahead < 0) {
            throw new IllegalArgumentException("cannot request " + ahead + " elements ahead: the number is negative; "
                    + "0 requests each element when it is asked for");
        }
        return out -> new SubscribedElements<T>(Running.requireLoop("subscribe"), ahead).run(publisher, out);
    }

    // --- The task's side

    @SuppressWarnings("unchecked")
    private void run(Flow.Publisher<? extends T> publisher, GeneratorOutput<T, ?> out) {
        try {
            ((Flow.Publisher<T>) publisher).subscribe(this);
            Object element;
            while ((element = take()) != END) {
                out.yield((T) element);
            }
        } finally {
            leave();
        }
    }

    /** The next element, or END; throws what the publisher failed with. */
    private Object take() {
        while (true) {
            T element;
            synchronized (this) {
                element = here.pollFirst();
            }
            if (element == null || ahead > 0) {
                requestWhatIsDue();
            }
            if (element != null) {
                return element;
            }
            FutureImpl<@Nullable Object> signal;
            synchronized (this) {
                if (here.isEmpty() && ended) {
                    return end();
                }
                if (!here.isEmpty() || isRequestDue()) {
                    continue;
                }
                signal = waiting = new FutureImpl<>(loop);
            }
            signal.await();
        }
    }

    /** In batches, of half of what may be ahead. */
    private void requestWhatIsDue() {
        Flow.Subscription from;
        long wanted;
        synchronized (this) {
            if (!isRequestDue()) {
                return;
            }
            from = subscription;
            wanted = Math.max(ahead, 1) - here.size() - onTheWay;
            onTheWay += wanted;
        }
        from.request(wanted);
    }

    private boolean isRequestDue() {
        return subscription != null && !ended && here.size() + onTheWay <= ahead / 2;
    }

    private Object end() {
        if (failure != null) {
            throw Sneaky.<RuntimeException>rethrow(failure);
        }
        return END;
    }

    private void leave() {
        Flow.Subscription from;
        synchronized (this) {
            left = true;
            here.clear();
            from = endedByPublisher ? null : subscription;
        }
        if (from != null) {
            from.cancel();
        }
    }

    // --- The publisher's side: any thread

    @Override
    public void onSubscribe(Flow.Subscription given) {
        Objects.requireNonNull(given, "subscription");
        FutureImpl<@Nullable Object> waiter;
        synchronized (this) {
            if (subscription != null || left) {
                waiter = null;
            } else {
                subscription = given;
                waiter = takeWaiter();
                given = null;
            }
        }
        if (given != null) {
            given.cancel(); // one too many, or too late
        }
        wake(waiter);
    }

    @Override
    public void onNext(T element) {
        Objects.requireNonNull(element, "element");
        FutureImpl<@Nullable Object> waiter;
        synchronized (this) {
            if (left || ended) {
                return;
            }
            if (onTheWay == 0) {
                ended = true;
                failure = new IllegalStateException("cannot take " + element + ": the publisher gives more than was "
                        + "requested, which rule 1.1 of Reactive Streams forbids; put a buffer between");
            } else {
                onTheWay--;
                here.addLast(element);
            }
            waiter = takeWaiter();
        }
        wake(waiter);
    }

    @Override
    public void onError(Throwable error) {
        ended(Objects.requireNonNull(error, "error"));
    }

    @Override
    public void onComplete() {
        ended(null);
    }

    private void ended(@Nullable Throwable error) {
        FutureImpl<@Nullable Object> waiter;
        synchronized (this) {
            endedByPublisher = true;
            if (ended) {
                return;
            }
            ended = true;
            failure = error;
            waiter = takeWaiter();
        }
        wake(waiter);
    }

    private @Nullable FutureImpl<@Nullable Object> takeWaiter() {
        FutureImpl<@Nullable Object> waiter = waiting;
        waiting = null;
        return waiter;
    }

    private void wake(@Nullable FutureImpl<@Nullable Object> waiter) {
        if (waiter == null) {
            return;
        }
        Runnable signal = () -> {
            if (!waiter.done()) {
                waiter.setResult(null);
            }
        };
        if (loop.runsHere()) {
            signal.run();
        } else {
            // Where the loop is closed, nobody waits any more.
            new DispatchedBlock(null, signal, () -> { }).schedule(loop);
        }
    }

    @Override
    public synchronized String toString() {
        return "SubscribedElements[here=" + here.size() + ", onTheWay=" + onTheWay + (ended ? ", ended]" : "]");
    }
}
