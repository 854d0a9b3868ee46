package dev.braid.conformance.sleep;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a sleep takes, what it gives, and what its cancellation leaves behind. */
class SleepTest {

    @Case("SLEEP-01")
    void sleepingSuspendsTheCallerOnly(Trace t) {
        VoidCoroutine sleeper = () -> {
            Duration seconds = Duration.ofMillis(2500);
            t.log("falls asleep", seconds);
            Asyncio.sleep(seconds);
            t.log("wakes up");
        };
        VoidCoroutine worker = () -> {
            for (int n = 0; n < 3; n++) {
                t.log("works", n);
                Asyncio.sleep(Duration.ofSeconds(1));
            }
        };

        var sleeping = Asyncio.createTask(sleeper, TaskOptions.named("sleeper"));
        var working = Asyncio.createTask(worker, TaskOptions.named("worker"));
        sleeping.await();
        working.await();
        t.log("both done");
        Asyncio.sleep(Duration.ofMillis(1));
        t.log("never early");
    }

    @Case("SLEEP-02")
    void theResultIsWhatSleepEvaluatesTo(Trace t) {
        Object value = new Object();
        t.log("same object", Asyncio.sleep(Duration.ofSeconds(1), value) == value);
        t.log("also without a wait", Asyncio.sleep(Duration.ZERO, value) == value);
        t.log("also in the past", Asyncio.sleep(Duration.ofSeconds(-1), "text"));
        t.log("of a task", Asyncio.createTask(() -> Asyncio.sleep(Duration.ofSeconds(2), 42)).await());
        t.log("an explicit null", Asyncio.sleep(Duration.ofSeconds(1), null));
    }

    @Case("SLEEP-03")
    void zeroGivesUpExactlyOnePass(Trace t) {
        var loop = Asyncio.runningLoop();
        loop.callSoon(() -> t.log("queued before"));
        loop.callSoon(() -> loop.callSoon(() -> t.log("queued by a callback")));
        Asyncio.sleep(Duration.ZERO);
        t.log("after one pass");
        Asyncio.yieldNow();
        t.log("after two");
    }

    @Case("SLEEP-04")
    void aNegativeDelayBehavesLikeZero(Trace t) {
        var loop = Asyncio.runningLoop();
        var zero = Asyncio.createTask(sleepsTwice(t, "zero", Duration.ZERO));
        var negative = Asyncio.createTask(sleepsTwice(t, "negative", Duration.ofSeconds(-5)));
        loop.callLater(Duration.ZERO, () -> t.log("timer that is due"));
        loop.callSoon(() -> loop.callSoon(() -> t.log("queued by a callback")));
        zero.await();
        negative.await();
        t.log("no time has passed");
    }

    private static VoidCoroutine sleepsTwice(Trace t, String name, Duration delay) {
        return () -> {
            t.log("one", name);
            Asyncio.sleep(delay);
            t.log("two", name);
            Asyncio.sleep(delay);
            t.log("three", name);
        };
    }

    @Case("SLEEP-05")
    void aDelayThatIsNoDurationIsRefusedAtOnce(Trace t) {
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        t.log("refused", assertThrows(NullPointerException.class, () -> Asyncio.sleep(null)));
        t.log("refused with a result too",
                assertThrows(NullPointerException.class, () -> Asyncio.sleep(null, "result")));
        Asyncio.sleep(Duration.ZERO);
        t.log("goes on");
    }

    @Case("SLEEP-06")
    void cancellingASleeperRevokesItsTimer(Trace t) {
        List<WeakReference<Object>> values = new ArrayList<>();
        var task = Asyncio.createTask(() -> {
            Object value = new Object();
            values.add(new WeakReference<>(value));
            try {
                Asyncio.sleep(Duration.ofSeconds(5), value);
                t.log("never");
            } catch (CancelledError e) {
                t.log("cancelled at the sleep", e);
                Asyncio.sleep(Duration.ofSeconds(1));
                t.log("cleaned up");
                throw e;
            }
        }, TaskOptions.named("sleeper"));

        Asyncio.sleep(Duration.ofSeconds(2));
        t.log("cancel", task.cancel("enough"));
        t.log("done yet", task.done());
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("caught", e);
        }
        t.log("cancelled", task.cancelled());
        task = null;
        t.gc();
        t.log("the timer keeps the result", values.get(0).get() != null); // a timer that is still set would
        Asyncio.sleep(Duration.ofSeconds(10));
        t.log("end");
    }

    @Case("SLEEP-07")
    void sleepsEndInTheOrderOfTheirDeadlines(Trace t) {
        Map<String, Duration> sleeps = new LinkedHashMap<>();
        sleeps.put("c", Duration.ofSeconds(3));
        sleeps.put("a", Duration.ofSeconds(1));
        sleeps.put("d", Duration.ofMillis(3500));
        sleeps.put("b", Duration.ofMillis(1250));
        sleeps.put("0", Duration.ZERO);
        sleeps.put("a again", Duration.ofSeconds(1));
        sleeps.put("-", Duration.ofSeconds(-1));

        TaskGroup.run(group -> {
            sleeps.forEach((name, delay) -> group.createTask(() -> {
                t.log("sleeps", name);
                Asyncio.sleep(delay);
                t.log("wakes", name);
            }));
        });
    }
}
