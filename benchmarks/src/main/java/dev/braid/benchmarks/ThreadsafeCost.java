package dev.braid.benchmarks;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What a callback costs that another thread sends to the loop. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ThreadsafeCost {

    private static final int CALLS = 200_000;

    /** One other thread sends callbacks as fast as it can, and the loop runs them all. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void fromAnotherThread(LoopState loop) {
        loop.run(() -> {
            EventLoop running = Asyncio.runningLoop();
            Future<Integer> done = running.createFuture();
            int[] left = {CALLS};
            Runnable callback = () -> {
                if (--left[0] == 0) {
                    done.setResult(0);
                }
            };
            Thread sender = new Thread(() -> {
                for (int i = 0; i < CALLS; i++) {
                    running.callSoonThreadsafe(callback);
                }
            });
            sender.start();
            done.await();
            sender.join();
        });
    }
}
