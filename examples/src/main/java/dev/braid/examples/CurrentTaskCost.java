package dev.braid.examples;

import dev.braid.Asyncio;
import dev.braid.Task;
import java.lang.invoke.VarHandle;

/** Asks a million times which task is running. Argument: how many rounds; the first ones include the JVM's warm-up. */
public final class CurrentTaskCost {

    private static final int CALLS = 1_000_000;

    private CurrentTaskCost() {}

    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        System.out.printf("currentTask() %,d times; %s%n", CALLS, ThisJvm.text());
        Asyncio.run(() -> {
            Task<?> self = Asyncio.currentTask();
            for (int round = 1; round <= rounds; round++) {
                int right = 0;
                long start = System.nanoTime();
                for (int i = 0; i < CALLS; i++) {
                    if (Asyncio.currentTask() == self) {
                        right++;
                    }
                    VarHandle.acquireFence(); // or the compiler asks once for the whole loop
                }
                long nanos = System.nanoTime() - start;
                System.out.printf("  round %2d: %,6d us, %.1f ns per call, %,d right%n",
                        round, nanos / 1000, (double) nanos / CALLS, right);
            }
        });
    }
}
