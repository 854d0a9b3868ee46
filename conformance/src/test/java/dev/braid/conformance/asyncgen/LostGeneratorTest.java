package dev.braid.conformance.asyncgen;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.GeneratorExit;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;

/** Generators that nobody refers to any more, and those that belong to another loop. */
class LostGeneratorTest {

    @Case("ASYNCGEN-31")
    void aLostGeneratorIsClosedByATaskOfItsLoop(Trace t) throws Exception {
        lose(t, true);
        lose(t, false);
        t.gc();
        Asyncio.sleep(ofMillis(500));
        t.log("meanwhile");
        Asyncio.sleep(ofSeconds(1));
        t.log("end");
    }

    private static void lose(Trace t, boolean started) {
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
                t.log("not reached");
            } catch (GeneratorExit e) {
                t.log("thrown in", e);
                throw e;
            } finally {
                t.log("cleaning");
                Asyncio.sleep(ofSeconds(1));
                t.log("cleaned");
            }
        });
        if (started) {
            t.log("got", generator.anext());
        }
    }

    @Case("ASYNCGEN-32")
    void aGeneratorReclaimedInAnotherThreadIsClosedInItsLoop(Trace t) throws Exception {
        Asyncio.runningLoop().setDebug(true);
        loseInACycle(t);
        Asyncio.toThread(() -> {
            t.collect();
            return null;
        });
        Asyncio.sleep(ofSeconds(2));
        t.log("end");
    }

    private static void loseInACycle(Trace t) {
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                t.log("cleaning");
                Asyncio.sleep(ofSeconds(1));
                t.log("cleaned");
            }
        });
        Object[] cycle = {generator, null};
        cycle[1] = cycle;
        t.log("got", generator.anext());
    }

    @Case("ASYNCGEN-33")
    void aFailingCleanUpOfALostGeneratorIsReported(Trace t) throws Exception {
        t.catchReports();
        loseFailing(t);
        t.gc();
        for (int i = 0; i < 3; i++) {
            Asyncio.yieldNow();
        }
        t.gc();
        t.log("end");
    }

    private static void loseFailing(Trace t) {
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                t.log("fails");
                throw new Boom("in the clean-up");
            }
        });
        t.log("got", generator.anext());
    }

    /** In Python a generator can be begun without a loop; in Braid a step needs a task, and so a loop. */
    @Case(value = "ASYNCGEN-39", plain = true)
    void aLoopClosesOnlyWhatWasFirstIteratedInIt(Trace t) {
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
                out.yield(2);
            } finally {
                t.log("cleans up");
            }
        });
        EventLoop first = t.newLoop();
        EventLoop second = t.newLoop();
        first.runUntilComplete(() -> t.log("got", generator.anext()));
        second.runUntilComplete(() -> {
            second.shutdownAsyncgens();
            t.log("the other loop has closed nothing");
        });
        first.runUntilComplete(() -> {
            first.shutdownAsyncgens();
            t.log("its own loop has closed it", generator.anext("end"));
        });
        second.close();
        first.close();
    }
}
