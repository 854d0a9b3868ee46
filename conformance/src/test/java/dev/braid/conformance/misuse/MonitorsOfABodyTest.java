package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.Runner;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a thread has entered with {@code synchronized} stays its own, whatever runs meanwhile on the same thread of the JVM:
 * the bodies of a loop below whose run it was entered, or those that a body steps.
 */
class MonitorsOfABodyTest {

    private static final TaskOptions EAGER = TaskOptions.DEFAULT.eager();

    @Everywhere
    void aBodyKeepsItsMonitorWhileATaskThatItStartsEagerlySuspends() {
        Object monitor = new Object();
        synchronized (monitor) {
            Task<Boolean> child = Asyncio.createTask(() -> {
                Asyncio.sleep(Duration.ZERO);
                return Thread.holdsLock(monitor);
            }, EAGER);
            assertTrue(Thread.holdsLock(monitor));
            assertFalse(child.await());
            assertTrue(Thread.holdsLock(monitor));
            monitor.notifyAll();
        }
        assertFalse(Thread.holdsLock(monitor));
    }

    @Everywhere
    void aBodyKeepsItsMonitorsWhileItStepsAGenerator() {
        AsyncGenerator<Integer, Void> numbers = AsyncGenerator.of(out -> {
            Object own = new Object();
            synchronized (own) {
                for (int i = 0; i < 3; i++) {
                    out.yield(i);
                    Asyncio.sleep(Duration.ZERO);
                    assertTrue(Thread.holdsLock(own));
                }
            }
        });
        List<Object> monitors = new ArrayList<>();
        assertEquals(3, stepHolding(numbers, monitors, 12));
    }

    // As many as that, so that the JVM has to keep some of them elsewhere.
    private static int stepHolding(AsyncGenerator<Integer, Void> numbers, List<Object> held, int more) {
        Object monitor = new Object();
        held.add(monitor);
        int steps = 0;
        synchronized (monitor) {
            if (more > 0) {
                steps = stepHolding(numbers, held, more - 1);
            } else {
                for (Integer ignored : numbers) {
                    steps++;
                    held.forEach(each -> assertTrue(Thread.holdsLock(each)));
                }
            }
            assertTrue(Thread.holdsLock(monitor));
            monitor.notifyAll();
        }
        return steps;
    }

    @Everywhere
    void aCallbackKeepsItsMonitorWhileATaskThatItStartsEagerlySuspends() {
        Object monitor = new Object();
        List<Boolean> held = new ArrayList<>();
        Asyncio.runningLoop().callSoon(() -> {
            synchronized (monitor) {
                Asyncio.createTask(() -> {
                    Asyncio.sleep(Duration.ZERO);
                    held.add(Thread.holdsLock(monitor));
                }, EAGER);
                held.add(Thread.holdsLock(monitor));
                monitor.notifyAll();
            }
        });
        Asyncio.sleep(Duration.ofMillis(1));
        assertEquals(List.of(true, false), held);
    }

    @Everywhere(plain = true)
    void whoRunsALoopKeepsItsMonitorAndNoBodyHoldsIt(Trace t) {
        Object monitor = new Object();
        List<Boolean> held = new ArrayList<>();
        synchronized (monitor) {
            try (Runner runner = t.mainRunner()) {
                for (int run = 0; run < 2; run++) {
                    runner.run(() -> {
                        Task<?> other = Asyncio.createTask(() -> Asyncio.sleep(Duration.ofMillis(1)));
                        Asyncio.sleep(Duration.ZERO);
                        held.add(Thread.holdsLock(monitor));
                        other.await();
                    });
                    assertTrue(Thread.holdsLock(monitor));
                }
            }
            monitor.notifyAll();
        }
        assertEquals(List.of(false, false), held);
    }

    @Everywhere
    void bodiesMayHoldMonitorsWhileTheyAwait() {
        List<Task<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tasks.add(Asyncio.createTask(() -> {
                Object own = new Object();
                synchronized (own) {
                    for (int step = 0; step < 3; step++) {
                        Asyncio.sleep(Duration.ofMillis(1));
                        assertTrue(Thread.holdsLock(own));
                    }
                    own.notifyAll();
                }
            }));
        }
        tasks.forEach(Task::await);
    }
}
