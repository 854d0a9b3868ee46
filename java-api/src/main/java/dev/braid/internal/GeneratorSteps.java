package dev.braid.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the body of an async generator runs: from one signal to its consumer to the next. Its consumer reads the signal and
 * what came with it, and leaves what the body is to go on with. Touched only by the loop of the first step.
 */
public abstract class GeneratorSteps {

    /** Why the body gave control back. */
    public enum Signal {
        YIELDED,
        AWAITING,
        ENDED
    }

    /** Before the first step as after a yield. */
    protected Signal signal = Signal.YIELDED;

    /** YIELDED: the element. */
    protected @Nullable Object element;

    /** AWAITING: what the body waits for, null to give way for one iteration. */
    protected @Nullable FutureImpl<?> awaited;

    /** ENDED: the error, if it ended by one. */
    protected @Nullable Throwable failure;

    /** From the consumer: what yield returns. */
    protected @Nullable Object sent;

    /** From the consumer: what yield, or the await, throws instead. */
    protected @Nullable Throwable injected;

    /** Runs the body to its next signal. Throws nothing of the body's. */
    protected abstract void resume();

    /** Where the body stands, oldest frame first. */
    protected abstract List<StackTraceElement> stack();

    /** Whether it steps another coroutine right now; see {@link dev.braid.spi.CoroutineProtocol#stepsAnother}. */
    protected boolean stepsAnother() {
        return false;
    }

    /** The strand that the body has to itself, while it is at work; null for none. */
    @Nullable Strand strand() {
        return null;
    }

    final @Nullable Object takeElement() {
        Object taken = element;
        element = null;
        return taken;
    }

    final @Nullable FutureImpl<?> takeAwaited() {
        FutureImpl<?> taken = awaited;
        awaited = null;
        return taken;
    }

    final @Nullable Throwable takeFailure() {
        Throwable taken = failure;
        failure = null;
        return taken;
    }

    protected final @Nullable Throwable takeInjected() {
        Throwable taken = injected;
        injected = null;
        return taken;
    }

    protected final @Nullable Object takeSent() {
        Object taken = sent;
        sent = null;
        return taken;
    }

    /** Has the calling task wait for what the body waits for, and keeps the error that the wait ends with. */
    final void awaitInItsPlace() {
        FutureImpl<?> future = takeAwaited();
        try {
            if (future == null) {
                Sleep.yieldNow();
            } else {
                future.await();
            }
        } catch (Throwable error) {
            injected = error;
        }
    }
}
