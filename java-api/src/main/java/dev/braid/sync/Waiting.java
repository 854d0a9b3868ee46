package dev.braid.sync;

import dev.braid.internal.WaitQueue;

/** The number of waiters, as every printed form here shows it. */
final class Waiting {

    private Waiting() {}

    static String text(WaitQueue waiters) {
        return waiters.isEmpty() ? "" : ", waiters:" + waiters.size();
    }
}
