package dev.braid.internal;

import java.time.Duration;
import java.util.Objects;

/** {@code asyncio.sleep}. */
public final class Sleep {

    private Sleep() {}

    /** Suspends the calling task for a time; zero and negative give way for one iteration. */
    public static void suspend(Duration delay) {
        long nanos = Durations.nanos(Objects.requireNonNull(delay, "delay"));
        if (nanos <= 0) {
            yieldNow();
            return;
        }
        SleepFuture time = new SleepFuture(Running.requireLoop("sleep"), nanos);
        try {
            time.await();
        } finally {
            // It is in the queue still if the caller could not wait.
            time.stopTimer();
        }
    }

    /** Gives way for one iteration of the loop. */
    public static void yieldNow() {
        Strand strand = Running.strand();
        if (strand == null) {
            EventLoopImpl loop = Running.loop();
            throw Running.notATask(null, loop == null ? null : loop.currentTask());
        }
        strand.await(null);
    }
}
