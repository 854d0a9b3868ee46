package dev.braid.conformance.executor;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Pools whose threads bear a name, and code that tells which pool it runs in. */
final class NamedPool {

    private NamedPool() {}

    static ExecutorService of(String name, int threads) {
        return Executors.newFixedThreadPool(threads, code -> new Thread(code, name));
    }

    static String threadName() {
        return Thread.currentThread().getName();
    }

    /** Shuts a pool down and waits for its threads. */
    static void join(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        pool.awaitTermination(20, TimeUnit.SECONDS);
    }
}
