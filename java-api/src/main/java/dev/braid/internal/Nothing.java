package dev.braid.internal;

/** An entry that does nothing: it makes the loop run an iteration. */
enum Nothing implements Ready {
    INSTANCE;

    @Override
    public void runReady(EventLoopImpl loop) {}

    @Override
    public boolean anyThread() {
        return true;
    }
}
