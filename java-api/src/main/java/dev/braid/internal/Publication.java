package dev.braid.internal;

import dev.braid.AsyncGenerator;
import dev.braid.AsyncIterable;
import dev.braid.AsyncIterator;
import dev.braid.CancelledError;
import dev.braid.ExceptionContext;
import dev.braid.GeneratorExit;
import dev.braid.TaskOptions;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One subscription to elements of a loop: a task that iterates, begun by the first request, and gives each element when
 * there is demand for it. It looks one element ahead, so that the end is told without further demand.
 *
 * <p>{@link #request} and {@link #cancel} come from any thread; all signals but {@code onSubscribe} are given by the
 * task, one after the other.
 */
public final class Publication<T> implements Flow.Subscription {

    private final AsyncIterable<? extends T> source;
    private final EventLoopImpl loop;

    // Null from the end on: nobody keeps a subscriber that has been told, or has gone. Any thread.
    private final AtomicReference<Flow.@Nullable Subscriber<? super T>> subscriber;

    // What was asked for and not given; Long.MAX_VALUE for no limit. Any thread.
    private final AtomicLong demand = new AtomicLong();

    // onSubscribe has returned: no signal may come before. Any thread.
    private volatile boolean introduced;

    // A request that is none. Any thread.
    private volatile @Nullable IllegalArgumentException wrongRequest;

    // Touched on the loop.
    private @Nullable TaskImpl<?> task;
    private @Nullable FutureImpl<@Nullable Object> waiting;

    // The task is done with the elements and only cleans up, which nobody is to interrupt.
    private boolean leaving;

    private Publication(AsyncIterable<? extends T> source, EventLoopImpl loop, Flow.Subscriber<? super T> subscriber) {
        this.source = source;
        this.loop = loop;
        this.subscriber = new AtomicReference<>(subscriber);
    }

    /** A publisher of elements, iterated anew by each subscription. */
    public static <T> Flow.Publisher<T> publisher(AsyncIterable<? extends T> source, EventLoopImpl loop) {
        return subscriber -> {
            Objects.requireNonNull(subscriber, "subscriber");
            new Publication<T>(source, loop, subscriber).begin(subscriber);
        };
    }

    private void begin(Flow.Subscriber<? super T> newcomer) {
        try {
            newcomer.onSubscribe(this);
        } catch (Throwable thrown) {
            misbehaved(thrown);
            return;
        }
        introduced = true;
        if (loop.isClosed()) {
            loopClosed();
        } else if (isWanted()) {
            schedule(this::wake);
        }
    }

    // --- The subscriber's side: any thread

    @Override
    public void request(long n) {
        if (subscriber.get() == null) {
            return;
        }
        if (n <= 0) {
            wrongRequest = new IllegalArgumentException(
                    "cannot request " + n + " elements: rule 3.9 of Reactive Streams asks for a positive number; "
                            + "cancel() to have no more");
            wakeIfIntroduced();
        } else if (demand.getAndAccumulate(n, Publication::sum) == 0) {
            wakeIfIntroduced();
        }
    }

    private void wakeIfIntroduced() {
        if (introduced) {
            schedule(this::wake);
        }
    }

    private boolean isWanted() {
        return demand.get() > 0 || wrongRequest != null;
    }

    private static long sum(long had, long more) {
        long sum = had + more;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    @Override
    public void cancel() {
        if (subscriber.getAndSet(null) != null) {
            schedule(this::stop);
        }
    }

    private void schedule(Runnable code) {
        new DispatchedBlock(null, code, this::loopClosed).schedule(loop);
    }

    private void loopClosed() {
        fail(new IllegalStateException("cannot go on publishing: " + loop + " is closed; keep the loop open for as "
                + "long as there are subscribers"));
    }

    // --- On the loop

    /** There is demand, for the first time or again. */
    private void wake() {
        if (task == null) {
            if (subscriber.get() != null) {
                task = (TaskImpl<?>) loop.createTask(VoidBodies.of(this::publish), TaskOptions.DEFAULT);
            }
        } else if (waiting != null && !waiting.done()) {
            waiting.setResult(null);
        }
    }

    /** The subscriber has gone. */
    private void stop() {
        if (task != null && !task.done() && !leaving) {
            task.cancel("the subscription was cancelled");
        }
    }

    private void publish() throws Exception {
        try {
            iterate();
            leaving = true;
        } catch (GeneratorExit exit) {
            loopClosed();
            throw exit;
        } catch (CancelledError cancelled) {
            leaving = true;
            close(cancelled);
            fail(cancelled);
            throw cancelled;
        } catch (Throwable error) {
            leaving = true;
            close(error);
            fail(error);
            if (Fatal.leavesTheLoop(error)) {
                throw error;
            }
            return;
        }
        if (subscriber.get() == null) {
            close(null);
        } else {
            complete();
        }
    }

    private void iterate() throws Exception {
        AsyncIterator<? extends T> elements = source.iterator();
        while (elements.hasNext()) {
            awaitDemand();
            T element = elements.next();
            if (element == null) {
                throw new NullPointerException("cannot publish null: Reactive Streams has no such element; map it to "
                        + "another value first");
            }
            give(element);
            if (subscriber.get() == null) {
                return;
            }
        }
    }

    private void awaitDemand() {
        while (!isWanted()) {
            // Whoever adds to a demand of zero schedules a wake-up for later than this.
            FutureImpl<@Nullable Object> more = new FutureImpl<>(loop);
            waiting = more;
            more.await();
            waiting = null;
        }
        if (wrongRequest != null) {
            throw wrongRequest;
        }
        demand.updateAndGet(left -> left == Long.MAX_VALUE ? left : left - 1);
    }

    private void give(T element) {
        Flow.Subscriber<? super T> present = subscriber.get();
        if (present != null) {
            try {
                present.onNext(element);
            } catch (CancelledError | GeneratorExit interrupted) {
                throw interrupted; // the subscriber has awaited something, and the task is cancelled
            } catch (Throwable thrown) {
                misbehaved(thrown);
            }
        }
    }

    /** Closes a generator that is left before its end; its error is nobody's business but the first one's. */
    private void close(@Nullable Throwable because) throws Exception {
        if (source instanceof AsyncGenerator<?, ?> generator) {
            try {
                generator.<Exception>aclose();
            } catch (Throwable error) {
                if (because != null && because != error) {
                    because.addSuppressed(error);
                } else if (because == null) {
                    report("A publisher's source failed while it was closed", error);
                }
            }
        }
    }

    // --- The end

    private void complete() {
        Flow.Subscriber<? super T> last = subscriber.getAndSet(null);
        if (last != null) {
            try {
                last.onComplete();
            } catch (Throwable thrown) {
                report(MISBEHAVED, thrown);
            }
        }
    }

    /** Any thread. */
    private void fail(Throwable error) {
        Flow.Subscriber<? super T> last = subscriber.getAndSet(null);
        if (last != null) {
            try {
                last.onError(error);
            } catch (Throwable thrown) {
                report(MISBEHAVED, thrown);
            }
        }
    }

    /** The subscriber threw, which ends the subscription. Any thread. */
    private void misbehaved(Throwable thrown) {
        subscriber.set(null);
        report(MISBEHAVED, thrown);
    }

    private void report(String problem, Throwable error) {
        Runnable tell = () -> loop.callExceptionHandler(ExceptionContext.of(problem, error));
        new DispatchedBlock(null, tell, tell).schedule(loop);
    }

    private static final String MISBEHAVED = "A subscriber threw, which rule 2.13 of Reactive Streams forbids";

    @Override
    public String toString() {
        return "Publication[" + (subscriber.get() == null ? "ended" : "demand=" + demand) + "]";
    }
}
