package dev.braid.internal;

import dev.braid.spi.CoroutineProtocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next element of an async generator, or END, for a consumer that suspends by its own means. Used once. */
final class GeneratorStep implements CoroutineProtocol<@Nullable Object> {

    private final GeneratorFrame<?, ?> frame;
    private boolean begun;
    private @Nullable Object element;

    GeneratorStep(GeneratorFrame<?, ?> frame) {
        this.frame = frame;
    }

    @Override
    public @Nullable Object send() throws Throwable {
        if (!begun) {
            begun = true;
            if (frame.state == GeneratorState.CLOSED) {
                element = GeneratorFrame.END;
                return RETURNED;
            }
            frame.prepare(null, null);
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
        Strand strand = frame.strand();
        return strand == null ? List.of() : TaskStack.ofStrand(strand);
    }

    @Override
    public @Nullable Object result() {
        return element;
    }
}
