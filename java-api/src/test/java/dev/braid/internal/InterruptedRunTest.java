package dev.braid.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.spi.StrandKind;
import dev.braid.testing.VirtualTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interrupting the thread that runs a loop, which may have put the loop on another thread. */
@Timeout(60)
class InterruptedRunTest {

    static List<StrandKind> kinds() {
        return StrandKinds.available();
    }

    // The caller's, after the run.
    private final AtomicReference<Throwable> thrown = new AtomicReference<>();
    private volatile boolean interruptedAfterwards;

    private Thread run(EventLoopImpl loop) {
        Thread caller = new Thread(() -> {
            try {
                loop.runForever();
            } catch (Throwable error) {
                thrown.set(error);
            }
            interruptedAfterwards = Thread.currentThread().isInterrupted();
        });
        caller.start();
        return caller;
    }

    private static void pass(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Race: the second interrupt, against a step that goes on. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aSecondInterruptDoesNotFreeTheCallerWhileTheLoopRuns(StrandKind kind) throws InterruptedException {
        EventLoopImpl loop = new EventLoopImpl(VirtualTime.host(), kind);
        CountDownLatch inStep = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        loop.createTask(() -> {
            inStep.countDown();
            pass(goOn);
            Asyncio.createFuture().await();
        });
        loop.setExceptionHandler((on, problem) -> {});
        Thread caller = run(loop);
        inStep.await();
        for (int i = 0; i < 3; i++) {
            caller.interrupt();
            caller.join(20);
            assertTrue(caller.isAlive(), "its loop is in a step still");
        }
        goOn.countDown();
        caller.join();
        assertInstanceOf(InterruptedException.class, thrown.get());
        assertFalse(loop.isRunning());
        loop.close();
    }

    /** Race: the interrupt, against a step that is busy on a thread which is another one's carrier. */
    @ParameterizedTest
    @MethodSource("kinds")
    void anInterruptDuringABusyStepEndsTheRunWhenTheLoopWouldWait(StrandKind kind) throws InterruptedException {
        EventLoopImpl loop = new EventLoopImpl(VirtualTime.host(), kind);
        AtomicReference<Boolean> goOn = new AtomicReference<>(false);
        CountDownLatch inStep = new CountDownLatch(1);
        loop.createTask(() -> {
            inStep.countDown();
            while (!goOn.get()) {
                Thread.onSpinWait();
            }
            Asyncio.createFuture().await();
        });
        loop.setExceptionHandler((on, problem) -> {});
        Thread caller = run(loop);
        inStep.await();
        caller.interrupt();
        goOn.set(true);
        caller.join();
        assertInstanceOf(InterruptedException.class, thrown.get());
        loop.close();
    }

    /** Race: the interrupt, against the loop's last entry. */
    @ParameterizedTest
    @MethodSource("kinds")
    void anInterruptAfterTheLastEntryIsNotLostAndDoesNotHitTheNextRun(StrandKind kind) throws InterruptedException {
        EventLoopImpl loop = new EventLoopImpl(VirtualTime.host(), kind);
        CountDownLatch inStep = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        loop.callSoon(() -> {
            inStep.countDown();
            pass(goOn);
            loop.stop();
        });
        loop.strands();
        Thread caller = run(loop);
        inStep.await();
        caller.interrupt();
        caller.join(20);
        goOn.countDown();
        caller.join();
        assertTrue(interruptedAfterwards || thrown.get() instanceof InterruptedException, "somebody must tell");
        thrown.set(null);
        assertEquals(7, loop.<Integer, RuntimeException>runUntilComplete(() -> 7));
        loop.close();
    }
}
