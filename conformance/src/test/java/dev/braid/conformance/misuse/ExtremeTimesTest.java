package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;

/** Times and durations at the ends of what their types hold. */
class ExtremeTimesTest {

    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Those at the two ends were compared by a difference that does not fit into a long. */
    @Everywhere
    void timersAtBothEndsOfTheClockKeepTheirOrder() {
        EventLoop loop = Asyncio.runningLoop();
        Asyncio.sleep(SECOND);
        List<String> ran = new ArrayList<>();
        loop.callAt(Long.MAX_VALUE, () -> ran.add("never"));
        loop.callLater(FOR_EVER, () -> ran.add("never"));
        Asyncio.sleep(SECOND);
        loop.callLater(Duration.ofSeconds(Long.MIN_VALUE), () -> ran.add("long ago"));
        loop.callAt(Long.MIN_VALUE, () -> ran.add("at the beginning"));
        loop.callLater(Duration.ZERO, () -> ran.add("now"));
        Asyncio.sleep(SECOND);
        assertEquals(List.of("long ago", "at the beginning", "now"), ran);
    }

    @Everywhere
    void aDeadlineBeforeAllTimeHasPassed() {
        Asyncio.sleep(SECOND);
        assertThrows(TimeoutException.class, () -> Timeout.at(Long.MIN_VALUE, timeout -> {
            Asyncio.sleep(SECOND);
        }));
        assertEquals(1, Timeout.<Integer, RuntimeException>at(Long.MAX_VALUE, timeout -> {
            timeout.reschedule(Long.MAX_VALUE - 1);
            Asyncio.sleep(SECOND);
            return 1;
        }));
        assertThrows(TimeoutException.class, () -> Timeout.none(timeout -> {
            timeout.reschedule(Long.MIN_VALUE);
            Asyncio.sleep(SECOND);
        }));
    }

    @Everywhere
    void noCallbackIsSlowerThanForEver(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.setDebug(true);
        loop.setSlowCallbackDuration(FOR_EVER);
        assertEquals(FOR_EVER, loop.slowCallbackDuration());
        try (CaughtLog log = new CaughtLog()) {
            Asyncio.yieldNow();
            t.burn(SECOND);
            Asyncio.yieldNow();
            assertEquals(0, log.count(Level.WARNING));
            loop.setSlowCallbackDuration(Duration.ofSeconds(Long.MIN_VALUE));
            Asyncio.yieldNow();
            assertTrue(log.count(Level.WARNING) > 0, "everything is slower than this");
        }
    }
}
