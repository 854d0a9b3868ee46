package dev.braid.internal;

import dev.braid.GeneratorBody;
import org.jspecify.annotations.Nullable;

/** A generator's body that suspends by its own means: it is stepped wherever its consumer runs, and needs no strand. */
public interface SteppedBody<T extends @Nullable Object, S extends @Nullable Object> extends GeneratorBody<T, S> {

    /** {@return a run of the body that has not begun} */
    GeneratorSteps steps(EventLoopImpl loop);
}
