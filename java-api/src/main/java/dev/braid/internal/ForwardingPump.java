package dev.braid.internal;

import dev.braid.spi.Pump;

/** A loop as a host below another host sees it: what an iteration answers is the upper one's affair, all else the loop's. */
public abstract class ForwardingPump implements Pump {

    /** The loop. */
    protected final Pump pump;

    protected ForwardingPump(Pump pump) {
        this.pump = pump;
    }

    @Override
    public final boolean hasIo() {
        return pump.hasIo();
    }

    @Override
    public final void awaitIo(long nanos) throws InterruptedException {
        pump.awaitIo(nanos);
    }

    @Override
    public final boolean pollIo() {
        return pump.pollIo();
    }

    @Override
    public final void wakeIo() {
        pump.wakeIo();
    }
}
