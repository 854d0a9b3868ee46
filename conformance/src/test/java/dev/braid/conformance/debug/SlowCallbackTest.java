package dev.braid.conformance.debug;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Callbacks and steps that take longer than they should. How long is a matter of the loop's clock. */
class SlowCallbackTest {

    private static final Pattern TOOK = Pattern.compile("took (\\d+\\.\\d+) seconds");

    @Case("DEBUG-06")
    void callbacksAndStepsThatTakeLongAreLogged(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        logged(t, "no debug", null, 10_000);
        loop.setDebug(true);
        t.log("limit", loop.slowCallbackDuration());
        logged(t, "callbacks", null, 250, 62.5, 1000);
        logged(t, "steps of a task", 750, 62.5);
        loop.setSlowCallbackDuration(millis(500));
        t.log("limit", loop.slowCallbackDuration());
        logged(t, "at least the limit", 500, 250, 500);
        loop.setDebug(false);
        logged(t, "no debug", 10_000, 10_000);
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1_000_000));
    }

    private static void logged(Trace t, String text, @Nullable Integer task, double... callbacks) {
        EventLoop loop = Asyncio.runningLoop();
        try (CaughtLog log = new CaughtLog()) {
            for (double millis : callbacks) {
                loop.callSoon(() -> t.burn(millis(millis)));
            }
            loop.callLater(Duration.ofSeconds(1), () -> t.burn(millis(callbacks[callbacks.length - 1])));
            if (task != null) {
                VoidCoroutine burns = () -> {
                    for (int i = 0; i < 2; i++) {
                        Asyncio.yieldNow();
                        t.burn(millis(task));
                    }
                };
                Asyncio.createTask(burns, TaskOptions.named("slow")).await();
            }
            Asyncio.sleep(Duration.ofSeconds(2));
            t.log(text, log.records().stream().map(SlowCallbackTest::shown).toList());
        }
    }

    /** The level, the duration, and whether it names the task "slow". */
    private static List<Object> shown(LogRecord line) {
        Matcher took = TOOK.matcher(line.getMessage());
        if (!took.find()) {
            throw new AssertionError("no duration in " + line.getMessage());
        }
        return List.of(
                line.getLevel().getName(),
                Double.parseDouble(took.group(1)),
                line.getMessage().contains("name='slow'"));
    }
}
