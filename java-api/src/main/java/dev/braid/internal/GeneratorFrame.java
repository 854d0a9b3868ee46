package dev.braid.internal;

import dev.braid.ExceptionContext;
import dev.braid.GeneratorBody;
import dev.braid.GeneratorExit;
import dev.braid.GeneratorOutput;
import dev.braid.StopAsyncIterationException;
import org.jspecify.annotations.Nullable;

/**
 * The body of an async generator on a strand of its own. Whatever the body waits for, its consumer waits for in its
 * place, as Python's {@code await} passes a future up: so a generator needs to know nothing of its consumer's task, and
 * a cancellation of that task comes down to the body first.
 *
 * <p>The user's {@link dev.braid.AsyncGenerator} refers to this and not the other way round, so that a generator which
 * nobody holds any more can be noticed. Touched only by the loop of the first step.
 */
final class GeneratorFrame<T extends @Nullable Object, S extends @Nullable Object> implements GeneratorOutput<T, S>, Nested {

    /** What {@link #advance} returns when the body has ended. */
    static final Object END = new Object();

    /** Why the body gave control back. */
    private enum Signal {
        YIELDED,
        AWAITING,
        ENDED
    }

    private final GeneratorBody<T, S> body;

    GeneratorState state = GeneratorState.CREATED;

    // The loop and the strand of the first step.
    @Nullable EventLoopImpl loop;
    private @Nullable Strand strand;

    // Notices that the user has lost the generator. From the first step to the end of the body.
    OpenGenerators.@Nullable Lost lost;

    // From the body to the consumer: why it gave control back, and with what.
    private Signal signal = Signal.ENDED;
    private @Nullable Object yielded;
    private @Nullable FutureImpl<?> awaited;
    private @Nullable Throwable failure;

    // From the consumer to the body: what yield returns, or what it throws.
    private @Nullable Object sent;
    private @Nullable Throwable injected;

    GeneratorFrame(GeneratorBody<T, S> body) {
        this.body = body;
    }

    // --- On the consumer's side

    /**
     * Runs the body to its next element.
     *
     * @return the element, or {@link #END}
     */
    @Nullable Object advance(@Nullable Object value, @Nullable Throwable error) throws Throwable {
        prepare(value, error);
        Strand consumer = Running.strand();
        GeneratorFrame<?, ?> before = null;
        if (consumer != null) {
            before = consumer.stepping;
            consumer.stepping = this;
        }
        try {
            return run();
        } finally {
            if (consumer != null) {
                consumer.stepping = before;
            }
        }
    }

    /** Readies the body for its next step. */
    void prepare(@Nullable Object value, @Nullable Throwable error) {
        if (state == GeneratorState.CREATED) {
            begin();
        } else {
            requireItsLoop();
        }
        become(GeneratorState.RUNNING);
        sent = value;
        injected = error;
    }

    private @Nullable Object run() throws Throwable {
        while (resume()) {
            injected = awaitInItsPlace();
        }
        return outcome();
    }

    /** Lets the body run; true if it waits for {@link #takeAwaited()}, false if the step has an {@link #outcome()}. */
    boolean resume() {
        // The loop closes in the middle of this step and gives up the consumer's task.
        boolean givenUp = injected instanceof GeneratorExit && signal == Signal.AWAITING && !loop.isRunning();
        strand.resumeNested();
        if (signal == Signal.AWAITING && givenUp) {
            unwind();
            throw new IllegalStateException("cannot give up a step of " + this + ": async generator "
                    + "ignored GeneratorExit and waits for something else; let it pass in the body");
        }
        return signal == Signal.AWAITING;
    }

    /** What the body waits for. */
    @Nullable FutureImpl<?> takeAwaited() {
        FutureImpl<?> future = awaited;
        awaited = null;
        return future;
    }

    /** The wait is over with an error. */
    void inject(Throwable error) {
        injected = error;
    }

    /** The element that the body has yielded, or END if it has ended; throws what it threw. */
    @Nullable Object outcome() throws Throwable {
        if (signal == Signal.YIELDED) {
            become(GeneratorState.SUSPENDED);
            Object element = yielded;
            yielded = null;
            return element;
        }
        finish();
        Throwable thrown = failure;
        failure = null;
        if (thrown != null) {
            throw thrown;
        }
        return END;
    }

