package dev.braid.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The baseline: what the same programs cost in plain kotlinx.coroutines. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlainCoroutines {

    /** A million launched undispatched. */
    @Benchmark
    @OperationsPerInvocation(1_000_000)
    public void eager() {
        PlainPrograms.eager();
    }

    /** A million launched. */
    @Benchmark
    @OperationsPerInvocation(1_000_000)
    public void notEager() {
        PlainPrograms.notEager();
    }

    /** A million deferred, awaited together. */
    @Benchmark
    @OperationsPerInvocation(1_000_000)
    public void gather() {
        PlainPrograms.gather();
    }

    /** Two coroutines that yield to each other. */
    @Benchmark
    @OperationsPerInvocation(200_000)
    public void switchTasks() {
        PlainPrograms.switchTasks();
    }

    /** A deferred completed by another coroutine. */
    @Benchmark
    @OperationsPerInvocation(100_000)
    public void future() {
        PlainPrograms.future();
    }

    /** 200,000 delays of 0 to 99 ms. */
    @Benchmark
    @OperationsPerInvocation(200_000)
    public void sleeps() {
        PlainPrograms.sleeps();
    }

    /** A channel of 100. */
    @Benchmark
    @OperationsPerInvocation(200_000)
    public void queue() {
        PlainPrograms.queue();
    }

    /** Ten coroutines share five permits. */
    @Benchmark
    @OperationsPerInvocation(100_000)
    public void semaphore() {
        PlainPrograms.semaphore();
    }

    /** A flow. */
    @Benchmark
    @OperationsPerInvocation(1_000_000)
    public void generator() {
        PlainPrograms.generator();
    }

    /** Coroutines in a delay, each cancelled and joined, one after the other. */
    @Benchmark
    @OperationsPerInvocation(100_000)
    public void cancelAndAwait() {
        PlainPrograms.cancel();
    }

    /** Blocks that another thread dispatches. */
    @Benchmark
    @OperationsPerInvocation(200_000)
    public void fromAnotherThread() {
        PlainPrograms.fromAnotherThread();
    }
}
