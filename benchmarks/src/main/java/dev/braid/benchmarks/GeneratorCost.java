package dev.braid.benchmarks;

import dev.braid.AsyncGenerator;
import org.openjdk.jmh.infra.Blackhole;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What an item of an async generator costs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GeneratorCost {

    private static final int ITEMS = 1_000_000;

    private static AsyncGenerator<Integer, Void> numbers() {
        return AsyncGenerator.of(out -> {
            for (int i = 0; i < ITEMS; i++) {
                out.yield(i);
            }
        });
    }

    /** The consumer asks for each item. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void generatorPull(LoopState loop, Blackhole sink) {
        loop.run(() -> {
            for (Integer item : numbers()) {
                sink.consume(item);
            }
        });
    }

    /** The body calls the consumer. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void generatorPush(LoopState loop, Blackhole sink) {
        loop.run(() -> numbers().forEach(sink::consume));
    }
}
