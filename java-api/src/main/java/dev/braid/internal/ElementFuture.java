package dev.braid.internal;

import dev.braid.EventLoop;
import dev.braid.GeneratorOutput;
import org.jspecify.annotations.Nullable;

/**
 * What a generator's body that suspends by its own means waits for at a {@code yield}: the next thing its consumer sends.
 * Whoever steps the body on the generator's strand yields the element there.
 */
public final class ElementFuture<T extends @Nullable Object, S extends @Nullable Object> extends FutureImpl<S> {

    private final GeneratorOutput<T, S> out;
    private final T element;

    /** An element that is to be yielded. On the loop. */
    public ElementFuture(EventLoop loop, GeneratorOutput<T, S> out, T element) {
        super((EventLoopImpl) loop);
        this.out = out;
        this.element = element;
    }

    /** Hands the element over and waits until the consumer goes on. On the generator's strand, once. */
    void yield() {
        finishWith(out.yield(element));
    }

    /** Not this is cancelled, but the body, which is told here. */
    @Override
    boolean cancelBy(CancelRequestImpl request) {
        return false;
    }
}
