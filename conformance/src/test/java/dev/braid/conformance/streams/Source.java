package dev.braid.conformance.streams;

import dev.braid.conformance.harness.Trace;
import dev.braid.io.BaseProtocol;
import dev.braid.io.ReadTransport;
import org.jspecify.annotations.Nullable;

/** A transport that tells when it is paused and resumed. */
class Source implements ReadTransport {

    private final Trace t;

    Source(Trace t) {
        this.t = t;
    }

    @Override
    public void pauseReading() {
        t.log("paused");
    }

    @Override
    public void resumeReading() {
        t.log("resumed");
    }

    // --- Nobody asks for the rest

    @Override
    public boolean isReading() {
        throw new AssertionError("not asked for");
    }

    @Override
    public @Nullable Object extraInfo(String name) {
        return null;
    }

    @Override
    public boolean isClosing() {
        throw new AssertionError("not asked for");
    }

    @Override
    public void close() {
        throw new AssertionError("not asked for");
    }

    @Override
    public @Nullable BaseProtocol protocol() {
        return null;
    }

    @Override
    public void setProtocol(BaseProtocol protocol) {
        throw new AssertionError("not asked for");
    }

    @Override
    public String toString() {
        return "a source";
    }
}
