package dev.braid.testing;

import dev.braid.LoopFactory;
import dev.braid.internal.ForwardingPump;
import dev.braid.spi.Engine;
import dev.braid.spi.LoopHost;
import dev.braid.spi.Pump;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Time that jumps: a loop's clock stands still while anything is ready, and goes to the next timer when nothing is. A
 * program of hours runs in milliseconds, and always in the same order.
 *
 * <pre>{@code
 * try (Runner runner = Runner.builder().loopFactory(VirtualTime.loops()).build()) {
 *     runner.run(() -> Asyncio.sleep(Duration.ofDays(365)));
 * }
 * }</pre>
 *
 * <p>While a call runs in an executor ({@code toThread}, {@code runInExecutor}) the clock waits for it. What comes from
 * other threads in other ways, such as a {@code CompletableFuture} of an HTTP client or Kotlin's {@code withContext} with
 * another dispatcher, is announced with {@link #expectWake}; unannounced, the clock may jump to the next timer before it
 * arrives. It cannot be guessed: code on another thread may just wait for a timer of this clock.
 *
 * <p>Sockets are asked before the clock jumps: what this process sends itself over the loopback interface has arrived by
 * then. What a real network is still carrying is not waited for while there is a timer.
 *
 * <p>An extra of Braid: asyncio leaves such a clock to its users.
 */
public final class VirtualTime implements LoopHost {

    private final Object lock = new Object();

    // Moved by the loop's own thread, read by any.
    private volatile long now;

    // Guarded by lock.
    private int expected;
    private boolean woken;

    private final @Nullable LoopHost under;

    // The loop, if it runs on its caller's thread. Set by that, read by whoever wakes it.
    private volatile @Nullable Pump running;

    private VirtualTime(@Nullable LoopHost under) {
        this.under = under;
    }

    /**
     * A factory of loops in virtual time, which run on the thread that runs them.
     *
     * @return the factory; each of its loops has a clock of its own, which begins at zero
     */
    public static LoopFactory loops() {
        return () -> Engine.newLoop(new VirtualTime(null));
    }

    /**
     * A new host in virtual time, on the calling thread.
     *
     * @return the host, for one loop
     */
    public static VirtualTime host() {
        return new VirtualTime(null);
    }

    /**
     * Virtual time over another host: that one's threads, but a clock that jumps.
     *
     * @param under the host that runs the loop, not null; its own clock is not used
     * @return the host to give the loop
     */
    public static VirtualTime over(LoopHost under) {
        return new VirtualTime(Objects.requireNonNull(under, "under"));
    }

    @Override
    public long timeNanos() {
        return now;
    }

    @Override
    public void run(Pump pump) throws InterruptedException {
        if (under != null) {
            under.run(new JumpingPump(pump));
            return;
        }
        running = pump;
        try {
            long wait;
            while ((wait = iterate(pump)) != Pump.STOPPED) {
                if (wait > 0) {
                    await(pump);
                }
            }
        } finally {
            // A loop that nobody refers to must not be kept by who has its host.
            running = null;
        }
    }

    private void await(Pump pump) throws InterruptedException {
        if (pump.hasIo()) {
            pump.awaitIo(Pump.UNTIL_WOKEN);
            return;
        }
        synchronized (lock) {
            while (!woken) {
                lock.wait();
            }
            woken = false;
        }
    }

    /** Answers the host below: 0 to go on, for the clock has jumped, or until woken. */
    private long iterate(Pump pump) {
        synchronized (lock) {
            woken = false;
        }
        long wait = pump.iterate();
        if (wait <= 0) {
            return wait;
        }
        synchronized (lock) {
            if (woken) {
                return 0;
            }
            if (wait == Pump.UNTIL_WOKEN || expected > 0) {
                return Pump.UNTIL_WOKEN;
            }
        }
        if (!pump.pollIo()) {
            now += wait;
        }
        return 0;
    }

    @Override
    public void wake() {
        synchronized (lock) {
            woken = true;
            lock.notifyAll();
        }
        Pump pump = running;
        if (pump != null) {
            pump.wakeIo();
        }
        if (under != null) {
            under.wake();
        }
    }

    /**
     * Holds the clock while something is expected from another thread. Any thread.
     *
     * @param change +1 when the work begins, -1 when it has reported
     */
    @Override
    public void expectWake(int change) {
        synchronized (lock) {
            expected += change;
        }
        if (change < 0) {
            wake();
        }
    }

    @Override
    public boolean exclusive() {
        return under == null || under.exclusive();
    }

    @Override
    public boolean waitsForIo() {
        return under == null || under.waitsForIo();
    }

    @Override
    public boolean onCallerThread() {
        return under == null || under.onCallerThread();
    }

    @Override
    public void close() {
        if (under != null) {
            under.close();
        }
    }

    /** The loop, as a host below sees it. */
    private final class JumpingPump extends ForwardingPump {

        JumpingPump(Pump pump) {
            super(pump);
        }

        @Override
        public long iterate() {
            return VirtualTime.this.iterate(pump);
        }
    }
}
