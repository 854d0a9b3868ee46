package dev.braid.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code asyncio.sleep}. */
public final class Sleep {

    private Sleep() {}

    /** Suspends the calling task for a time; zero and negative give way for one iteration. */
    public static void suspend(Duration delay) {
        long nanos = Durations.nanos(delay);
        if (nanos <= 0) {
            yieldNow();
            return;
        }
        EventLoopImpl loop = Running.requireLoop("sleep");
        FutureImpl<@Nullable Object> wake = new FutureImpl<>(loop);
        WakeTimer timer = new WakeTimer(loop.timeNanos() + nanos, wake);
        loop.timers.add(timer);
        try {
            wake.await();
        } finally {
            loop.timers.remove(timer);
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

    /** Finishes a future when it is due. */
    private static final class WakeTimer extends Timer {

        private final FutureImpl<?> wake;

        WakeTimer(long whenNanos, FutureImpl<?> wake) {
            super(whenNanos);
            this.wake = wake;
        }

        @Override
        public void runReady(EventLoopImpl loop) {
            if (!wake.done()) {
                wake.finishWith(null);
            }
        }

        @Override
        public boolean cancelledReady() {
            return wake.done();
        }

        @Override
        public boolean anyThread() {
            return true;
        }
    }
}
