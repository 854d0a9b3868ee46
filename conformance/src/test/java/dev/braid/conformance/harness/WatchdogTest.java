package dev.braid.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.spi.StrandKind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

@LeaksOnPurpose("the threads of loops that hang")
class WatchdogTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final CaseLoops loops = new CaseLoops(new Combination(StrandKind.PLATFORM, HostKind.VIRTUAL_TIME), false);

    private static void blockForGood() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void codeThatTakesTooLongIsEndedWithADump() {
        for (boolean here : new boolean[] {false, true}) {
            Watchdog watchdog = new Watchdog("it", loops, SHORT, LONG);
            Throwable failure = assertThrows(
                    AssertionFailedError.class, () -> watchdog.watch(here, WatchdogTest::blockForGood));
            assertTrue(failure.getMessage().startsWith("it has not ended within 200 ms"), failure.getMessage());
            assertTrue(failure.getMessage().contains("WatchdogTest.blockForGood"), failure.getMessage());
            assertFalse(Thread.interrupted(), "the test's own thread is interrupted");
        }
    }

    @Test
    void codeThatEndsIsLeftAlone() throws Throwable {
        boolean[] ran = new boolean[2];
        new Watchdog("it", loops, LONG, LONG).watch(false, () -> ran[0] = true);
        new Watchdog("it", loops, LONG, LONG).watch(true, () -> ran[1] = true);
        assertTrue(ran[0] && ran[1]);
        assertFalse(Thread.interrupted());
    }

    @Test
    void whatTheCodeThrowsIsNotLost() {
        Boom boom = new Boom();
        for (boolean here : new boolean[] {false, true}) {
            assertSame(boom, assertThrows(Boom.class, () -> new Watchdog("it", loops, LONG, LONG).watch(here, () -> {
                throw boom;
            })));
        }
    }

    @Test
    void aLoopThatNobodyWakesIsNamedWithItsTasks() {
        EventLoop loop = loops.newLoop();
        Trace t = new Trace(loops);
        VoidCoroutine body = () -> {
            t.thread(() -> {}); // might wake the loop, for all that the harness knows
            Asyncio.createTask((VoidCoroutine) () -> loop.createFuture().await(), TaskOptions.named("forgotten")).await();
        };
        Watchdog watchdog = new Watchdog("it", loops, LONG, SHORT);
        Throwable failure = assertThrows(
                AssertionFailedError.class, () -> watchdog.watch(false, () -> loop.runUntilComplete(body::run)));
        assertTrue(failure.getMessage().startsWith("it hangs: nothing is ready"), failure.getMessage());
        assertTrue(failure.getMessage().contains("forgotten"), failure.getMessage());
    }

    @Test
    void aThreadLeftBehindIsFound() throws InterruptedException {
        Threads threads = Threads.before();
        Thread left = new Thread(WatchdogTest::blockForGood, "left behind");
        left.start();
        try {
            Throwable failure = assertThrows(AssertionFailedError.class, () -> threads.checkNoneIsLeft(1));
            assertTrue(failure.getMessage().contains("left behind"), failure.getMessage());
        } finally {
            left.interrupt();
            left.join();
        }
        threads.checkNoneIsLeft();
    }
}
