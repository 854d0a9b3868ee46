package dev.braid.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.LoopFactory;
import dev.braid.Runner;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a runner's loop comes from, how long it lives, and who else may find it. */
class RunnerLoopTest {

    @Case(value = "RUNNER-06", plain = true)
    void everyRunHasALoopOfItsOwnAndClosesIt(Trace t) {
        List<EventLoop> loops = new ArrayList<>();
        VoidCoroutine main = () -> {
            loops.add(Asyncio.runningLoop());
            Asyncio.sleep(Duration.ofSeconds(1));
            t.log("closed while running", closed(loops));
        };

        t.run(main);
        t.log("closed", loops.get(0).isClosed());
        t.run(main);
        t.log("another loop", loops.get(0) != loops.get(1), closed(loops));
        t.log("each with a time of its own", loops.stream().map(RunnerLoopTest::time).collect(Collectors.toList()));
    }

    private static List<Boolean> closed(List<EventLoop> loops) {
        return loops.stream().map(EventLoop::isClosed).collect(Collectors.toList());
    }

    private static Duration time(EventLoop loop) {
        return Duration.ofNanos(loop.timeNanos());
    }

    /** The global switch is the system property {@code braid.debug}. */
    @Case(value = "RUNNER-07", plain = true)
    void debugHasThreeStates(Trace t) {
        t.log("the global switch is off", allThree(t));
        System.setProperty("braid.debug", "true");
        try {
            t.log("it is on", allThree(t));
        } finally {
            System.clearProperty("braid.debug");
        }
        t.log("off again", allThree(t));
    }

    private static List<Boolean> allThree(Trace t) {
        return Arrays.asList(debug(t, true), debug(t, false), debug(t, null));
    }

    private static boolean debug(Trace t, @Nullable Boolean debug) {
        try (Runner runner = Runner.builder().loopFactory(t::newLoop).debug(debug).build()) {
            return runner.run(() -> Asyncio.runningLoop().debug());
        }
    }

    @Case(value = "RUNNER-08", plain = true)
    void theLoopFactoryIsCalledOnce(Trace t) {
        List<EventLoop> loops = new ArrayList<>();
        LoopFactory factory = () -> {
            t.log("factory");
            loops.add(t.newLoop());
            return loops.get(loops.size() - 1);
        };
        Coroutine<Boolean> main = () -> {
            EventLoop running = Asyncio.runningLoop();
            t.log("running", loops.stream().map(loop -> loop == running).collect(Collectors.toList()));
            Asyncio.sleep(Duration.ofSeconds(1));
            return Asyncio.runningLoop() == running;
        };

        try (Runner runner = Runner.builder().loopFactory(factory).build()) {
            t.log("run", runner.run(main));
        }
        try (Runner runner = Runner.builder().loopFactory(factory).build()) {
            t.log("first", runner.run(main));
            t.log("second", runner.run(main));
            t.log("the factory's", runner.loop() == loops.get(1));
        }
    }

    /** Without a factory the loop is in real time: no line is logged while it runs. */
    @Case(value = "RUNNER-09", plain = true)
    void withoutAFactoryTheLoopIsRegisteredOnce(Trace t) {
        EventLoop other;
        try (Runner runner = new Runner()) {
            runner.loop();
            t.log("registered", currentLoop() == runner.loop());
            t.log("inside", runner.run(() -> currentLoopIsTheRunningOne()));
            t.log("still", currentLoop() == runner.loop());
            Asyncio.setEventLoop(null); // a second registration would put it back
            t.log("inside", runner.run(() -> currentLoopIsTheRunningOne()));
            t.log("registered again", currentLoop() != null);
            other = t.newLoop();
            Asyncio.setEventLoop(other);
            t.log("inside", runner.run(() -> currentLoopIsTheRunningOne()));
            t.log("other one kept", currentLoop() == other);
        }
        t.log("cleared", currentLoop() == null);
        other.close();
    }

    @Case(value = "RUNNER-10", plain = true)
    void withAFactoryTheRegistrationIsLeftAlone(Trace t) {
        EventLoop mine = t.newLoop();
        Asyncio.setEventLoop(mine);
        try (Runner runner = t.runner()) {
            t.log("untouched", currentLoop() == mine);
            t.log("inside", runner.run(() -> currentLoopIsTheRunningOne()));
            t.log("untouched", currentLoop() == mine);
        }
        t.log("untouched", currentLoop() == mine);

        List<EventLoop> loops = new ArrayList<>();
        LoopFactory factory = () -> {
            loops.add(t.newLoop());
            Asyncio.setEventLoop(loops.get(0));
            return loops.get(0);
        };
        try (Runner runner = Runner.builder().loopFactory(factory).build()) {
            runner.run(() -> currentLoopIsTheRunningOne());
            t.log("the factory's business", currentLoop() == runner.loop());
        }
        t.log("left as it is", currentLoop() == loops.get(0), loops.get(0).isClosed());
        Asyncio.setEventLoop(null);
        mine.close();
    }

    @Case(value = "RUNNER-11", plain = true)
    void afterRunNothingIsRegistered(Trace t) {
        boolean inside = Asyncio.run(() -> currentLoopIsTheRunningOne());
        t.log("inside", inside);
        t.log("outside", assertThrows(IllegalStateException.class, Asyncio::eventLoop));
        t.log("running", assertThrows(IllegalStateException.class, Asyncio::runningLoop));
    }

    private static boolean currentLoopIsTheRunningOne() {
        return currentLoop() == Asyncio.runningLoop();
    }

    /** The thread's registered loop, or null. */
    private static @Nullable EventLoop currentLoop() {
        try {
            return Asyncio.eventLoop();
        } catch (IllegalStateException none) {
            return null;
        }
    }

    @Case(value = "RUNNER-23", plain = true)
    void theLoopIsMadeOnDemandAndStaysTheSame(Trace t) {
        LoopFactory factory = () -> {
            t.log("factory");
            return t.newLoop();
        };

        Runner runner = Runner.builder().loopFactory(factory).build();
        t.log("constructed");
        EventLoop loop = runner.loop();
        t.log("running, closed", loop.isRunning(), loop.isClosed());
        t.log("same", runner.loop() == loop);
        t.log("same in run", runner.run(() -> Asyncio.runningLoop()) == loop);
        t.log("same after run", runner.loop() == loop);
        runner.close();
        t.log("closed", loop.isClosed());

        runner = Runner.builder().loopFactory(factory).build();
        t.log("constructed");
        loop = runner.run(() -> Asyncio.runningLoop());
        t.log("the loop of run", runner.loop() == loop);
        runner.close();
    }
}
