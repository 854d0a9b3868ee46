package dev.braid.internal;

import dev.braid.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * What a generator's body that suspends by its own means waits for at its {@code yield}s: the next thing its consumer
 * sends. Whoever steps the body knows it, and waits for it in no other way; it is never done.
 */
public final class ElementFuture extends FutureImpl<@Nullable Object> {

    private @Nullable Object sent;

    /** The one of a body. On the loop. */
    public ElementFuture(EventLoop loop) {
        super((EventLoopImpl) loop);
    }

    /** The consumer goes on with this. */
    public void send(@Nullable Object value) {
        sent = value;
    }

    /** What {@code yield} returns. */
    public @Nullable Object takeSent() {
        Object taken = sent;
        sent = null;
        return taken;
    }

    /** Not this is cancelled, but the body, which is told here. */
    @Override
    boolean cancelBy(CancelRequestImpl request) {
        return false;
    }
}
