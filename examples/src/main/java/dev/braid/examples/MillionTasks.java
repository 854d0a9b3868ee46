package dev.braid.examples;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.TaskFactory;
import dev.braid.TaskGroup;
import dev.braid.VoidCoroutine;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * A million tasks that do nothing: what a task costs. Arguments: how many tasks, and how many rounds (the first one
 * includes the JVM's warm-up). The same program for CPython is {@code examples/python/million_tasks.py}.
 */
public final class MillionTasks {

    private MillionTasks() {}

    public static void main(String[] args) {
        int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        System.out.printf("%,d tasks; %s%n", tasks, ThisJvm.text());
        for (int round = 0; round < rounds; round++) {
            time("TaskGroup, eager", tasks, TaskFactory.EAGER, () -> inGroup(tasks));
            time("TaskGroup", tasks, null, () -> inGroup(tasks));
            time("gather, eager", tasks, TaskFactory.EAGER, () -> inGather(tasks));
            time("gather", tasks, null, () -> inGather(tasks));
        }
    }

    private static void inGroup(int tasks) {
        TaskGroup.run(group -> {
            for (int i = 0; i < tasks; i++) {
                group.createTask(() -> {});
            }
        });
    }

    private static void inGather(int tasks) {
        Coroutine<Integer> noOp = () -> 0;
        Asyncio.gather(Collections.nCopies(tasks, noOp)).await();
    }

    private static void time(String what, int tasks, @Nullable TaskFactory factory, VoidCoroutine program) {
        Asyncio.run(() -> {
            Asyncio.runningLoop().setTaskFactory(factory);
            long start = System.nanoTime();
            program.run();
            long nanos = System.nanoTime() - start;
            System.out.printf("  %-16s %,7d ms %,7d ns per task%n", what, nanos / 1_000_000, nanos / tasks);
        });
    }
}
