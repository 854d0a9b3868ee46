package dev.braid.benchmarks;

import dev.braid.Asyncio;
import dev.braid.Task;
import org.openjdk.jmh.infra.Blackhole;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What it costs to ask for the current task. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CurrentTaskCost {

    private static final int CALLS = 1_000_000;

    /** A million questions from one task. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void currentTask(LoopState loop, Blackhole sink) {
        loop.run(() -> {
            for (int i = 0; i < CALLS; i++) {
                Task<?> task = Asyncio.currentTask();
                sink.consume(task);
            }
        });
    }
}
