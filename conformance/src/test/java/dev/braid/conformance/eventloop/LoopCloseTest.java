package dev.braid.conformance.eventloop;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;

/** Closing a loop, and what a closed one refuses. */
class LoopCloseTest {

    @Case("LOOP-20")
    void aRunningLoopCannotBeClosed(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        try {
            loop.close();
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
        Asyncio.sleep(Duration.ofSeconds(1));
        t.log("goes on", loop.isClosed());
    }

    @Case(value = "LOOP-21", plain = true)
    void closingIsFinalAndMayBeRepeated(Trace t) {
        EventLoop loop = t.newLoop();
        t.log("closed", loop.isClosed());
        loop.close();
        t.log("closed", loop.isClosed());
        loop.close();
        t.log("closed", loop.isClosed());
        refused(t, loop::runForever);
        refused(t, () -> loop.runUntilComplete(loop.createFuture()));
    }

    @Case(value = "LOOP-22", plain = true)
    void whatIsScheduledWhenTheLoopClosesNeverRuns(Trace t) {
        EventLoop loop = t.newLoop();
        loop.callSoon(() -> t.log("callback"));
        loop.callLater(Duration.ofSeconds(1), () -> t.log("timer"));
        loop.callSoonThreadsafe(() -> t.log("threadsafe callback"));
        loop.close();
        refused(t, loop::runForever);
    }

    @Case(value = "LOOP-23", plain = true)
    void aClosedLoopTakesNothing(Trace t) {
        VoidCoroutine body = () -> t.log("never");
        Runnable never = () -> t.log("never");

        EventLoop loop = t.newLoop();
        loop.close();
        List<Runnable> schedules = List.of(
                () -> loop.callSoon(never),
                () -> loop.callSoonThreadsafe(never),
                () -> loop.callLater(Duration.ofSeconds(1), never),
                () -> loop.callAt(1, never),
                () -> loop.createTask(body),
                () -> loop.runInExecutor(null, () -> 7));
        schedules.forEach(schedule -> refused(t, schedule));
    }

    private static void refused(Trace t, Runnable call) {
        try {
            call.run();
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
    }
}
