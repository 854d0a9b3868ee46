package dev.braid.conformance.debug;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;

/** Who switches debug mode, and when. */
class DebugSwitchTest {

    private static final String PROPERTY = "braid.debug";

    /** The interpreter's own switch is the JVM's: a system property. */
    @Case(value = "DEBUG-01", plain = true)
    void aNewLoopIsInDebugModeIfASwitchIsOn(Trace t) {
        t.log("no switch", NewLoop.isDebug());
        t.log("empty variable", NewLoop.isDebugWith(""));
        t.log("any text in it", NewLoop.isDebugWith("0"));
        System.setProperty(PROPERTY, "true");
        try {
            t.log("the interpreter's own switch", NewLoop.isDebug());
        } finally {
            System.clearProperty(PROPERTY);
        }
        t.log("no switch", NewLoop.isDebug());
    }

    @Case(value = "DEBUG-02", plain = true)
    void debugCanBeSwitchedAndAskedForAtAnyTime(Trace t) {
        EventLoop loop = t.newLoop();
        t.log("new", loop.debug());
        loop.setDebug(true);
        t.log("before the run", loop.debug());
        run(t, loop);
        t.log("between runs", loop.debug());
        run(t, loop);
        loop.setDebug(false);
        t.log("after the run", loop.debug());
        loop.close();
        loop.setDebug(true);
        t.log("closed", loop.debug());
    }

    private static void run(Trace t, EventLoop loop) {
        VoidCoroutine busy = () -> {
            loop.setDebug(!loop.debug());
            t.log("switched while running", loop.debug());
            for (int i = 0; i < 2; i++) {
                Asyncio.yieldNow();
                t.burn(Duration.ofSeconds(1));
            }
        };
        try (CaughtLog log = new CaughtLog()) {
            loop.runUntilComplete(busy);
            t.log("slow steps", log.records().size());
        }
    }
}
