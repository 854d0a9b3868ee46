package dev.braid.conformance.timeout;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.Timeout;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The running loop's clock, as the cases show it. */
final class Clock {

    private Clock() {}

    static long now() {
        return Asyncio.runningLoop().timeNanos();
    }

    static long in(Duration delay) {
        return now() + delay.toNanos();
    }

    /** The deadline as a time of the clock; null for none. */
    static @Nullable Duration when(Timeout timeout) {
        OptionalLong when = timeout.when();
        return when.isPresent() ? Duration.ofNanos(when.getAsLong()) : null;
    }

    /** How many cancellations the current task has been asked for. */
    static int requests() {
        Task<?> task = Objects.requireNonNull(Asyncio.currentTask());
        return task.cancelling();
    }
}
