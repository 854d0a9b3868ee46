package dev.braid.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What refused and abandoned calls must not leave behind, and what a closing loop must not lose. */
@Timeout(60)
class LeftoversTest {

    private final EventLoopImpl loop = new EventLoopImpl(VirtualTime.host(), null);

    @Test
    void aSleepThatIsRefusedLeavesNoTimer() {
        loop.callSoon(() -> {
            assertThrows(IllegalStateException.class, () -> Asyncio.sleep(Duration.ofDays(1)));
            loop.stop();
        });
        loop.runForever();
        assertTrue(loop.timers.isEmpty());
        loop.close();
    }

    @Test
    void aSleepThatEndsOrIsCancelledLeavesNoTimer() {
        loop.runUntilComplete(() -> {
            Asyncio.sleep(Duration.ofSeconds(1));
            var task = Asyncio.createTask(() -> Asyncio.sleep(Duration.ofDays(1)));
            Asyncio.yieldNow();
            task.cancel();
            Asyncio.yieldNow();
            assertTrue(task.cancelled());
        });
        assertTrue(loop.timers.isEmpty());
        loop.close();
    }

    /** The future was reclaimed while the loop did not run: whoever closes the loop hears of the error. */
    @Test
    void aFailureThatNobodyHasSeenIsReportedByALoopThatNeverRunsAgain() {
        List<Throwable> reported = new ArrayList<>();
        loop.setExceptionHandler((on, problem) -> reported.add(problem.exception()));
        Exception error = new Exception("a");
        FutureImpl<Object> future = new FutureImpl<>(loop);
        Unretrieved reclaimed = Unretrieved.watch(future, error);
        reclaimed.run();
        assertEquals(List.of(), reported, "not on the thread that reclaims");
        loop.close();
        assertEquals(List.of(error), reported);
        reclaimed.run();
        assertEquals(List.of(error), reported);
    }
}
