package dev.braid.conformance.harness;

import java.lang.ref.Cleaner;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has the JVM reclaim what nobody refers to, and the engine notice.
 *
 * <p>The engine notices by its cleaners. A sentinel is registered with each: once it has been noticed, so has the
 * collection that found it. The references of one collection join a cleaner's queue in no particular order, those of
 * the next one after them; so when the sentinels of a second collection are noticed, all of the first are in the
 * queues, and when the cleaners' threads wait after that, all of them have been dealt with.
 */
final class Reclaiming {

    private static final int COLLECTIONS = 2;
    private static final long NOTICED_WITHIN_MILLIS = 200;
    private static final int MOST_ATTEMPTS = 50;
    private static final List<String> OWNERS =
            List.of("dev.braid.internal.Reclaimed", "dev.braid.internal.OpenGenerators");

    private static final List<Cleaner> CLEANERS = enginesCleaners();

    private Reclaiming() {}

    static void run() {
        try {
            List<Sentinel> noticed = List.of();
            for (int collection = 0; collection < COLLECTIONS; collection++) {
                noticed = collect();
            }
            for (Sentinel sentinel : noticed) {
                sentinel.awaitIdleThread();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CaseBug("interrupted while waiting for the JVM to reclaim what nobody refers to");
        }
    }

    private static List<Sentinel> collect() throws InterruptedException {
        List<Sentinel> sentinels = new ArrayList<>();
        for (Cleaner cleaner : CLEANERS) {
            sentinels.add(Sentinel.register(cleaner));
        }
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            System.gc();
            boolean all = true;
            for (Sentinel sentinel : sentinels) {
                all &= sentinel.awaitNoticed();
            }
            if (all) {
                return sentinels;
            }
        }
        throw new CaseBug("the JVM reclaimed nothing in " + MOST_ATTEMPTS + " collections");
    }

    private static List<Cleaner> enginesCleaners() {
        List<Cleaner> cleaners = new ArrayList<>();
        for (String owner : OWNERS) {
            try {
                Field field = Class.forName(owner).getDeclaredField("CLEANER");
                field.setAccessible(true);
                cleaners.add((Cleaner) field.get(null));
            } catch (ReflectiveOperationException moved) {
                throw new CaseBug("cannot see what the engine reclaims by: " + moved);
            }
        }
        return cleaners;
    }

    /** What a cleaner runs for an object that nobody refers to. */
    private static final class Sentinel implements Runnable {

        private final CountDownLatch noticed = new CountDownLatch(1);
        private volatile Thread cleaner;

        static Sentinel register(Cleaner cleaner) {
            Sentinel sentinel = new Sentinel();
            cleaner.register(new Object(), sentinel);
            return sentinel;
        }

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
