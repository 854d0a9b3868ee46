package dev.braid.benchmarks;

import dev.braid.Asyncio;
import dev.braid.TaskGroup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What many sleeping tasks cost: the time beyond the longest sleep of 99 ms, which the report takes off. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SleepCost {

    private static final int SLEEPS = 200_000;

    /** 200,000 tasks that sleep 0 to 99 ms. */
    @Benchmark
    @OperationsPerInvocation(SLEEPS)
    public void sleeps(LoopState loop) {
        loop.run(() -> TaskGroup.run(group -> {
            for (int i = 0; i < SLEEPS; i++) {
                Duration delay = Duration.ofMillis(i % 100);
                group.createTask(() -> Asyncio.sleep(delay));
            }
        }));
    }
}
