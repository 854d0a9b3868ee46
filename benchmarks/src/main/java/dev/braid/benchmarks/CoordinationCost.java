package dev.braid.benchmarks;

import dev.braid.Asyncio;
import dev.braid.TaskGroup;
import dev.braid.sync.Barrier;
import dev.braid.sync.Queue;
import dev.braid.sync.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What queues, semaphores and barriers cost. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CoordinationCost {

    private static final int ITEMS = 200_000;
    private static final int ROUNDS = 10_000;
    private static final int TASKS = 10;

    /** One producer and one consumer over a queue of 100; per item. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void queue(LoopState loop) {
        loop.run(() -> TaskGroup.run(group -> {
            Queue<Integer> items = new Queue<>(100);
            group.createTask(() -> {
                for (int i = 0; i < ITEMS; i++) {
                    items.put(i);
                }
            });
            group.createTask(() -> {
                for (int i = 0; i < ITEMS; i++) {
                    items.get();
                }
            });
        }));
    }

    /** Ten tasks share five permits, giving way while they hold one; per acquisition. */
    @Benchmark
    @OperationsPerInvocation(TASKS * ROUNDS)
    public void semaphore(LoopState loop) {
        loop.run(() -> TaskGroup.run(group -> {
            Semaphore permits = new Semaphore(5);
            for (int task = 0; task < TASKS; task++) {
                group.createTask(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        permits.acquire();
                        try {
                            Asyncio.yieldNow();
                        } finally {
                            permits.release();
                        }
                    }
                });
            }
        }));
    }

    /** Ten tasks meet at a barrier; per task and round. */
    @Benchmark
    @OperationsPerInvocation(TASKS * ROUNDS)
    public void barrier(LoopState loop) {
        loop.run(() -> TaskGroup.run(group -> {
            Barrier meeting = new Barrier(TASKS);
            for (int task = 0; task < TASKS; task++) {
                group.createTask(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        meeting.await();
                    }
                });
            }
        }));
    }
}
