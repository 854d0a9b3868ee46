package dev.braid.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.spi.CoroutineProtocol;
import dev.braid.spi.LoopHost;
import dev.braid.spi.Pump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that looks at slow callbacks, which reads what the loop is changing. In real time, which it is about. */
@Timeout(60)
class SlowWatchTest {

    private static final Logger LOGGER = Logger.getLogger("dev.braid");
    private static final long BUSY_NANOS = 100_000_000;

    private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** A host in real time. */
    private static final class Plain implements LoopHost {

        @Override
        public long timeNanos() {
            return System.nanoTime();
        }

        @Override
        public void run(Pump pump) {
            while (pump.iterate() != Pump.STOPPED) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void wake() {}
    }

    /** A body that suspends by its own means, and cannot tell where it stands while it runs. */
    private static final class Untold implements CoroutineProtocol<String> {

        @Override
        public Object send() {
            busy();
            return RETURNED;
        }

        @Override
        public Object throwIn(Throwable error) {
            return RETURNED;
        }

        @Override
        public void close() {}

        @Override
        public List<StackTraceElement> stack() {
            throw new IllegalStateException("half changed");
        }

        @Override
        public String result() {
            return "done";
        }
    }

    private static void busy() {
        long end = System.nanoTime() + BUSY_NANOS;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @BeforeEach
    void listen() {
        LOGGER.addHandler(handler);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
    }

    @Test
    void aStackThatCannotBeReadEndsNoWatch() {
        EventLoopImpl loop = new EventLoopImpl(new Plain(), null);
        loop.setDebug(true);
        loop.setSlowCallbackDuration(Duration.ofMillis(10));
        assertEquals("done", loop.<String, RuntimeException>runUntilComplete(loop.createTask(new Untold())));
        loop.callSoon(() -> {
            busy();
            loop.stop();
        });
        loop.runForever();
        loop.close();
        assertEquals(2, logged.size(), logged::toString);
        assertTrue(logged.get(0).startsWith("Executing Task["), logged.get(0));
        assertTrue(logged.get(1).contains("it was here:\n\tat " + SlowWatchTest.class.getName() + ".busy("), logged.get(1));
    }
}
