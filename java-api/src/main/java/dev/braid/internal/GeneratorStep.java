package dev.braid.internal;

import dev.braid.spi.CoroutineProtocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The step of an async generator that is under way, as a coroutine: its value is the next element, or END. One for all
 * steps of a generator, which has one at a time. {@link GeneratorFrame#prepare} comes first.
 */
final class GeneratorStep implements CoroutineProtocol<@Nullable Object> {

    private final GeneratorFrame<?, ?> frame;

    // The step has run to a wait that nobody has been told of.
    private boolean waits;

    private @Nullable Object element;

    GeneratorStep(GeneratorFrame<?, ?> frame) {
        this.frame = frame;
    }

    /** Runs the step as far as it goes: the element, END, or {@link GeneratorHandle#WAITS} if {@link #send} is to go on. */
    @Nullable Object begin() throws Throwable {
        if (frame.resume()) {
            waits = true;
            return GeneratorHandle.WAITS;
        }
        return frame.outcome();
    }

    @Override
    public @Nullable Object send() throws Throwable {
        if (waits) {
            waits = false;
            return frame.takeAwaited();
        }
        return go();
    }

    @Override
    public @Nullable Object throwIn(Throwable error) throws Throwable {
        frame.inject(error);
        return go();
    }

    private @Nullable Object go() throws Throwable {
        if (frame.resume()) {
            return frame.takeAwaited();
        }
        element = frame.outcome();
        return RETURNED;
    }

    @Override
    public void close() {
        // The generator is open still, and its loop closes it.
    }

    @Override
    public List<StackTraceElement> stack() {
        return frame.stack();
    }

    boolean onStrand() {
        return frame.strand() != null;
    }

    @Override
    public boolean stepsAnother() {
        return frame.stepsAnother();
    }

    @Override
    public @Nullable Object result() {
        Object taken = element;
        element = null;
        return taken;
    }
}
