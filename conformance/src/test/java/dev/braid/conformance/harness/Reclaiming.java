package dev.braid.conformance.harness;

import java.lang.ref.Cleaner;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has the JVM reclaim what nobody refers to, and the engine notice. */
final class Reclaiming {

    // After one round a reference of the engine's may still be in the queue behind the sentinel's.
    private static final int ROUNDS = 3;

    private static final long NOTICED_WITHIN_MILLIS = 200;

    private static final int MOST_ATTEMPTS = 50;

    private Reclaiming() {}

    static void run() {
        Cleaner cleaner = enginesCleaner();
        for (int round = 0; round < ROUNDS; round++) {
            CountDownLatch noticed = new CountDownLatch(1);
            register(cleaner, noticed);
            awaitCollection(noticed);
        }
    }

    // A method of its own: the sentinel must not be in a frame that is alive.
    private static void register(Cleaner cleaner, CountDownLatch noticed) {
        cleaner.register(new Object(), noticed::countDown);
    }

    private static void awaitCollection(CountDownLatch noticed) {
        try {
            for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                System.gc();
                if (noticed.await(NOTICED_WITHIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new CaseBug("the JVM reclaimed nothing in " + MOST_ATTEMPTS + " collections");
    }

    // The sentinel has to go through the same queue and thread as the engine's references.
    private static Cleaner enginesCleaner() {
        try {
            Field field = Class.forName("dev.braid.internal.Unretrieved").getDeclaredField("CLEANER");
            field.setAccessible(true);
            return (Cleaner) field.get(null);
        } catch (ReflectiveOperationException moved) {
            throw new CaseBug("cannot see what the engine reclaims by: " + moved);
        }
    }
}
