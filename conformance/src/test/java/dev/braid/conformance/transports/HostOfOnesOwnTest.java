package dev.braid.conformance.transports;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.Transport;
import dev.braid.spi.Engine;
import dev.braid.spi.LoopHost;
import dev.braid.spi.Pump;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/** Sockets of a loop whose host knows nothing of sockets, but how to wait and to be woken. */
class HostOfOnesOwnTest {

    /** Waits for a semaphore. Refuses the first wake-up of another thread, but heeds it. */
    private static final class Waiting implements LoopHost {

        private final Semaphore woken = new Semaphore(0);
        private volatile boolean refused;

        @Override
        public long timeNanos() {
            return System.nanoTime();
        }

        @Override
        public void run(Pump pump) throws InterruptedException {
            for (long wait = pump.iterate(); wait != Pump.STOPPED; wait = pump.iterate()) {
                if (wait > 0) {
                    woken.tryAcquire(wait, TimeUnit.NANOSECONDS);
                    woken.drainPermits();
                }
            }
        }

        @Override
        public void wake() {
            woken.release();
            if (Thread.currentThread().getName().equals("braid-sockets") && !refused) {
                refused = true;
                throw new RejectedExecutionException("refused");
            }
        }
    }

    @Everywhere(plain = true)
    void aSocketWakesTheLoopAlthoughItsHostRefusedOnce(Trace t) throws Exception {
        Waiting host = new Waiting();
        EventLoop loop = Engine.newLoop(host);
        Transport[] left = new Transport[1];
        try (CaughtLog log = new CaughtLog()) {
            loop.runUntilComplete(() -> {
                exchange(left);
                return null;
            });
            assertTrue(host.refused, "the loop's own thread has waited for its sockets");
            assertTrue(log.count(Level.WARNING) > 0, "the refusal is told");
            loop.close();
            var late = assertThrows(IllegalStateException.class, () -> left[0].write(new byte[Peer.MORE_THAN_BUFFERS]));
            assertTrue(late.getMessage().contains("it is closed"), late::getMessage);
            assertTrue(left[0].toString().contains("read=idle"), left[0].toString());
            left[0] = null;
            // The connection that was left open is warned of here, and not among what others log.
            t.collect();
        } finally {
            loop.close();
        }
    }

    private static void exchange(Transport[] left) throws IOException {
        Peer client = new Peer();
        Peer served = new Peer();
        Peers.connect(client, served);
        for (int i = 0; i < 100; i++) {
            client.transport().write(new byte[] {1});
            served.take(1);
            Asyncio.runningLoop().callLater(Duration.ofMillis(1), () -> served.transport().write(new byte[] {2}));
            client.take(1);
        }
        served.close();
        client.lost.await();
        Peer last = new Peer();
        Peers.connect(new Peer(), last);
        left[0] = last.transport();
    }
}
