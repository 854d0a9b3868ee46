package dev.braid.benchmarks;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What it costs to start a task that does nothing and to see it end. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TaskStartCost {

    private static final int TASKS = 1_000_000;

    private static int ran;

    private static Integer noop() {
        return ran++;
    }

    private static void group() {
        TaskGroup.run(group -> {
            for (int i = 0; i < TASKS; i++) {
                group.createTask(() -> noop());
            }
        });
    }

    /** A million members of a group, each started inside the creating call. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void eager(LoopState loop) {
        loop.startEagerly();
        loop.run(TaskStartCost::group);
    }

    /** A million members of a group. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void notEager(LoopState loop) {
        loop.run(TaskStartCost::group);
    }

    /** A million coroutines gathered. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void gather(LoopState loop) {
        loop.run(() -> {
            List<Coroutine<Integer>> coroutines = new ArrayList<>(TASKS);
            for (int i = 0; i < TASKS; i++) {
                coroutines.add(() -> noop());
            }
            Asyncio.gather(coroutines).await();
        });
    }
}
