package dev.braid.conformance.asyncgen;

import static java.time.Duration.ofSeconds;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.GeneratorBody;
import dev.braid.GeneratorExit;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a loop does at its end with the generators that are still open. */
class GeneratorShutdownTest {

    @Case("ASYNCGEN-34")
    void shutdownClosesWhatIsOpenAtTheSameTime(Trace t) throws Exception {
        List<AsyncGenerator<Object, Void>> open = new ArrayList<>();
        for (int n : new int[] {2, 1, 3}) {
            open.add(sleepsAtTheEnd(t, n));
        }
        for (AsyncGenerator<Object, Void> generator : open) {
            generator.anext();
        }
        AsyncGenerator<Object, Void> finished = sleepsAtTheEnd(t, 7);
        AsyncGenerator<Object, Void> unstarted = sleepsAtTheEnd(t, 8);
        finished.anext();
        finished.aclose();
        t.log("shutting down");
        Asyncio.runningLoop().shutdownAsyncgens();
        t.log("shut down");
        open.add(finished);
        for (AsyncGenerator<Object, Void> generator : open) {
            t.log("then", generator.anext("end"));
        }
    }

    private static AsyncGenerator<Object, Void> sleepsAtTheEnd(Trace t, int n) {
        return AsyncGenerator.of(out -> {
            try {
                out.yield(n);
                t.log("not reached");
            } finally {
                t.log("cleaning", n);
                Asyncio.sleep(ofSeconds(n));
                t.log("cleaned", n);
            }
        });
    }

    @Case("ASYNCGEN-35")
    void aFailingCloseIsReportedAndStopsNoOther(Trace t) throws Exception {
        t.catchReports();
        AsyncGenerator<Integer, Void> fails = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                t.log("fails");
                throw new Boom("in the clean-up");
            }
        });
        AsyncGenerator<Integer, Void> yieldsAgain = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } catch (GeneratorExit e) {
                out.yield(2);
            }
        });
        AsyncGenerator<Integer, Void> cleansUp = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                Asyncio.sleep(ofSeconds(1));
                t.log("cleaned");
            }
        });
        List<AsyncGenerator<Integer, Void>> generators = List.of(fails, yieldsAgain, cleansUp);
        for (AsyncGenerator<Integer, Void> generator : generators) {
            generator.anext();
        }
        Asyncio.runningLoop().shutdownAsyncgens();
        t.log("shut down");
    }

    @Case("ASYNCGEN-36")
    void aGeneratorBegunAfterTheShutdownWorksWithAWarning(Trace t) throws Exception {
        Asyncio.runningLoop().shutdownAsyncgens();
        try (Warnings warned = new Warnings()) {
            AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> {
                out.yield(1);
                out.yield(2);
            });
            t.log("warned", warned.count());
            t.log("got", generator.anext());
            t.log("warned", warned.count());
            t.log("got", generator.anext());
            t.log("got", generator.anext("end"));
            t.log("warned", warned.count());
        }
    }

    /** Counts what Braid logs about shutdownAsyncgens. */
    private static final class Warnings extends Handler implements AutoCloseable {

        private static final Logger LOGGER = Logger.getLogger("dev.braid");
        private final AtomicInteger count = new AtomicInteger();
        private final @Nullable Level levelBefore = LOGGER.getLevel();

        Warnings() {
            LOGGER.setLevel(Level.WARNING);
            LOGGER.setUseParentHandlers(false);
            LOGGER.addHandler(this);
        }

        int count() {
            return count.get();
        }

        @Override
        public void publish(LogRecord line) {
            if (line.getMessage().contains("shutdownAsyncgens()")) {
                count.incrementAndGet();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            LOGGER.removeHandler(this);
            LOGGER.setUseParentHandlers(true);
            LOGGER.setLevel(levelBefore);
        }
    }

    @Case("ASYNCGEN-37")
    void shutdownWithNothingOpenDoesNotSuspend(Trace t) throws Exception {
        GeneratorBody<Integer, Void> body = out -> out.yield(1);
        AsyncGenerator<Integer, Void> unstarted = AsyncGenerator.of(body);
        for (int n : AsyncGenerator.of(body)) {}
        Asyncio.runningLoop().callSoon(() -> t.log("queued"));
        Asyncio.runningLoop().shutdownAsyncgens();
        t.log("shut down");
        Asyncio.runningLoop().shutdownAsyncgens();
        t.log("shut down twice");
        Asyncio.yieldNow();
    }

    @Case(value = "ASYNCGEN-38", plain = true)
    void aRunClosesAtItsEndWhatWasLeftOpen(Trace t) {
        List<Object> held = new ArrayList<>();
        Coroutine<String> main = () -> {
            t.catchReports();
            AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
                try {
                    for (int n = 0; n < 3; n++) {
                        out.yield(n);
                    }
                } finally {
                    t.log("cleaning");
                    Asyncio.sleep(ofSeconds(1));
                    t.log("cleaned");
                }
            });
            held.add(generator);
            for (int n : generator) {
                t.log("got", n);
                if (n == 1) {
                    break;
                }
            }
            t.log("main ends");
            return "value";
        };
        t.log("result", t.<String, RuntimeException>run(main));
    }
}
