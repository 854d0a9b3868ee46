package dev.braid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What other threads may do with a loop, when all of them do it at the same time. */
@Timeout(60)
class OtherThreadsTest {

    private static final int THREADS = 4;

    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    private interface Code {
        void run() throws Exception;
    }

    private void start(Code code) {
        Thread thread = new Thread(() -> {
            try {
                code.run();
            } catch (Throwable failure) {
                failed(failure);
            }
        });
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void failed(Throwable failure) {
        synchronized (failures) {
            failures.add(failure);
        }
    }

    /** For callbacks, whose errors would only be reported. */
    private void expect(int number, int seen) {
        if (number != seen) {
            failed(new AssertionError("callback " + number + " ran as number " + seen));
        }
    }

    @AfterEach
    void noThreadHasFailed() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures);
    }

    private static void run(VoidCoroutine main) {
        try (Runner runner = Runner.builder().loopFactory(VirtualTime.loops()).build()) {
            runner.run(main);
        }
    }

    @Test
    void callbacksOfEachThreadRunOnceAndInItsOrder() {
        int each = 20_000;
        int[] seen = new int[THREADS];
        run(() -> {
            EventLoop loop = Asyncio.runningLoop();
            Future<Void> done = loop.createFuture();
            int[] running = {THREADS};
            for (int n = 0; n < THREADS; n++) {
                int thread = n;
                start(() -> {
                    for (int i = 0; i < each; i++) {
                        int number = i;
                        loop.callSoonThreadsafe(() -> expect(number, seen[thread]++));
                    }
                    loop.callSoonThreadsafe(() -> {
                        if (--running[0] == 0) {
                            done.setResult(null);
                        }
                    });
                });
            }
            int own = 0;
            int[] ownSeen = new int[1];
            while (!done.done()) {
                int number = own++;
                loop.callSoon(() -> expect(number, ownSeen[0]++));
                Asyncio.yieldNow();
            }
            assertEquals(own, ownSeen[0]);
        });
        for (int count : seen) {
            assertEquals(each, count);
        }
    }

    /** What a callback and the thread that cancels it have seen of each other. */
    private static final class Attempt {
        volatile boolean began;
        volatile boolean ended;
        boolean hadBegun;

        void callback() {
            began = true;
            Thread.onSpinWait();
            ended = true;
        }

        void cancel(Handle handle) {
            handle.cancel();
            hadBegun = began;
            assertEquals(hadBegun, ended, "cancel() returned in the middle of the callback");
            assertTrue(handle.cancelled());
        }
    }

    @Test
    void aCallbackEitherEndsBeforeCancelReturnsOrNeverRuns() {
        List<Attempt> attempts = new ArrayList<>();
        run(() -> {
            EventLoop loop = Asyncio.runningLoop();
            Future<Void> done = loop.createFuture();
            start(() -> {
                for (int i = 0; i < 50_000; i++) {
                    Attempt attempt = new Attempt();
                    attempts.add(attempt);
                    Handle handle = loop.callSoonThreadsafe(attempt::callback);
                    for (int pause = ThreadLocalRandom.current().nextInt(200); pause > 0; pause--) {
                        Thread.onSpinWait();
                    }
                    attempt.cancel(handle);
                }
                loop.callSoonThreadsafe(() -> done.setResult(null));
            });
            while (!done.done()) {
                Asyncio.yieldNow();
            }
        });
        for (Attempt attempt : attempts) {
            assertEquals(attempt.hadBegun, attempt.began, "a callback ran that was cancelled before it began");
        }
    }

    @Test
    void theTasksOfABusyLoopCanBeListed() {
        CountDownLatch looked = new CountDownLatch(THREADS);
        run(() -> {
            EventLoop loop = Asyncio.runningLoop();
            List<Task<?>> lasting = new ArrayList<>(List.of(Asyncio.currentTask()));
            for (int i = 0; i < 20; i++) {
                lasting.add(Asyncio.createTask(() -> Asyncio.sleep(Duration.ofDays(1))));
            }
            for (int n = 0; n < THREADS; n++) {
                start(() -> {
                    for (int i = 0; i < 500; i++) {
                        Set<Task<?>> tasks = Asyncio.allTasks(loop);
                        assertTrue(tasks.containsAll(lasting), () -> "not all of the lasting tasks: " + tasks.size());
                    }
                    looked.countDown();
                });
            }
            while (looked.getCount() > 0) {
                Task<?> task = Asyncio.createTask(() -> Asyncio.yieldNow());
                Asyncio.createTask(() -> {}, TaskOptions.DEFAULT.eager());
                task.await();
            }
            lasting.subList(1, lasting.size()).forEach(Task::cancel);
        });
    }

    /** As a logger does, or the message of an error. The list of callbacks shrinks while the other threads copy it. */
    @Test
    void aFutureWhoseCallbacksComeAndGoCanBePrinted() {
        CountDownLatch printed = new CountDownLatch(THREADS);
        run(() -> {
            Future<Void> future = Asyncio.runningLoop().createFuture();
            List<Consumer<Future<Void>>> callbacks = List.of(done -> {}, done -> {}, done -> {});
            for (int n = 0; n < THREADS; n++) {
                start(() -> {
                    try {
                        for (int i = 0; i < 20_000; i++) {
                            assertTrue(future.toString().startsWith("Future[pending"));
                        }
                    } finally {
                        printed.countDown();
                    }
                });
            }
            while (printed.getCount() > 0) {
                callbacks.forEach(future::addDoneCallback);
                callbacks.forEach(future::removeDoneCallback);
            }
        });
    }
}
