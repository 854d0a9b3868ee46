package dev.braid.conformance.debug;

import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Where everything is logged. */
class LoggerTest {

    /** All records of all loggers, in order. */
    private static final class AllLogs extends Handler implements AutoCloseable {

        private static final Logger ROOT = Logger.getLogger("");
        private static final Logger BRAID = Logger.getLogger("dev.braid");

        final List<LogRecord> records = new CopyOnWriteArrayList<>();
        private final List<Handler> handlersBefore = Arrays.asList(ROOT.getHandlers());
        private final Level levelBefore = BRAID.getLevel();

        AllLogs() {
            BRAID.setLevel(Level.WARNING);
            handlersBefore.forEach(ROOT::removeHandler);
            ROOT.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            ROOT.removeHandler(this);
            handlersBefore.forEach(ROOT::addHandler);
            BRAID.setLevel(levelBefore);
        }
    }

    @Case("DEBUG-12")
    void everythingIsLoggedByOneLogger(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Runnable raising = () -> {
            throw new Boom("callback");
        };
        loop.setDebug(true);
        try (AllLogs all = new AllLogs()) {
            loop.callSoon(raising);
            loop.callSoon(() -> t.burn(ofSeconds(1)));
            Asyncio.yieldNow();
            fails(loop);
            t.gc();
            loop.setExceptionHandler((which, context) -> {
                throw new Bang("handler");
            });
            loop.callSoon(raising);
            Asyncio.yieldNow();
            for (LogRecord line : all.records) {
                String level = line.getLevel() == Level.SEVERE ? "ERROR" : line.getLevel().getName();
                t.log("logged", level, line.getLoggerName().equals("dev.braid"));
            }
        }
    }

    private static void fails(EventLoop loop) {
        loop.createFuture().setException(new Boom("lost"));
    }
}
