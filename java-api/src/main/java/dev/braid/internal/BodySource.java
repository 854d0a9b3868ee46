package dev.braid.internal;

import dev.braid.Coroutine;
import dev.braid.spi.CoroutineProtocol;
import org.jspecify.annotations.Nullable;

/** A coroutine that runs anew each time it is started, by means of its own: a task steps what it makes for it. */
public interface BodySource<T extends @Nullable Object> extends Coroutine<T> {

    /** A coroutine for one task of the loop, not begun yet. */
    CoroutineProtocol<T> newBody(EventLoopImpl loop);
}
