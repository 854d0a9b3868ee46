package dev.braid.internal;

/** In debug mode: runs an entry and reports one that took too long. */
final class SlowCallbacks {

    private static final System.Logger LOG = System.getLogger("dev.braid");

    private SlowCallbacks() {}

    static void run(EventLoopImpl loop, Ready entry) {
        long start = loop.host.timeNanos();
        try {
            entry.runReady(loop);
        } finally {
            long took = loop.host.timeNanos() - start;
            if (took >= loop.slowCallbackDuration().toNanos()) {
                LOG.log(System.Logger.Level.WARNING,
                        "Executing {0} took {1} ms; blocking code belongs in Asyncio.toThread", entry, took / 1_000_000);
            }
        }
    }
}
