package dev.braid.conformance.asyncgen;

import static java.time.Duration.ofSeconds;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.GeneratorBody;
import dev.braid.StopAsyncIterationException;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;

/** Throwing into the body. */
class GeneratorThrowingTest {

    @Case("ASYNCGEN-13")
    void aThrownErrorArrivesAtThePausedYield(Trace t) throws Exception {
        Boom boom = new Boom("thrown in");
        AsyncGenerator<Integer, String> generator = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
                t.log("not reached");
            } catch (Boom e) {
                t.log("handles", e, "the same object", e == boom);
                Asyncio.sleep(ofSeconds(1));
                String received = out.yield(2);
                t.log("received", received);
            }
            out.yield(3);
        });
        t.log("got", generator.anext());
        t.log("got", generator.athrow(boom));
        t.log("got", generator.anext());
        generator.aclose();
    }

    @Case("ASYNCGEN-14")
    void anErrorTheBodyDoesNotHandleComesBack(Trace t) throws Exception {
        Boom boom = new Boom("thrown in");
        Bang bang = new Bang("instead");
        AsyncGenerator<Object, Void> letsPass = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                t.log("cleaning");
                Asyncio.sleep(ofSeconds(1));
                t.log("cleaned");
            }
        });
        AsyncGenerator<Object, Void> replaces = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } catch (Boom e) {
                throw bang;
            }
        });

        letsPass.anext();
        try {
            letsPass.athrow(boom);
            t.log("not reached");
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == boom);
        }
        t.log("then", letsPass.anext("end"));
        replaces.anext();
        try {
            replaces.athrow(boom);
            t.log("not reached");
        } catch (Bang e) {
            t.log("caught", e, "the same object", e == bang);
        }
        t.log("then", replaces.anext("end"));
    }

    @Case("ASYNCGEN-15")
    void anErrorAfterWhichTheBodyEndsIsTheEnd(Trace t) throws Exception {
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } catch (Boom e) {
                t.log("handles", e);
                Asyncio.sleep(ofSeconds(1));
            }
        });
        generator.anext();
        try {
            generator.athrow(new Boom("a"));
            t.log("not reached");
        } catch (StopAsyncIterationException e) {
            t.log("caught", e);
        }
        t.log("then", generator.anext("end"));
    }

    @Case("ASYNCGEN-16")
    void anErrorThrownBeforeTheFirstStepComesStraightBack(Trace t) throws Exception {
        Boom boom = new Boom("early");
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> {
            try {
                t.log("not reached");
                out.yield(1);
            } catch (Boom e) {
                t.log("not reached");
            }
        });
        Asyncio.runningLoop().callSoon(() -> t.log("queued"));
        try {
            generator.athrow(boom);
            t.log("not reached");
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == boom);
        }
        try {
            generator.anext();
            t.log("not reached");
        } catch (StopAsyncIterationException e) {
            t.log("then", e);
        }
        Asyncio.yieldNow();
    }

    @Case("ASYNCGEN-17")
    void anErrorThrownAfterTheEndIsDropped(Trace t) throws Exception {
        GeneratorBody<Object, Void> body = out -> out.yield(1);
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(body);
        for (Object n : generator) {
            t.log("got", n);
        }
        t.log("exhausted", generator.athrow(new Boom("late")));
        AsyncGenerator<Object, Void> failed = AsyncGenerator.of(body);
        failed.anext();
        try {
            failed.athrow(new Boom("a"));
            t.log("not reached");
        } catch (Boom e) {
            t.log("caught", e);
        }
        t.log("failed", failed.athrow(new Bang("late")));
    }

    /** The form with type, value and traceback has no counterpart: one Throwable is all that can be thrown. */
    @Case("ASYNCGEN-18")
    void throwingNothingIsRefusedAndChangesNothing(Trace t) throws Exception {
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
                out.yield(2);
            } finally {
                t.log("cleans up");
            }
        });
        t.log("got", generator.anext());
        try {
            generator.athrow(null);
            t.log("not reached");
        } catch (NullPointerException e) {
            t.log("caught", e);
        }
        t.log("got", generator.anext());
        t.log("got", generator.anext("end"));
    }
}
