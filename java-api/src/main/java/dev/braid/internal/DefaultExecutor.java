package dev.braid.internal;

import dev.braid.Future;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The executor that a loop's blocking calls go to: made on first use, shut down with the loop. */
final class DefaultExecutor {

    private static final int MOST_THREADS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

    private final EventLoopImpl loop;

    // Both touched on the loop.
    private @Nullable ExecutorService service;
    private boolean shutDown;

    DefaultExecutor(EventLoopImpl loop) {
        this.loop = loop;
    }

    <T extends @Nullable Object> Future<T> submit(Callable<T> code) {
        if (shutDown) {
            throw new IllegalStateException("cannot run code in the default executor of " + loop
                    + ": it has been shut down; give runInExecutor an executor of your own");
        }
        ExecutorService made = service;
        if (made == null) {
            made = make();
            service = made;
        }
        return ExecutorCall.submit(loop, made, code);
    }

    private ExecutorService make() {
        AtomicInteger made = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST_THREADS, MOST_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), code -> {
                    Thread thread = new Thread(code, loop.text() + "-blocking-" + made.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    void replace(ExecutorService executor) {
        service = Objects.requireNonNull(executor, "executor");
    }

    /** Suspends until all threads have ended, or the time is up. */
    void shutdown(@Nullable Duration timeout) {
        shutDown = true;
        ExecutorService pool = service;
        if (pool == null) {
            return;
        }
        FutureImpl<@Nullable Object> ended = new FutureImpl<>(loop);
        pool.shutdown();
        loop.host.expectWake(+1);
        Thread waiter = new Thread(() -> {
            try {
                pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException givenUp) {
                return;
            } finally {
                loop.callSoonIfOpen(() -> {
                    if (!ended.done()) {
                        ended.finishWith(null);
                    }
                });
                loop.host.expectWake(-1);
            }
        }, loop.text() + "-executor-shutdown");
        waiter.setDaemon(true);
        try {
            waiter.start();
        } catch (Throwable noThread) {
            loop.host.expectWake(-1);
            throw noThread;
        }
        try {
            if (timeout == null) {
                ended.await();
            } else {
                Timeout.after(timeout, limit -> {
                    ended.await();
                });
            }
        } catch (TimeoutException late) {
            Log.LOG.log(System.Logger.Level.WARNING, "The executor did not finish joining its threads within "
                    + timeout.toSeconds() + " seconds; they are left to themselves");
            waiter.interrupt();
        } catch (Exception impossible) {
            throw Sneaky.<RuntimeException>rethrow(impossible);
        }
    }

    /** The loop has closed without waiting. */
    void abandon() {
        shutDown = true;
        if (service != null) {
            service.shutdown();
            service = null;
        }
    }
}
