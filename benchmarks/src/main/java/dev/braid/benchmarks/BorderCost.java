package dev.braid.benchmarks;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.kotlin.Suspend;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What a call between the languages costs, beside the same call within one of them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BorderCost {

    private static final int CALLS = 100_000;

    private static final int DEPTH = 10;

    private static int sum;

    // --- Java calls

    /** The measure of the others: a Java body that gives way itself. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void javaAloneGivesWay(LoopState loop) {
        loop.run(() -> {
            for (int i = 0; i < CALLS; i++) {
                Asyncio.yieldNow();
            }
        });
    }

    /** A suspend function that returns at once. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void javaAwaitsKotlin(LoopState loop) {
        loop.run(() -> {
            for (int i = 0; i < CALLS; i++) {
                sum += Suspend.await(BorderPrograms::atOnce, i);
            }
        });
    }

    /** A suspend function that gives way once. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void javaAwaitsKotlinThatGivesWay(LoopState loop) {
        loop.run(() -> {
            for (int i = 0; i < CALLS; i++) {
                sum += Suspend.await(BorderPrograms::afterGivingWay, i);
            }
        });
    }

    // --- Kotlin calls

    /** A Java body that returns at once. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void kotlinRunsJava(LoopState loop) {
        BorderPrograms.callJava(loop.runner(), CALLS, () -> 1);
    }

    /** A Java body that gives way once. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void kotlinRunsJavaThatGivesWay(LoopState loop) {
        BorderPrograms.callJava(loop.runner(), CALLS, () -> {
            Asyncio.yieldNow();
            return 1;
        });
    }

    // --- Errors, thrown ten calls deep and caught by the caller

    private static int failing(int depth) {
        if (depth < DEPTH) {
            return failing(depth + 1) + 1;
        }
        throw new IllegalArgumentException("no such thing");
    }

    /** An error that crosses no border. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void errorWithinJava(LoopState loop) {
        loop.run(() -> catching(() -> failing(0)));
    }

    /** An error that crosses no border. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void errorWithinKotlin(LoopState loop) {
        BorderPrograms.callFailingKotlin(loop.runner(), CALLS);
    }

    /** A suspend function fails, and Java catches it. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void errorFromKotlinToJava(LoopState loop) {
        loop.run(() -> catching(() -> Suspend.await(BorderPrograms::failing, 0)));
    }

    /** A Java body fails, and Kotlin catches it. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void errorFromJavaToKotlin(LoopState loop) {
        BorderPrograms.callFailingJava(loop.runner(), CALLS, () -> failing(0));
    }

    private static void catching(Coroutine<Integer> call) throws Exception {
        for (int i = 0; i < CALLS; i++) {
            try {
                sum += call.run();
            } catch (IllegalArgumentException expected) {
                sum++;
            }
        }
    }
}
