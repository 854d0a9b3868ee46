package dev.braid.conformance.debug;

import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.logging.LogRecord;

/** A coroutine object that is lost before it was used is warned about. What is made by a lambda is not lost (CORO-02). */
class CoroutineOriginTest {

    private static final class Job implements Coroutine<Integer> {
        @Override
        public Integer run() {
            return 1;
        }
    }

    @Case(value = "DEBUG-09", plain = true)
    void neverAwaitedWarningsTellTheOriginWhileADebugLoopRuns(Trace t) {
        EventLoop loop = t.newLoop();
        loses(t, "no loop runs");
        loop.runUntilComplete((VoidCoroutine) () -> loses(t, "a loop runs"));
        loop.setDebug(true);
        loses(t, "the loop in debug mode does not run");
        loop.runUntilComplete((VoidCoroutine) () -> loses(t, "it runs"));
        loses(t, "it has stopped");
        loop.close();
    }

    private static void loses(Trace t, String when) {
        try (CaughtLog log = new CaughtLog()) {
            makes();
            t.collect();
            List<String> texts = log.records().stream()
                    .map(LogRecord::getMessage)
                    .filter(text -> text.contains(Job.class.getName()))
                    .toList();
            t.log(when, texts.size(), texts.stream()
                    .map(text -> text.contains("created at") && text.contains("CoroutineOriginTest.makes("))
                    .toList());
        }
    }

    // A method of its own, so that nothing is left on the stack.
    private static void makes() {
        Coroutine.once(new Job());
    }
}
