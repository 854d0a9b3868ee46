package dev.braid.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.spi.CoroutineProtocol;
import dev.braid.spi.LoopHost;
import dev.braid.spi.Pump;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that looks at slow callbacks, which reads what the loop is changing. In real time, which it is about. */
@Timeout(60)
class SlowWatchTest {

    private static final long MOST_PATIENCE_NANOS = 30_000_000_000L;

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

    /** A body that is busy until the watch has asked where it stands, which it cannot tell. */
    private static final class Untold implements CoroutineProtocol<String> {

        private volatile boolean asked;

        @Override
        public Object send() {
            long end = System.nanoTime() + MOST_PATIENCE_NANOS;
            while (!asked && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
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
            asked |= Thread.currentThread().getName().equals("braid-slow-callbacks");
            throw new IllegalStateException("half changed");
        }

        @Override
        public String result() {
            return asked ? "asked" : "nobody asked";
        }
    }

    @Test
    void aStackThatCannotBeReadEndsNoWatch() {
        EventLoopImpl loop = new EventLoopImpl(new Plain(), null);
        loop.setDebug(true);
        loop.setSlowCallbackDuration(Duration.ofMillis(10));
        for (int i = 0; i < 2; i++) {
            assertEquals("asked", loop.<String, RuntimeException>runUntilComplete(() ->
                    loop.createTask(new Untold()).await()));
        }
        loop.close();
    }
}
