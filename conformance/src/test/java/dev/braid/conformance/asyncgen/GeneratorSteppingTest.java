package dev.braid.conformance.asyncgen;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.StopAsyncIterationException;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a step of an async generator gives, and when its body runs. */
class GeneratorSteppingTest {

    @Case("ASYNCGEN-01")
    void theBodyBeginsWithTheFirstStep(Trace t) throws Exception {
        int n = 7;
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> {
            t.log("begins", n);
            out.yield(n);
            t.log("goes on");
        });
        t.log("made");
        Asyncio.sleep(ofSeconds(1));
        t.log("first", generator.anext());
        t.log("second", generator.anext("end"));
    }

    @Case("ASYNCGEN-02")
    void iteratingGivesTheValuesInOrder(Trace t) throws Exception {
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
            for (int n = 0; n < 3; n++) {
                t.log("yields", n);
                out.yield(n);
            }
            t.log("returns");
        });
        AsyncGenerator<Integer, Void> empty = AsyncGenerator.of(out -> t.log("has nothing"));

        for (int n : generator) {
            t.log("got", n);
        }
        t.log("behind the loop");
        for (int n : empty) {
            t.log("not reached");
        }
        t.log("end");
    }

    @Case("ASYNCGEN-03")
    void theBodyMaySuspendBetweenItsValues(Trace t) throws Exception {
        AsyncGenerator<String, Void> generator = AsyncGenerator.of(out -> {
            Asyncio.sleep(ofSeconds(1));
            out.yield("a");
            Asyncio.yieldNow();
            out.yield("b");
            Asyncio.sleep(ofSeconds(2));
            t.log("returns");
        });
        Task<?> task = Asyncio.createTask(
                () -> {
                    for (int i = 0; i < 3; i++) {
                        t.log("meanwhile");
                        Asyncio.sleep(ofMillis(750));
                    }
                },
                named("other"));
        for (String value : generator) {
            t.log("got", value);
            Asyncio.runningLoop().callSoon(() -> t.log("queued after", value));
        }
        t.log("end");
        task.await();
    }

    @Case("ASYNCGEN-04")
    void everyStepAfterTheEndIsRefused(Trace t) throws Exception {
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> out.yield(1));
        t.log("got", generator.anext());
        for (int i = 0; i < 3; i++) {
            try {
                generator.anext();
                t.log("not reached");
            } catch (StopAsyncIterationException e) {
                t.log("caught", e);
            }
        }
        for (int n : generator) {
            t.log("not reached");
        }
        t.log("end");
    }

    @Case("ASYNCGEN-05")
    void aFailureOfTheBodyComesOutOfTheStepAndEndsIt(Trace t) throws Exception {
        Boom boom = new Boom("in the body");
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
                Asyncio.sleep(ofSeconds(1));
                throw boom;
            } finally {
                t.log("cleans up");
            }
        });
        t.log("got", generator.anext());
        try {
            generator.anext();
            t.log("not reached");
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == boom);
        }
        for (int i = 0; i < 2; i++) {
            try {
                generator.anext();
                t.log("not reached");
            } catch (StopAsyncIterationException e) {
                t.log("then", e);
            }
        }
    }

    @Case("ASYNCGEN-30")
    void leavingTheLoopEarlyDoesNotClose(Trace t) throws Exception {
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
            try {
                for (int n = 0; n < 4; n++) {
                    out.yield(n);
                }
            } finally {
                t.log("cleans up");
            }
        });
        for (int n : generator) {
            t.log("first loop", n);
            if (n == 1) {
                break;
            }
        }
        Asyncio.sleep(ofSeconds(1));
        t.log("between");
        for (int n : generator) {
            t.log("second loop", n);
        }
        t.log("end");
    }

    @Case("ASYNCGEN-49")
    void valuesAreDeliveredAsTheyAre(Trace t) throws Exception {
        Boom boom = new Boom("a value");
        StopAsyncIterationException stop = new StopAsyncIterationException("a value too");
        List<Object> values = Arrays.asList(List.of(1, 2), List.of(), null, boom, stop);
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> {
            for (Object value : values) {
                out.yield(value);
            }
        });
        int i = 0;
        for (Object value : generator) {
            t.log("got", value, "the same object", value == values.get(i));
            i++;
        }
        t.log("count", i);
        List<Object> sent = new ArrayList<>();
        AsyncGenerator<Object, Object> echo = AsyncGenerator.of(out -> {
            Object received = null;
            while (true) {
                received = out.yield(received);
                sent.add(received);
            }
        });
        echo.anext();
        t.log("echo", echo.asend(boom) == boom, echo.asend(stop) == stop);
        t.log("received", sent);
        echo.aclose();
    }
}