    @Override
    public @Nullable Strand strand() {
        return strand;
    }

    private void begin() {
        EventLoopImpl running = Running.requireLoopToIterate();
        loop = running;
        strand = running.strands().take(this);
        running.asyncgens.opened(this);
    }

    private void requireItsLoop() {
        EventLoopImpl running = Running.requireLoopToIterate();
        if (running != loop) {
            throw new IllegalStateException("cannot step " + this + ": it was begun on " + loop
                    + ", and the caller runs on " + running + "; use runCoroutineThreadsafe to reach that loop");
        }
    }

    private @Nullable Throwable awaitInItsPlace() {
        FutureImpl<?> future = takeAwaited();
        try {
            if (future == null) {
                Sleep.yieldNow();
            } else {
                future.await();
            }
            return null;
        } catch (Throwable error) {
            return error;
        }
    }

    private void finish() {
        strand = null;
        if (state != GeneratorState.CLOSED) {
            become(GeneratorState.CLOSED);
        }
        if (loop != null) {
            loop.asyncgens.closed(this);
        }
        forget();
    }

    private void forget() {
        if (lost != null) {
            lost.forget();
            lost = null;
        }
    }

    /** Ends a generator that has not started. */
    void closeUnstarted() {
        become(GeneratorState.CLOSED);
        forget();
    }

    /** The loop closes while the body is suspended: it gets GeneratorExit, and may not wait any more. */
    void destroy() {
        if (state == GeneratorState.SUSPENDED) {
            become(GeneratorState.RUNNING);
            unwind();
        }
    }

    /** Throws GeneratorExit out of whatever the body waits for or yields, until it has ended. */
    private void unwind() {
        for (int attempt = 0; attempt < Unwinding.MOST_EXITS; attempt++) {
            injected = new GeneratorExit();
            strand.resumeNested();
            if (signal == Signal.ENDED) {
                finish();
                return;
            }
        }
        String text = toString();
        finish();
        loop.callExceptionHandler(new ExceptionContext(
                "async generator ignored GeneratorExit", null, null, null, null, null, text));
    }

    void become(GeneratorState next) {
        assert state.canBecome(next) : this + " went from " + state + " to " + next;
        state = next;
    }

    // --- On the body's side

    @Override
    public void runBody() {
        Throwable error = injected;
        injected = null;
        if (error == null) {
            try {
                body.run(this);
            } catch (Throwable thrown) {
                error = thrown;
            }
        }
        failure = outOfTheBody(error);
        signal = Signal.ENDED;
    }

    /** An error of a body, as its consumer gets it: no body can raise what says that it has ended. */
    static @Nullable Throwable outOfTheBody(@Nullable Throwable error) {
        if (error instanceof StopAsyncIterationException) {
            return new IllegalStateException("async generator raised StopAsyncIterationException; "
                    + "return from the body to end it", error);
        }
        return error;
    }

    @Override
    @SuppressWarnings("unchecked")
    public S yield(T value) {
        Strand mine = strand;
        // Not Running.strand(), which remembers the strand it has found last: let that be the consumer's.
        if (mine == null || mine.thread != Thread.currentThread()) {
            throw new IllegalStateException("cannot yield " + value + ": the caller on thread "
                    + Thread.currentThread().getName() + " is not the generator's own body; yield from there, "
                    + "or pass elements to it through a Queue");
        }
        signal = Signal.YIELDED;
        yielded = value;
        switchOut(mine);
        Object received = sent;
        sent = null;
        return (S) received;
    }

    @Override
    public void await(@Nullable FutureImpl<?> future) {
        signal = Signal.AWAITING;
        awaited = future;
        switchOut(strand);
    }

    private void switchOut(Strand mine) {
        mine.requireRoom();
        try {
            mine.switchOut();
        } catch (PinnedAwait pinned) {
            throw new IllegalStateException("cannot leave the body of an async generator: a native method or a class "
                    + "initializer is on its stack; yield outside of it, or run with -Dbraid.strands=virtual");
        }
        Throwable error = injected;
        if (error != null) {
            injected = null;
            throw Sneaky.<RuntimeException>rethrow(error);
        }
    }

    @Override
    public String toString() {
        return "AsyncGenerator[" + state.word + ", body=" + ForeignText.of(body) + "]";
    }
}
