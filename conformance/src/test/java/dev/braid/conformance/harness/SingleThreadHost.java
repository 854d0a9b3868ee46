package dev.braid.conformance.harness;

import dev.braid.kotlin.DispatcherHost;
import dev.braid.spi.LoopHost;
import dev.braid.spi.Pump;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import kotlinx.coroutines.ExecutorsKt;

/** A loop on an executor's dispatcher. The executor has one thread, and ends when the loop closes. */
final class SingleThreadHost implements LoopHost {

    // For loops that nobody closes.
    private static final long MOST_IDLE_SECONDS = 1;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1, 1, MOST_IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), code -> {
                Thread thread = new Thread(code, "executor of a case");
                thread.setDaemon(true);
                return thread;
            });

    private final LoopHost host = new DispatcherHost(ExecutorsKt.from(executor));

    SingleThreadHost() {
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public long timeNanos() {
        return host.timeNanos();
    }

    @Override
    public void run(Pump pump) throws InterruptedException {
        host.run(pump);
    }

    @Override
    public void wake() {
        host.wake();
    }

    @Override
    public void close() {
        host.close();
        executor.shutdown();
    }
}
