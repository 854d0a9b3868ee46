package dev.braid.conformance.eventloop;

import dev.braid.EventLoop;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;

/** What a stopped loop has run, and what it keeps. */
class LoopStopTest {

    @Case(value = "LOOP-16", plain = true)
    void stoppingEndsThePassAndKeepsWhatItScheduled(Trace t) {
        EventLoop loop = t.newLoop();
        loop.callSoon(() -> {
            t.log("first");
            loop.callSoon(() -> t.log("scheduled by the first"));
            loop.stop();
        });
        loop.callSoon(() -> t.log("second"));
        loop.runForever();
        t.log("stopped");
        loop.stop();
        loop.runForever();
        t.log("stopped again");
        loop.close();
    }

    @Case(value = "LOOP-17", plain = true)
    void stoppingBeforeARunAllowsOnePass(Trace t) {
        EventLoop loop = t.newLoop();
        loop.callSoon(() -> {
            t.log("first");
            loop.callSoon(() -> t.log("scheduled by the first"));
        });
        loop.callSoon(() -> t.log("second"));
        loop.callLater(Duration.ofSeconds(1), () -> t.log("timer"));
        loop.stop();
        loop.runForever();
        t.log("stopped", Duration.ofNanos(loop.timeNanos()));
        loop.callLater(Duration.ofSeconds(2), loop::stop);
        loop.runForever();
        t.log("the next run goes on", Duration.ofNanos(loop.timeNanos()));
        loop.close();
    }

    @Case(value = "LOOP-18", plain = true)
    void noCallbackRunsTwice(Trace t) {
        EventLoop loop = t.newLoop();
        for (int i = 0; i < 3; i++) {
            int number = i;
            loop.callSoon(() -> t.log("callback", number));
            loop.callSoon(loop::stop);
            loop.callSoon(() -> t.log("callback behind the stop", number));
        }
        for (int i = 0; i < 3; i++) {
            loop.stop();
            loop.runForever();
            t.log("run");
        }
        loop.close();
    }
}
