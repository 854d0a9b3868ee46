package dev.braid.benchmarks;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.TaskGroup;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What it costs to give way to another task, and to wait for a future. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SwitchCost {

    private static final int TURNS = 100_000;

    private static void giveWay() {
        for (int i = 0; i < TURNS; i++) {
            Asyncio.yieldNow();
        }
    }

    /** Two tasks that give way to each other. */
    @Benchmark
    @OperationsPerInvocation(2 * TURNS)
    public void switchTasks(LoopState loop) {
        loop.run(() -> TaskGroup.run(group -> {
            group.createTask(() -> giveWay());
            group.createTask(() -> giveWay());
        }));
    }

    /** A task that waits for futures, each finished by a callback. */
    @Benchmark
    @OperationsPerInvocation(TURNS)
    public void future(LoopState loop) {
        loop.run(() -> {
            EventLoop running = Asyncio.runningLoop();
            for (int i = 0; i < TURNS; i++) {
                Future<Integer> future = running.createFuture();
                running.callSoon(() -> future.setResult(1));
                future.await();
            }
        });
    }
}
