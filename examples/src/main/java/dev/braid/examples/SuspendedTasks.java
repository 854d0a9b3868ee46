package dev.braid.examples;

import dev.braid.Asyncio;
import dev.braid.Future;
import dev.braid.TaskGroup;
import dev.braid.spi.StrandKind;

/**
 * Many tasks suspended at once, and the memory each of them takes. Argument: how many; 100,000 unless each of them needs
 * a platform thread, then 2,000.
 */
public final class SuspendedTasks {

    private SuspendedTasks() {}

    public static void main(String[] args) {
        int most = ThisJvm.strands() == StrandKind.PLATFORM ? 2_000 : 100_000;
        int tasks = args.length > 0 ? Integer.parseInt(args[0]) : most;
        System.out.printf("%,d suspended tasks; %s%n", tasks, ThisJvm.text());
        Asyncio.run(() -> suspend(tasks));
    }

    private static void suspend(int tasks) {
        Future<String> gate = Asyncio.runningLoop().createFuture();
        int[] passed = {0};
        TaskGroup.run(group -> {
            long before = usedBytes();
            long start = System.nanoTime();
            for (int i = 0; i < tasks; i++) {
                group.createTask(() -> {
                    gate.await();
                    passed[0]++;
                });
            }
            Asyncio.yieldNow(); // every task has its first step, which ends at the gate
            System.out.printf("  suspended after %,d ms%n", (System.nanoTime() - start) / 1_000_000);
            System.out.printf("  %,d bytes of heap per task%s%n", (usedBytes() - before) / tasks,
                    ThisJvm.strands() == StrandKind.PLATFORM ? ", beside its thread's stack" : "");
            gate.setResult("open");
        });
        System.out.printf("  %,d have passed the gate%n", passed[0]);
    }

    private static long usedBytes() {
        Runtime jvm = Runtime.getRuntime();
        System.gc();
        return jvm.totalMemory() - jvm.freeMemory();
    }
}
