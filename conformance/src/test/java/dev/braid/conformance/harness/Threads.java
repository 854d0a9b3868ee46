package dev.braid.conformance.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.opentest4j.AssertionFailedError;

/** The platform threads of this JVM before a case, to tell which ones it left behind. */
final class Threads {

    private static final long GRACE_MILLIS = 10_000;
    private static final long POLL_MILLIS = 2;

    // Threads of the JDK, of kotlinx.coroutines and of the engine, which are shared and stay.
    private static final List<String> SHARED = new CopyOnWriteArrayList<>(List.of(
            "DefaultDispatcher-worker", "kotlinx.coroutines.DefaultExecutor", "ForkJoinPool", "VirtualThread-",
            "CompletableFutureDelayScheduler", "Cleaner-", "SIGINT handler", "process reaper", "MasterPoller", "Read-Poller",
            "Write-Poller",
            "braid-reclaimed"));

    private final Set<Thread> before;

    private Threads(Set<Thread> before) {
        this.before = before;
    }

    static void areShared(String names) {
        SHARED.add(names);
    }

    static Threads before() {
        return new Threads(alive());
    }

    /** Waits a little for threads that are about to end. */
    void checkNoneIsLeft() throws InterruptedException {
        checkNoneIsLeft(GRACE_MILLIS);
    }

    void checkNoneIsLeft(long graceMillis) throws InterruptedException {
        long start = System.nanoTime();
        List<Thread> left = left();
        while (!left.isEmpty()) {
            if (System.nanoTime() - start > graceMillis * 1_000_000) {
                throw new AssertionFailedError("the case left threads behind: " + left);
            }
            Thread.sleep(POLL_MILLIS);
            left = left();
        }
    }

    private List<Thread> left() {
        List<Thread> left = new ArrayList<>(alive());
        left.removeIf(thread -> before.contains(thread) || SHARED.stream().anyMatch(thread.getName()::startsWith));
        return left;
    }

    private static Set<Thread> alive() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() * 2 + 16];
        int count = root.enumerate(threads, true);
        return new HashSet<>(Arrays.asList(threads).subList(0, count));
    }
}
