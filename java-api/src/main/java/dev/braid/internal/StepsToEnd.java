package dev.braid.internal;

import dev.braid.GeneratorOutput;
import dev.braid.spi.CoroutineProtocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All of a generator's body as one coroutine, which gives each element to an output. For Java bodies, who await it inline. */
public final class StepsToEnd<T extends @Nullable Object> implements CoroutineProtocol<@Nullable Object> {

    private final GeneratorSteps steps;
    private final GeneratorOutput<T, ?> out;

    /** A run that has not begun. */
    public StepsToEnd(GeneratorSteps steps, GeneratorOutput<T, ?> out) {
        this.steps = steps;
        this.out = out;
    }

    @Override
    public @Nullable Object send() throws Throwable {
        steps.resume();
        while (steps.signal == GeneratorSteps.Signal.YIELDED) {
            giveElement();
            steps.resume();
        }
        if (steps.signal == GeneratorSteps.Signal.AWAITING) {
            return steps.takeAwaited();
        }
        Throwable thrown = steps.takeFailure();
        if (thrown != null) {
            throw thrown;
        }
        return RETURNED;
    }

    @SuppressWarnings("unchecked")
    private void giveElement() {
        try {
            steps.sent = out.yield((T) steps.takeElement());
        } catch (Throwable error) {
            steps.injected = error;
        }
    }

    @Override
    public @Nullable Object throwIn(Throwable error) throws Throwable {
        steps.injected = error;
        return send();
    }

    @Override
    public void close() {
        // Awaited inline, it ends with who awaits it.
    }

    @Override
    public List<StackTraceElement> stack() {
        return steps.stack();
    }

    @Override
    public boolean stepsAnother() {
        return steps.stepsAnother();
    }

    @Override
    public @Nullable Object result() {
        return null;
    }
}
