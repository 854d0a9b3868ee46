package dev.braid.conformance.harness;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Ends a case that hangs, with a dump of its loops' tasks and of all threads. */
final class Watchdog {

    /** Seconds of real time that a case may take. */
    static final String LIMIT = "braid.conformance.seconds";

    private static final Duration MOST = Duration.ofSeconds(Long.getLong(LIMIT, 30));

    // A loop that nobody has announced a wake-up to, and that nobody woke for so long, will never go on.
    private static final Duration MOST_IDLE = Duration.ofSeconds(5);

    private static final long POLL_MILLIS = 100;
    private static final long LAST_CHANCE_MILLIS = 5_000;

    private final String what;
    private final CaseLoops loops;
    private final Duration most;

    Watchdog(String what, CaseLoops loops) {
        this(what, loops, MOST);
    }

    Watchdog(String what, CaseLoops loops, Duration most) {
        this.what = what;
        this.loops = loops;
        this.most = most;
    }

    /**
     * Runs code and waits for it.
     *
     * @param here on the calling thread, where it can be interrupted only; else on a thread that can be given up
     */
    void watch(boolean here, Runnable code) throws InterruptedException {
        Thread runner = here ? Thread.currentThread() : new Thread(code, what);
        if (!here) {
            runner.setDaemon(true);
            runner.start();
            String hanging = awaitEnd(runner);
            if (hanging != null) {
                runner.interrupt();
                runner.join(LAST_CHANCE_MILLIS);
                throw new AssertionFailedError(hanging);
            }
            return;
        }
        String[] hanging = new String[1];
        Thread watcher = new Thread(() -> {
            try {
                hanging[0] = awaitEnd(runner);
                runner.interrupt();
            } catch (InterruptedException ended) {
                // The code has ended in time.
            }
        }, "watchdog of " + what);
        watcher.setDaemon(true);
        watcher.start();
        code.run();
        watcher.interrupt();
        watcher.join();
        if (hanging[0] != null) {
            Thread.interrupted();
            throw new AssertionFailedError(hanging[0]);
        }
    }

    /** Waits until a thread has ended. Gives the dump if it hangs, else null. */
    private @Nullable String awaitEnd(Thread thread) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            thread.join(POLL_MILLIS);
            if (!thread.isAlive()) {
                return null;
            }
            if (System.nanoTime() - start > most.toNanos()) {
                return Dump.of(what + " has not ended within " + most.toSeconds() + " s of real time", loops);
            }
            if (loops.idle().compareTo(MOST_IDLE) > 0) {
                return Dump.of(what + " hangs: nothing is ready, no timer is set, and nobody has woken its loop for "
                        + MOST_IDLE.toSeconds() + " s", loops);
            }
        }
    }
}
