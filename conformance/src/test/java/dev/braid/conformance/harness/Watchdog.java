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
    private final Duration mostIdle;

    Watchdog(String what, CaseLoops loops) {
        this(what, loops, MOST, MOST_IDLE);
    }

    Watchdog(String what, CaseLoops loops, Duration most, Duration mostIdle) {
        this.what = what;
        this.loops = loops;
        this.most = most;
        this.mostIdle = mostIdle;
    }

    /**
     * Runs code and waits for it.
     *
     * @param here on the calling thread, where it can only be interrupted; else on a thread that can be given up
     * @throws Throwable what the code throws, or an {@link AssertionFailedError} if it hangs
     */
    void watch(boolean here, Code code) throws Throwable {
        String hanging;
        Outcome outcome = new Outcome(code);
        if (here) {
            hanging = watchHere(outcome);
        } else {
            hanging = watchThread(outcome);
        }
        if (hanging != null) {
            throw new AssertionFailedError(hanging);
        }
        if (outcome.failure != null) {
            throw outcome.failure;
        }
    }

    private @Nullable String watchThread(Outcome outcome) throws InterruptedException {
        Thread runner = new Thread(outcome, what);
        runner.setDaemon(true);
        runner.start();
        String hanging = awaitEnd(runner);
        if (hanging != null) {
            runner.interrupt();
            runner.join(LAST_CHANCE_MILLIS);
        }
        return hanging;
    }

    private @Nullable String watchHere(Outcome outcome) throws InterruptedException {
        Thread runner = Thread.currentThread();
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
        outcome.run();
        watcher.interrupt();
        Thread.interrupted();
        watcher.join();
        return hanging[0];
    }

    /** Runs code and keeps what it throws. */
    private static final class Outcome implements Runnable {

        private final Code code;

        // Read after the thread that writes it has ended.
        private @Nullable Throwable failure;

        Outcome(Code code) {
            this.code = code;
        }

        @Override
        public void run() {
            try {
                code.run();
            } catch (Throwable thrown) {
                failure = thrown;
            }
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
                return Dump.of(what + " has not ended within " + most.toMillis() + " ms of real time", loops);
            }
            if (loops.idle().compareTo(mostIdle) > 0) {
                return Dump.of(what + " hangs: nothing is ready, no timer is set, and nobody has woken its loop for "
                        + mostIdle.toMillis() + " ms", loops);
            }
        }
    }
}
