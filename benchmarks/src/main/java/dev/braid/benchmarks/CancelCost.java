package dev.braid.benchmarks;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What it costs to cancel a task, who asked and when included, and to see it end. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CancelCost {

    private static final int TASKS = 100_000;
    private static final Duration LONG = Duration.ofHours(1);

    private static int cancelled;

    /** Tasks that sleep, each cancelled and awaited, one after the other. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void cancelAndAwait(LoopState loop) {
        cancelling(loop, false);
    }

    /** The same in debug mode, where a request keeps the stack of whoever made it. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void cancelAndAwaitInDebugMode(LoopState loop) {
        cancelling(loop, true);
    }

    /** The measure of the others: tasks that are awaited to their end. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void awaitAlone(LoopState loop) {
        loop.run(() -> {
            for (int i = 0; i < TASKS; i++) {
                Task<Void> task = Asyncio.createTask(() -> Asyncio.yieldNow());
                Asyncio.yieldNow();
                task.await();
            }
        });
    }

    private static void cancelling(LoopState loop, boolean debug) {
        loop.runner().loop().setDebug(debug);
        loop.run(() -> {
            for (int i = 0; i < TASKS; i++) {
                Task<Void> task = Asyncio.createTask(() -> Asyncio.sleep(LONG));
                Asyncio.yieldNow();
                task.cancel();
                try {
                    task.await();
                } catch (CancelledError expected) {
                    cancelled++;
                }
            }
        });
    }
}
