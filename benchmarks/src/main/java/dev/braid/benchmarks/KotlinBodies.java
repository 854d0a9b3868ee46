package dev.braid.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What tasks of Braid cost whose bodies are Kotlin's suspend lambdas, which need no strand. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KotlinBodies {

    /** A million members of a group, each started inside the creating call. */
    @Benchmark
    @OperationsPerInvocation(1_000_000)
    public void eager() {
        KotlinPrograms.eager();
    }

    /** A million members of a group. */
    @Benchmark
    @OperationsPerInvocation(1_000_000)
    public void notEager() {
        KotlinPrograms.notEager();
    }

    /** A million coroutines gathered. */
    @Benchmark
    @OperationsPerInvocation(1_000_000)
    public void gather() {
        KotlinPrograms.gather();
    }

    /** Two tasks that give way to each other. */
    @Benchmark
    @OperationsPerInvocation(200_000)
    public void switchTasks() {
        KotlinPrograms.switchTasks();
    }

    /** A task that waits for futures, each finished by a callback. */
    @Benchmark
    @OperationsPerInvocation(100_000)
    public void future() {
        KotlinPrograms.future();
    }

    /** 200,000 tasks that sleep 0 to 99 ms. */
    @Benchmark
    @OperationsPerInvocation(200_000)
    public void sleeps() {
        KotlinPrograms.sleeps();
    }

    /** One producer and one consumer over a queue of 100; per item. */
    @Benchmark
    @OperationsPerInvocation(200_000)
    public void queue() {
        KotlinPrograms.queue();
    }

    /** Ten tasks share five permits, giving way while they hold one; per acquisition. */
    @Benchmark
    @OperationsPerInvocation(100_000)
    public void semaphore() {
        KotlinPrograms.semaphore();
    }

    /** Ten tasks meet at a barrier; per task and round. */
    @Benchmark
    @OperationsPerInvocation(100_000)
    public void barrier() {
        KotlinPrograms.barrier();
    }

    /** A generator whose body and whose consumer are Kotlin; per item. */
    @Benchmark
    @OperationsPerInvocation(1_000_000)
    public void generatorPull() {
        KotlinPrograms.generator();
    }

    /** The same, where the body calls the consumer. */
    @Benchmark
    @OperationsPerInvocation(1_000_000)
    public void generatorPush() {
        KotlinPrograms.generatorPush();
    }

    /** A million questions from one task. */
    @Benchmark
    @OperationsPerInvocation(1_000_000)
    public int currentTask() {
        return KotlinPrograms.currentTask();
    }

    /** Tasks that sleep, each cancelled and awaited, one after the other. */
    @Benchmark
    @OperationsPerInvocation(100_000)
    public void cancelAndAwait() {
        KotlinPrograms.cancel(false);
    }

    /** The same in debug mode. */
    @Benchmark
    @OperationsPerInvocation(100_000)
    public void cancelAndAwaitInDebugMode() {
        KotlinPrograms.cancel(true);
    }
}
