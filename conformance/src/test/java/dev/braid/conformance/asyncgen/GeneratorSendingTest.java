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

/** What the consumer sends to the body. */
class GeneratorSendingTest {

    @Case("ASYNCGEN-06")
    void theSignalOfTheEndCannotBeRaisedByTheBody(Trace t) throws Exception {
        StopAsyncIterationException stop = new StopAsyncIterationException("mine");
        GeneratorBody<Object, Void> body = out -> {
            out.yield(1);
            throw stop;
        };

        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(body);
        t.log("got", generator.anext());
        try {
            generator.anext();
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log("caught", e, "because of mine", e.getCause() == stop);
        }
        try {
            for (Object n : AsyncGenerator.of(body)) {
                t.log("got", n);
            }
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log("caught", e);
        }
        t.log("then", generator.anext("end"));
    }

    @Case("ASYNCGEN-08")
    void aSentValueIsWhatThePausedYieldGives(Trace t) throws Exception {
        AsyncGenerator<Integer, String> generator = AsyncGenerator.of(out -> {
            String received = out.yield(1);
            t.log("received", received);
            Asyncio.sleep(ofSeconds(1));
            received = out.yield(2);
            t.log("received", received);
            out.yield(3);
        });
        t.log("got", generator.asend(null));
        t.log("got", generator.asend("a"));
        t.log("got", generator.asend("b"));
        generator.aclose();
    }

    @Case("ASYNCGEN-09")
    void aGeneratorThatHasNotStartedTakesNoValue(Trace t) throws Exception {
        AsyncGenerator<Object, String> generator = AsyncGenerator.of(out -> {
            t.log("begins");
            String received = out.yield(1);
            t.log("received", received);
        });
        try {
            generator.asend("early");
            t.log("not reached");
        } catch (IllegalArgumentException e) {
            t.log("caught", e);
        }
        t.log("got", generator.asend(null));
        t.log("got", generator.anext("end"));
    }

    @Case("ASYNCGEN-10")
    void aPlainStepSendsNone(Trace t) throws Exception {
        AsyncGenerator<Integer, String> generator = AsyncGenerator.of(out -> {
            t.log("received", out.yield(1));
            t.log("received", out.yield(2));
            t.log("received", out.yield(3));
        });
        generator.anext();
        generator.asend("a");
        generator.anext();
        for (int n : generator) {
            t.log("not reached");
        }
        t.log("end");
    }

    @Case("ASYNCGEN-11")
    void aSendThatEndsTheBodySaysSo(Trace t) throws Exception {
        AsyncGenerator<Integer, String> generator = AsyncGenerator.of(out -> {
            String received = out.yield(1);
            t.log("received", received);
            Asyncio.sleep(ofSeconds(1));
        });
        t.log("got", generator.anext());
        try {
            generator.asend("last");
            t.log("not reached");
        } catch (StopAsyncIterationException e) {
            t.log("caught", e);
        }
        try {
            generator.asend("too late");
            t.log("not reached");
        } catch (StopAsyncIterationException e) {
            t.log("again", e);
        }
    }

    @Case("ASYNCGEN-12")
    void aFailureAfterASendComesOutOfItAfterTheCleanUp(Trace t) throws Exception {
        Boom boom = new Boom("a");
        AsyncGenerator<Object, String> generator = AsyncGenerator.of(out -> {
            try {
                String received = out.yield(1);
                t.log("received", received);
                Asyncio.sleep(ofSeconds(1));
                throw boom;
            } finally {
                t.log("cleaning");
                Asyncio.sleep(ofSeconds(1));
                t.log("cleaned");
            }
        });
        AsyncGenerator<Object, String> replaces = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
                throw new Boom("replaced");
            } finally {
                throw new Bang("of the clean-up");
            }
        });

        generator.anext();
        try {
            generator.asend("go");
            t.log("not reached");
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == boom);
        }
        replaces.anext();
        try {
            replaces.asend("go");
            t.log("not reached");
        } catch (Bang e) {
            t.log("caught", e);
        }
        t.log("then", replaces.anext("end"));
    }
}
