package dev.braid.conformance.harness;

import dev.braid.internal.Reclaimed;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has the JVM reclaim what nobody refers to, and the engine notice.
 *
 * <p>The engine notices by its cleaner. A sentinel is registered with that: once it has been noticed, so has the
 * collection that found it. The references of one collection join the cleaner's queue in no particular order, those of
 * the next one after them; so when the sentinel of a second collection is noticed, all of the first are in the queue,
 * and when the cleaner's thread waits after that, all of them have been dealt with.
 */
final class Reclaiming {

    private static final int COLLECTIONS = 2;
    private static final long NOTICED_WITHIN_MILLIS = 200;
    private static final int MOST_ATTEMPTS = 50;

    private Reclaiming() {}

    static void run() {
        try {
            Sentinel noticed = collect();
            for (int more = COLLECTIONS - 1; more > 0; more--) {
                noticed = collect();
            }
            noticed.awaitIdleThread();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CaseBug("interrupted while waiting for the JVM to reclaim what nobody refers to");
        }
    }

    private static Sentinel collect() throws InterruptedException {
        Sentinel sentinel = new Sentinel();
        Reclaimed.CLEANER.register(new Object(), sentinel);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            System.gc();
            if (sentinel.awaitNoticed()) {
                return sentinel;
            }
        }
        throw new CaseBug("the JVM reclaimed nothing in " + MOST_ATTEMPTS + " collections");
    }

    /** What the cleaner runs for an object that nobody refers to. */
    private static final class Sentinel implements Runnable {

        private final CountDownLatch noticed = new CountDownLatch(1);
        private volatile Thread cleaner;

        @Override
        public void run() {
            cleaner = Thread.currentThread();
            noticed.countDown();
        }

        boolean awaitNoticed() throws InterruptedException {
            return noticed.await(NOTICED_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        }

        /** Waits until the cleaner's thread waits for references: it blocks on nothing else for any length of time. */
        void awaitIdleThread() {
            while (cleaner.getState() != Thread.State.WAITING && cleaner.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
                Thread.yield();
            }
        }
    }
}
