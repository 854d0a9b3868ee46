package dev.braid.internal;

/** Finishes a future when it is due. */
final class WakeTimer extends Timer {

    private final FutureImpl<?> wake;

    WakeTimer(FutureImpl<?> wake) {
        this.wake = wake;
    }

    @Override
    public void runReady(EventLoopImpl loop) {
        if (!wake.done()) {
            wake.finishWith(null);
        }
    }

    @Override
    public boolean cancelledReady() {
        return wake.done();
    }

    @Override
    public boolean anyThread() {
        return true;
    }
}
