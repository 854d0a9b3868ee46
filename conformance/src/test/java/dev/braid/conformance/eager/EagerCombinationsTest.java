package dev.braid.conformance.eager;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.TaskFactory;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Eager tasks as members of something larger. */
class EagerCombinationsTest {

    @Case("EAGER-23")
    void gatheringWhatFinishedEagerlyIsDoneAtOnce(Trace t) {
        var loop = Asyncio.runningLoop();
        loop.setTaskFactory(TaskFactory.EAGER);
        Coroutine<Object> nested = () -> Asyncio.<Object>gather(returns(t, 2), returns(t, 3)).await();
        Coroutine<Object> fails = () -> {
            throw new Boom("failed");
        };

        loop.callSoon(() -> t.log("callback"));
        var gathered = Asyncio.<Object>gather(returns(t, 1), nested, returns(t, 4));
        t.log("done", gathered.done(), "result", gathered.result());
        t.log("awaited", gathered.await());
        var failed = Asyncio.<Object>gather(returns(t, 5), fails);
        t.log("done", failed.done(), "exception", failed.exception());
    }

    private static Coroutine<Object> returns(Trace t, int n) {
        return () -> {
            t.log("child runs", n);
            return n;
        };
    }

    @Case("EAGER-24")
    void aStaggeredRaceWorksTheSame(Trace t) throws Exception {
        Coroutine<String> failsAtOnce = () -> {
            t.log("fails at once");
            throw new Boom("at once");
        };
        VoidCoroutine allRaces = () -> {
            race(t, seconds(2), runs(t, "slow", seconds(10)), runs(t, "quick", seconds(1)), runs(t, "late", seconds(0)));
            race(t, seconds(2), fails(t, "fails", seconds(1)), runs(t, "second", seconds(3)));
            race(t, seconds(1), failsAtOnce, failsAtOnce, runs(t, "third", seconds(0)));
            race(t, null, failsAtOnce, fails(t, "fails", seconds(1)));
        };

        allRaces.run();
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);
        t.log("and eagerly");
        allRaces.run();
    }

    @SafeVarargs
    private static void race(Trace t, @Nullable Duration delay, Coroutine<String>... candidates) {
        var race = new StaggeredRace<>(List.of(candidates), delay);
        race.run();
        t.log("won", race.winner(), race.winnerIndex(), race.errors());
    }

    private static Coroutine<String> runs(Trace t, String name, Duration time) {
        return () -> {
            t.log("starts", name);
            try {
                Asyncio.sleep(time);
            } catch (CancelledError e) {
                t.log("cancelled", name);
                throw e;
            }
            t.log("ends", name);
            return name;
        };
    }

    private static Coroutine<String> fails(Trace t, String name, Duration time) {
        return () -> {
            runs(t, name, time).run();
            throw new Boom(name);
        };
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
