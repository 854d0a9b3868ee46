package dev.braid.conformance.eventloop;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;

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

    @Case(value = "LOOP-24", plain = true)
    void aLoopThatIsLostUnclosedIsWarnedOf(Trace t) {
        for (boolean[] how : new boolean[][] {{false, false}, {true, false}, {true, true}}) {
            int warnings;
            try (CaughtLog log = new CaughtLog()) {
                lose(t, how[0], how[1]);
                t.collect();
                t.collect();
                warnings = log.count(Level.WARNING);
            }
            t.log("run, closed, warnings", how[0], how[1], warnings);
        }
    }

    private static void lose(Trace t, boolean run, boolean close) {
        EventLoop loop = t.newLoop();
        if (run) {
            loop.callSoon(loop::stop);
            loop.runForever();
        }
        if (close) {
            loop.close();
        }
    }
}
