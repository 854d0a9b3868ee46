package dev.braid.conformance.harness;

import dev.braid.spi.CoroutineProtocol;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A coroutine that a program brings itself: suspends on each of {@code waits} in turn, then returns "value". */
public final class ByHand implements CoroutineProtocol<String> {

    private final Trace t;
    private final Iterator<@Nullable Object> waits;

    public ByHand(Trace t, @Nullable Object... waits) {
        this.t = t;
        this.waits = Arrays.asList(waits).iterator();
    }

    @Override
    public @Nullable Object send() {
        t.log("send");
        return waits.hasNext() ? waits.next() : RETURNED;
    }

    @Override
    public @Nullable Object throwIn(Throwable error) throws Throwable {
        t.log("throw", error);
        throw error;
    }

    @Override
    public void close() {
        t.log("close");
    }

    @Override
    public String result() {
        return "value";
    }
}
