package dev.braid.benchmarks;

import dev.braid.Asyncio;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What it costs to ask for the current task. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CurrentTaskCost {

    private static final int CALLS = 1_000_000;

    private static int found;

    /** A million questions from one task, each of which stands for itself. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void currentTask(LoopState loop) {
        loop.run(() -> {
            for (int i = 0; i < CALLS; i++) {
                ask();
            }
        });
    }

    /** The call alone, to be taken off. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void callAlone(LoopState loop) {
        loop.run(() -> {
            for (int i = 0; i < CALLS; i++) {
                nothing();
            }
        });
    }

    // Compiled apart: in one piece with the loop around it, the answer is looked up once and kept.
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static void ask() {
        if (Asyncio.currentTask() != null) {
            found++;
        }
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static void nothing() {
        found++;
    }
}
