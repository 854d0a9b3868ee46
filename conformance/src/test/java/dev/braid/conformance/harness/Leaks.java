package dev.braid.conformance.harness;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.opentest4j.AssertionFailedError;

/**
 * What tests leave behind: threads, and objects that somebody still refers to, though the tests are over: loops, tasks,
 * Jobs, callbacks that wait in something which outlives them.
 *
 * <p>Objects are counted by class when garbage has been collected. So it does not matter who keeps them or where they
 * are registered; nothing can be overlooked for want of a list.
 */
public final class Leaks {

    private static final long GRACE_MILLIS = 10_000;
    private static final long POLL_MILLIS = 5;

    // What each thread that has been on a loop keeps for itself, as many as there are threads; what a pool of strands
    // keeps, which refers to its loop and is counted by that; what threads of the JDK keep that a strand has started; what
    // static fields keep; what belongs to an exception.
    private static final Set<String> NOT_COUNTED = Set.of(
            "dev.braid.Context", "dev.braid.internal.ContextSupport$ThreadCarrier", "dev.braid.internal.Baton",
            "dev.braid.internal.BatonStrand", "dev.braid.internal.MountedStrand", "dev.braid.internal.PlatformStrands$Worker",
            "dev.braid.internal.StrandScheduler", "dev.braid.ContextVar", "dev.braid.EagerTaskFactory",
            "dev.braid.internal.ContextManagers$NullContext", "dev.braid.internal.CancelRequestImpl");

    // What a loop on a thread of its own waits in while there is nothing to do: whether the loop of the process does so at
    // the moment is no matter of the test's. Loops themselves are counted.
    static final String WAITING = "dev.braid.kotlin.Wakeup$";

    private static final Map<String, Boolean> COUNTED = new HashMap<>();

    private final Threads threads = Threads.before();
    private Map<String, Long> objects;

    private Leaks(Map<String, Long> objects) {
        this.objects = objects;
    }

    /** What there is before a test. */
    public static Leaks before() {
        return new Leaks(counted());
    }

    /** What there is before the test that follows this one, which has left nothing behind. */
    public Leaks beforeNext() {
        return new Leaks(objects);
    }

    /** Has threads stay whose names begin so: those of a loop that runs as long as the JVM. */
    public static void areShared(String threadNames) {
        Threads.areShared(threadNames);
    }

    /**
     * Waits a little for threads that are about to end, and for what they refer to.
     *
     * @throws AssertionFailedError if there is more than before
     * @throws InterruptedException if the thread is interrupted
     */
    public void checkNothingIsLeft() throws InterruptedException {
        checkNothingIsLeft(GRACE_MILLIS, () -> {});
    }

    /**
     * The same for tests whose threads are a pool's.
     *
     * @param stir has the pool's threads throw an exception: until then the JVM keeps the last one of each, and so what a
     *     cancelled Job refers to; called between one look and the next
     */
    public void checkNothingIsLeft(Runnable stir) throws InterruptedException {
        checkNothingIsLeft(GRACE_MILLIS, stir);
    }

    void checkNothingIsLeft(long graceMillis, Runnable stir) throws InterruptedException {
        long start = System.nanoTime();
        List<String> left = left();
        threads.checkNoneIsLeft(graceMillis); // now: some threads end when somebody is collected
        while (!left.isEmpty()) {
            if (System.nanoTime() - start > graceMillis * 1_000_000) {
                throw new AssertionFailedError("somebody still refers to what is over: " + left);
            }
            stir.run();
            Thread.sleep(POLL_MILLIS);
            left = left();
        }
    }

    private List<String> left() {
        List<String> left = new ArrayList<>();
        Map<String, Long> now = counted();
        now.forEach((name, count) -> {
            long before = objects.getOrDefault(name, 0L);
            if (count > before) {
                left.add((count - before) + " " + name);
            }
        });
        if (left.isEmpty()) {
            objects = now;
        }
        return left;
    }

    private static synchronized Map<String, Long> counted() {
        Map<String, Long> counts = new TreeMap<>(LiveObjects.count());
        counts.keySet().removeIf(name -> !COUNTED.computeIfAbsent(name, Leaks::isCounted));
        return counts;
    }

    private static boolean isCounted(String name) {
        boolean own = name.startsWith("dev.braid.") && !name.startsWith("dev.braid.conformance.");
        if (!own && !name.startsWith("kotlinx.coroutines.") || NOT_COUNTED.contains(name) || name.startsWith(WAITING)) {
            return false;
        }
        try {
            Class<?> type = Class.forName(name, false, Leaks.class.getClassLoader());
            // The last exception of a thread is kept by the JVM, until it throws another one.
            boolean error = Throwable.class.isAssignableFrom(type);
            return !error && keepsSomething(type) && !isConstant(type) && (own || isRegisteredWithJob(type));
        } catch (ClassNotFoundException hidden) {
            return false; // a lambda: what it captures is counted
        }
    }

    /**
     * What is registered with a Job: children and callbacks. Not the Jobs themselves: one that has ended may be kept by
     * the last exception of some thread. Nor what is registered for a coroutine that waits: Kotest's own do so while
     * a test runs, and those of tests are kept by what they wait for.
     */
    private static boolean isRegisteredWithJob(Class<?> type) {
        try {
            return Class.forName("kotlinx.coroutines.JobNode").isAssignableFrom(type)
                    && !type.getSimpleName().equals("ChildContinuation");
        } catch (ClassNotFoundException moved) {
            throw new AssertionError("cannot tell what is registered with Jobs", moved);
        }
    }

    private static boolean keepsSomething(Class<?> type) {
        for (Class<?> part = type; part != null; part = part.getSuperclass()) {
            for (Field field : part.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tells whether the class keeps objects of itself: constants of an enum, an object of Kotlin, a companion. */
    private static boolean isConstant(Class<?> type) {
        for (Class<?> keeper = type; keeper != null; keeper = keeper.getEnclosingClass()) {
            for (Field field : keeper.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType().isAssignableFrom(type)
                        && field.getType() != Object.class) {
                    return true;
                }
            }
        }
        return false;
    }
}
