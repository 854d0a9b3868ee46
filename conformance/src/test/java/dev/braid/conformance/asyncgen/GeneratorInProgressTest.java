package dev.braid.conformance.asyncgen;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.GeneratorBody;
import dev.braid.GeneratorExit;
import dev.braid.SingleUseCoroutine;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A generator does one step at a time, and each step once. */
class GeneratorInProgressTest {

    @Case("ASYNCGEN-25")
    void aSecondStepAtTheSameTimeIsRefused(Trace t) throws Exception {
        AsyncGenerator<Integer, String> generator = AsyncGenerator.of(out -> {
            try {
                Asyncio.sleep(ofSeconds(2));
                String received = out.yield(1);
                t.log("received", received);
                Asyncio.sleep(ofSeconds(1));
                out.yield(2);
            } finally {
                t.log("cleans up");
            }
        });
        Task<?> task = Asyncio.createTask(
                () -> {
                    t.log("got", generator.anext());
                    t.log("got", generator.asend("a"));
                },
                named("first"));
        Asyncio.sleep(ofSeconds(1));
        refused(t, "step", () -> generator.anext());
        refused(t, "send", () -> generator.asend("b"));
        refused(t, "throw", () -> generator.athrow(new Boom("c")));
        refused(t, "close", () -> generator.aclose());
        task.await();
        generator.aclose();

        List<AsyncGenerator<Integer, String>> itself = new ArrayList<>();
        itself.add(AsyncGenerator.of(out -> {
            refused(t, "inside", () -> itself.get(0).anext());
            out.yield(1);
        }));
        t.log("got", itself.get(0).anext());
        itself.get(0).aclose();
    }

    private static void refused(Trace t, String what, VoidCoroutine step) throws Exception {
        try {
            step.run();
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log(what, e);
        }
    }

    /** A step is a call in Java; as an object it is a coroutine for one use. */
    @Case("ASYNCGEN-27")
    void aStepIsGoodForOneUse(Trace t) throws Exception {
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
            for (int n = 0; n < 3; n++) {
                t.log("yields", n);
                out.yield(n);
            }
        });
        SingleUseCoroutine<Integer> step = Coroutine.once(() -> generator.anext());
        t.log("got", step.run());
        try {
            step.run();
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log("step again", e);
        }
        SingleUseCoroutine<Void> close = Coroutine.once(() -> {
            generator.aclose();
            return null;
        });
        close.run();
        try {
            close.run();
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log("close again", e);
        }
    }

    /** In Python the steps are given up when their tasks are lost; in Braid, when their loop closes. */
    @Case(value = "ASYNCGEN-29", plain = true)
    void aBodyThatWaitsAlthoughItsStepWasGivenUpIsTold(Trace t) {
        EventLoop loop = t.newLoop();
        loop.setExceptionHandler((same, context) -> {});
        GeneratorBody<Object, Void> obeys = out -> {
            try {
                loop.createFuture().await();
            } finally {
                t.log("lets it pass");
            }
            out.yield(1);
        };
        GeneratorBody<Object, Void> waits = out -> {
            try {
                loop.createFuture().await();
            } catch (GeneratorExit e) {
                t.log("ignores it");
                loop.createFuture().await();
            }
            out.yield(1);
        };
        Map<String, GeneratorBody<Object, Void>> bodies = new LinkedHashMap<>();
        bodies.put("obeys", obeys);
        bodies.put("waits", waits);
        bodies.forEach((name, body) -> loop.runUntilComplete(() -> {
            loop.createTask(() -> consume(t, AsyncGenerator.of(body)), named(name));
            Asyncio.yieldNow();
        }));

        t.log("closing");
        loop.close();
        t.collect();
        t.log("closed");
    }

    private static void consume(Trace t, AsyncGenerator<Object, Void> generator) {
        try {
            generator.anext();
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log("caught", e);
        } catch (GeneratorExit e) {
            t.log("caught", e);
            throw e;
        }
    }

    @Case("ASYNCGEN-47")
    void itRunsOnlyWhileAStepIsInProgress(Trace t) throws Exception {
        List<AsyncGenerator<Integer, Void>> made = new ArrayList<>();
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
            t.log("in the body", made.get(0).isRunning());
            Asyncio.sleep(ofSeconds(2));
            out.yield(1);
            try {
                out.yield(2);
            } finally {
                t.log("cleaning", made.get(0).isRunning());
                Asyncio.sleep(ofSeconds(2));
            }
        });
        made.add(generator);
        Task<?> task = Asyncio.createTask(
                () -> {
                    Asyncio.sleep(ofSeconds(1));
                    t.log("during a step", generator.isRunning());
                    Asyncio.sleep(ofSeconds(2));
                    t.log("during the close", generator.isRunning());
                },
                named("watcher"));
        t.log("unstarted", generator.isRunning());
        generator.anext();
        t.log("between", generator.isRunning());
        generator.anext();
        t.log("between", generator.isRunning());
        generator.aclose();
        t.log("closed", generator.isRunning());
        task.await();
    }
}
