package dev.braid.conformance.contextlib;

import static java.time.Duration.ofSeconds;

import dev.braid.AsyncContextManager;
import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;

/** Managers that close, and one that does nothing. */
class ClosingManagerTest {

    private static AsyncGenerator<Object, Void> numbers(Trace t) {
        return AsyncGenerator.of(out -> {
            try {
                for (int n = 0; ; n++) {
                    out.yield(n);
                }
            } finally {
                t.log("cleaning");
                Asyncio.sleep(ofSeconds(1));
                t.log("cleaned");
            }
        });
    }

    @Case("CTXLIB-21")
    void itGivesTheGeneratorItselfAndClosesIt(Trace t) throws Exception {
        AsyncGenerator<Object, Void> generator = numbers(t);
        Asyncio.with(AsyncContextManager.closing(generator), given -> {
            t.log("the same object", given == generator);
            t.log("got", given.anext());
        });
        t.log("closed", generator.anext("end"));
        AsyncGenerator<Object, Void> failing = numbers(t);
        failing.anext();
        try {
            Asyncio.with(AsyncContextManager.closing(failing), Failing.with(new Boom("in the block")));
        } catch (Boom e) {
            t.log("caught", e);
        }
        t.log("closed", failing.anext("end"));
    }

    /** The second block is the plain form: a generator is a resource of try. */
    @Case("CTXLIB-22")
    void theCleanUpHasRunWhenTheLoopWasLeft(Trace t) throws Exception {
        Asyncio.with(AsyncContextManager.closing(numbers(t)), generator -> {
            for (Object n : generator) {
                t.log("got", n);
                if (n.equals(1)) {
                    break;
                }
            }
            t.log("behind the loop");
        });
        t.log("behind the block");
        try (AsyncGenerator<Object, Void> generator = numbers(t)) {
            for (Object n : generator) {
                throw new Boom("in the loop");
            }
        } catch (Boom e) {
            t.log("caught", e);
        }
    }

    @Case("CTXLIB-23")
    void nothingHappensAroundTheBlock(Trace t) throws Exception {
        Asyncio.runningLoop().callSoon(() -> t.log("queued"));
        Asyncio.with(AsyncContextManager.nullContext("value"), value -> {
            t.log("block", value);
        });
        Asyncio.with(AsyncContextManager.<String>nullContext(null), value -> {
            t.log("block", value);
        });
        try {
            Asyncio.with(AsyncContextManager.<String>nullContext(null), Failing.with(new Boom("in the block")));
        } catch (Boom e) {
            t.log("caught", e);
        }
        Asyncio.yieldNow();
    }
}
