package dev.braid.benchmarks;

import dev.braid.Asyncio;
import dev.braid.Future;
import dev.braid.TaskGroup;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The heap that one suspended task takes, of many that are suspended at once; no benchmark of JMH's. What stays on the
 * heap of a Java body is its stack, which is several times as large while its code is interpreted: so the first round is
 * that of a program that has just started, and the last one that of a program that has been running for a while.
 *
 * <pre>java -cp benchmarks.jar dev.braid.benchmarks.MemoryCost java-gate [how many at once, 100000] [rounds, 8]</pre>
 *
 * <p>The programs: {@code java-gate} awaits one future, {@code java-sleep} sleeps, {@code kotlin-gate} and
 * {@code kotlin-sleep} are the same with Kotlin bodies, {@code plain-gate} and {@code plain-sleep} plain coroutines, and
 * {@code threads} parked virtual threads without Braid.
 */
public final class MemoryCost {

    private static final Duration LONG = Duration.ofHours(1);

    private MemoryCost() {}

    public static void main(String[] args) throws Exception {
        String program = args.length > 0 ? args[0] : "java-gate";
        int tasks = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 8;
        for (int round = 1; round <= rounds; round++) {
            System.out.printf("%s, %,d at once, round %d: %,d bytes each%n",
                    program, tasks, round, measure(program, tasks) / tasks);
        }
    }

    private static long measure(String program, int tasks) throws Exception {
        long[] used = {usedBytes()};
        Runnable suspended = () -> used[0] = usedBytes() - used[0];
        switch (program) {
            case "java-gate" -> Asyncio.run(() -> awaiting(tasks, suspended));
            case "java-sleep" -> Asyncio.run(() -> sleeping(tasks, suspended));
            case "kotlin-gate" -> KotlinPrograms.suspendedAtGate(tasks, suspended);
            case "kotlin-sleep" -> KotlinPrograms.suspendedAsleep(tasks, suspended);
            case "plain-gate" -> PlainPrograms.suspendedAtGate(tasks, suspended);
            case "plain-sleep" -> PlainPrograms.suspendedAsleep(tasks, suspended);
            case "threads" -> parked(tasks, suspended);
            default -> throw new IllegalArgumentException("no such program: " + program);
        }
        return used[0];
    }

    private static void awaiting(int tasks, Runnable suspended) {
        Future<String> gate = Asyncio.runningLoop().createFuture();
        TaskGroup.run(group -> {
            for (int i = 0; i < tasks; i++) {
                group.createTask(() -> {
                    gate.await();
                });
            }
            Asyncio.yieldNow();
            suspended.run();
            gate.setResult("open");
        });
    }

    private static void sleeping(int tasks, Runnable suspended) {
        TaskGroup.run(group -> {
            for (int i = 0; i < tasks; i++) {
                group.createTask(() -> Asyncio.sleep(LONG));
            }
            Asyncio.yieldNow();
            suspended.run();
            group.cancel();
        });
    }

    /** By reflection, for the classes are compiled for a JDK without virtual threads. */
    private static void parked(int tasks, Runnable suspended) throws Exception {
        var start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        AtomicInteger begun = new AtomicInteger();
        boolean[] open = {false};
        Thread[] threads = new Thread[tasks];
        for (int i = 0; i < tasks; i++) {
            threads[i] = (Thread) start.invoke(null, (Runnable) () -> {
                begun.incrementAndGet();
                while (!open[0]) {
                    LockSupport.park();
                }
            });
        }
        while (begun.get() < tasks) {
            Thread.sleep(10);
        }
        suspended.run();
        open[0] = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static long usedBytes() {
        Runtime jvm = Runtime.getRuntime();
        System.gc();
        return jvm.totalMemory() - jvm.freeMemory();
    }
}
