package dev.braid.internal;

import dev.braid.ExceptionContext;
import dev.braid.GeneratorBody;
import dev.braid.GeneratorExit;
import dev.braid.StopAsyncIterationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of an async generator and its steps. Whatever the body waits for, its consumer waits for in its
 * place, as Python's {@code await} passes a future up: so a generator needs to know nothing of its consumer's task, and
 * a cancellation of that task comes down to the body first.
 *
 * <p>The user's {@link dev.braid.AsyncGenerator} refers to this and not the other way round, so that a generator which
 * nobody holds any more can be noticed. Touched only by the loop of the first step.
 */
final class GeneratorFrame<T extends @Nullable Object, S extends @Nullable Object> {

    /** What {@link #advance} returns when the body has ended. */
    static final Object END = new Object();

    private final GeneratorBody<T, S> body;

    GeneratorState state = GeneratorState.CREATED;

    // From the first step to the end of the body: its loop, and how the body runs there.
    @Nullable EventLoopImpl loop;
    private @Nullable GeneratorSteps steps;

    final GeneratorStep step = new GeneratorStep(this);

    // Notices that the user has lost the generator. From the first step to the end of the body.
    OpenGenerators.@Nullable Lost lost;

    GeneratorFrame(GeneratorBody<T, S> body) {
        this.body = body;
    }

    /**
     * Runs the body to its next element, in a Java body or a callback.
     *
     * @return the element, or {@link #END}
     */
    @Nullable Object advance(@Nullable Object value, @Nullable Throwable error) throws Throwable {
        prepare(Running.requireLoopToIterate(), value, error);
        if (body instanceof SteppedBody) {
            return InlineProtocol.run(step);
        }
        Strand consumer = Running.strand();
        if (consumer == null) {
            return run();
        }
        GeneratorFrame<?, ?> before = consumer.stepping;
        consumer.stepping = this;
        try {
            return run();
        } finally {
            consumer.stepping = before;
        }
    }

    /**
     * Readies the body for its next step.
     *
     * @param running the loop that the caller runs on
     */
    void prepare(EventLoopImpl running, @Nullable Object value, @Nullable Throwable error) {
        if (state == GeneratorState.CREATED) {
            begin(running);
        } else if (running != loop) {
            throw new IllegalStateException("cannot step " + this + ": it was begun on " + loop
                    + ", and the caller runs on " + running + "; use runCoroutineThreadsafe to reach that loop");
        }
        become(GeneratorState.RUNNING);
        steps.sent = value;
        steps.injected = error;
    }

    private @Nullable Object run() throws Throwable {
        while (resume()) {
            steps.awaitInItsPlace();
        }
        return outcome();
    }

    /** Lets the body run; true if it waits for {@link #takeAwaited()}, false if the step has an {@link #outcome()}. */
    boolean resume() {
        // The loop closes in the middle of this step and gives up the consumer's task.
        boolean givenUp = steps.injected instanceof GeneratorExit && isAwaiting() && !loop.isRunning();
        steps.resume();
        if (givenUp && isAwaiting()) {
            unwind();
            throw new IllegalStateException("cannot give up a step of " + this + ": async generator "
                    + "ignored GeneratorExit and waits for something else; let it pass in the body");
        }
        return isAwaiting();
    }

    private boolean isAwaiting() {
        return steps.signal == GeneratorSteps.Signal.AWAITING;
    }

    /** What the body waits for. */
    @Nullable FutureImpl<?> takeAwaited() {
        return steps.takeAwaited();
    }

    /** The wait is over with an error. */
    void inject(Throwable error) {
        steps.injected = error;
    }

    /** The element that the body has yielded, or END if it has ended; throws what it threw. */
    @Nullable Object outcome() throws Throwable {
        if (steps.signal == GeneratorSteps.Signal.YIELDED) {
            become(GeneratorState.SUSPENDED);
            return steps.takeElement();
        }
        Throwable thrown = steps.takeFailure();
        finish();
        if (thrown != null) {
            throw outOfTheBody(thrown);
        }
        return END;
    }

    /** Where the body stands, oldest frame first. */
    List<StackTraceElement> stack() {
        return steps == null ? List.of() : steps.stack();
    }

    boolean stepsAnother() {
        return steps != null && steps.stepsAnother();
    }

    /** The strand that the body has to itself, if it is at work on one. */
    @Nullable Strand strand() {
        return steps == null ? null : steps.strand();
    }

    private void begin(EventLoopImpl running) {
        loop = running;
        steps = body instanceof SteppedBody<T, S> stepped ? stepped.steps(running) : new StrandSteps<>(running, body);
        running.asyncgens.opened(this);
    }

    private void finish() {
        steps = null;
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
            steps.injected = new GeneratorExit();
            steps.resume();
            if (steps.signal == GeneratorSteps.Signal.ENDED) {
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

    /** An error of a body, as its consumer gets it: no body can raise what says that it has ended. */
    static Throwable outOfTheBody(Throwable error) {
        if (error instanceof StopAsyncIterationException) {
            return new IllegalStateException("async generator raised StopAsyncIterationException; "
                    + "return from the body to end it", error);
        }
        return error;
    }

    @Override
    public String toString() {
        return "AsyncGenerator[" + state.word + ", body=" + ForeignText.of(body) + "]";
    }
}
