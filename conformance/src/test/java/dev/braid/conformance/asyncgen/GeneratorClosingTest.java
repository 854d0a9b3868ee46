package dev.braid.conformance.asyncgen;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.GeneratorBody;
import dev.braid.GeneratorExit;
import dev.braid.StopAsyncIterationException;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;

/** Closing a generator before its end. */
class GeneratorClosingTest {

    @Case("ASYNCGEN-19")
    void closingRaisesGeneratorExitAtThePausedYield(Trace t) throws Exception {
        GeneratorBody<Object, Void> letsPass = out -> {
            try {
                out.yield(1);
                t.log("not reached");
            } catch (GeneratorExit e) {
                t.log("thrown in", e);
                throw e;
            }
        };
        GeneratorBody<Object, Void> returns = out -> {
            try {
                out.yield(1);
                t.log("not reached");
            } catch (GeneratorExit e) {
                t.log("returns");
            }
        };
        for (GeneratorBody<Object, Void> body : List.of(letsPass, returns)) {
            AsyncGenerator<Object, Void> generator = AsyncGenerator.of(body);
            generator.anext();
            generator.aclose();
            t.log("closed", (Object) null);
            t.log("then", generator.anext("end"));
        }
    }

    @Case("ASYNCGEN-20")
    void cleanUpRunsDuringTheCloseAndMaySuspend(Trace t) throws Exception {
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> {
            try {
                Asyncio.sleep(ofSeconds(1));
                out.yield(1);
                t.log("not reached");
            } finally {
                t.log("cleaning");
                Asyncio.sleep(ofSeconds(1));
                Asyncio.yieldNow();
                t.log("cleaned");
            }
        });
        t.log("got", generator.anext());
        Asyncio.runningLoop().callLater(ofMillis(500), () -> t.log("meanwhile"));
        Asyncio.yieldNow();
        generator.aclose();
        t.log("closed");
    }

    @Case("ASYNCGEN-21")
    void aValueYieldedDuringTheCloseIsRefused(Trace t) throws Exception {
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } catch (GeneratorExit e) {
                Asyncio.sleep(ofSeconds(1));
                out.yield(2);
                t.log("goes on");
            }
        });
        t.log("got", generator.anext());
        try {
            generator.aclose();
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log("caught", e);
        }
        t.log("then", generator.anext("end"));
    }

    @Case("ASYNCGEN-22")
    void aFailingCleanUpComesOutOfTheClose(Trace t) throws Exception {
        Bang bang = new Bang("of the clean-up");
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                Asyncio.sleep(ofSeconds(1));
                throw bang;
            }
        });
        generator.anext();
        try {
            generator.aclose();
            t.log("not reached");
        } catch (Bang e) {
            t.log("caught", e, "the same object", e == bang);
        }
        generator.aclose();
        t.log("then", generator.anext("end"));
    }

    @Case("ASYNCGEN-23")
    void closingBeforeTheFirstStepRunsNothing(Trace t) throws Exception {
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> {
            try {
                t.log("not reached");
                out.yield(1);
            } finally {
                t.log("not reached");
            }
        });
        generator.aclose();
        t.log("closed");
        for (int i = 0; i < 2; i++) {
            try {
                generator.anext();
                t.log("not reached");
            } catch (StopAsyncIterationException e) {
                t.log("caught", e);
            }
        }
    }

    @Case("ASYNCGEN-24")
    void closingWhatIsFinishedDoesNothing(Trace t) throws Exception {
        GeneratorBody<Object, Void> body = out -> {
            try {
                out.yield(1);
            } finally {
                t.log("cleans up");
            }
        };
        AsyncGenerator<Object, Void> exhausted = AsyncGenerator.of(body);
        for (Object n : exhausted) {}
        Asyncio.runningLoop().callSoon(() -> t.log("queued"));
        exhausted.aclose();
        t.log("exhausted");
        AsyncGenerator<Object, Void> closed = AsyncGenerator.of(body);
        closed.anext();
        closed.aclose();
        closed.aclose();
        t.log("closed twice");
        AsyncGenerator<Object, Void> failed = AsyncGenerator.of(body);
        failed.anext();
        try {
            failed.athrow(new Boom("a"));
        } catch (Boom e) {
            t.log("failed", e);
        }
        failed.aclose();
        t.log("then", failed.anext("end"));
    }
}
