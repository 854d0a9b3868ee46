package dev.braid.conformance.transports;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.ExceptionGroup;
import dev.braid.TaskOptions;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.internal.io.StaggeredRace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attempts that begin one after the other, and side by side. */
class StaggeredRaceTest {

    @Case("TRANSPORT-10")
    void attemptsBeginOneByOneUntilTheFirstSuccess(Trace t) {
        race(t, "nothing to race", seconds(1));
        race(t, "the first wins in its time", seconds(1), attempt(t, "a", 0.5, "A"), attempt(t, "b", 0, "B"));
        race(t, "the first is slow and wins", seconds(1),
                attempt(t, "a", 2, "A"), attempt(t, "b", 2, "B"), attempt(t, "c", 2, "C"));
        race(t, "the second is faster", seconds(1),
                attempt(t, "a", 9, "A"), attempt(t, "b", 0.5, "B"), attempt(t, "c", 9, "C"));
        race(t, "a failure begins the next at once", seconds(1),
                attempt(t, "a", 0.25, new Boom("a")), attempt(t, "b", 0.5, "B"));
        race(t, "a late failure does not", seconds(1),
                attempt(t, "a", 1.5, new Boom("a")), attempt(t, "b", 3, "B"), attempt(t, "c", 0.5, "C"));
        race(t, "without a delay", null,
                attempt(t, "a", 5, new Boom("a")), attempt(t, "b", 5, "B"), attempt(t, "c", 5, "C"));
        race(t, "no delay at all", Duration.ZERO,
                attempt(t, "a", 1, "A"), attempt(t, "b", 0.5, "B"), attempt(t, "c", 2, "C"));
        race(t, "all fail", seconds(1),
                attempt(t, "a", 2.5, new Boom("a")), attempt(t, "b", 0.5, new Bang("b")),
                attempt(t, "c", 0.5, new Boom("c")));
        race(t, "nothing is a success", seconds(1), attempt(t, "a", 0, null), attempt(t, "b", 0, "B"));
        race(t, "two win", seconds(1), stubborn(t, "a", 9, "A"), attempt(t, "b", 0.5, "B"));

        var cancelled = Asyncio.createTask(
                () -> race(t, "cancelled", seconds(1),
                        attempt(t, "a", 9, "A"), attempt(t, "b", 9, "B"), attempt(t, "c", 9, "C")),
                TaskOptions.named("cancelled"));
        Asyncio.sleep(seconds(1.5));
        cancelled.cancel("enough");
        cancelled.await();
    }

    @SafeVarargs
    private static void race(Trace t, String text, @Nullable Duration delay, Coroutine<Object>... attempts) {
        t.log(text);
        try {
            var result = StaggeredRace.run(Asyncio.runningLoop(), List.of(attempts), delay);
            Integer index = result.winnerIndex() < 0 ? null : result.winnerIndex();
            t.log("winner", result.winner(), index, result.errors());
        } catch (ExceptionGroup | CancelledError e) {
            t.log("raises", e);
        }
    }

    private static Coroutine<Object> attempt(Trace t, String name, double seconds, @Nullable Object outcome) {
        return () -> {
            begin(t, name, seconds);
            if (outcome instanceof Exception error) {
                throw error;
            }
            return outcome;
        };
    }

    private static Coroutine<Object> stubborn(Trace t, String name, double seconds, Object outcome) {
        return () -> {
            try {
                begin(t, name, seconds);
            } catch (CancelledError ignored) {
                // Succeeds all the same.
            }
            return outcome;
        };
    }

    private static void begin(Trace t, String name, double seconds) {
        t.log("begins", name);
        try {
            Asyncio.sleep(seconds(seconds));
        } catch (CancelledError e) {
            t.log("is cancelled", name, e);
            throw e;
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
