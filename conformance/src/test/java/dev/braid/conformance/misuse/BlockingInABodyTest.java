package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.TaskOptions;
import dev.braid.conformance.harness.Everywhere;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A body that blocks its thread blocks the loop, and nothing worse: the thread goes on as any thread would. */
class BlockingInABodyTest {

    @Everywhere
    void aBodyMayWaitForThreadsThatItStarts() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(startThread(() -> {
                startAndJoin(ended::incrementAndGet);
                ended.incrementAndGet();
            }));
        }
        for (Thread thread : threads) {
            thread.join();
            assertFalse(thread.isAlive());
        }
        assertEquals(6, ended.get());
    }

    private static void startAndJoin(Runnable code) {
        try {
            startThread(code).join();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    // A virtual one, where there are any: on a strand that is a virtual thread, it starts out as that one's child.
    private static Thread startThread(Runnable code) throws Exception {
        if (Runtime.version().feature() < 21) {
            Thread thread = new Thread(code);
            thread.start();
            return thread;
        }
        return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, code);
    }

    @Everywhere
    void aBodyMayBlockInASocket() throws IOException {
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (SocketChannel client = SocketChannel.open(listening.getLocalAddress());
                    SocketChannel server = listening.accept()) {
                client.write(ByteBuffer.wrap(new byte[] {42}));
                ByteBuffer received = ByteBuffer.allocate(1);
                server.read(received);
                assertEquals(42, received.get(0));
            }
        }
    }

    @Everywhere
    void aBodyMayBlockWhoeverStepsItAndNothingElseRuns() throws InterruptedException {
        TaskOptions eager = TaskOptions.DEFAULT.eager();
        AtomicInteger others = new AtomicInteger();
        Asyncio.runningLoop().callSoon(others::incrementAndGet);
        blockThere();
        Asyncio.createTask(BlockingInABodyTest::blockThere, eager);
        AsyncGenerator<Integer, Void> blocking = AsyncGenerator.of(out -> {
            blockThere();
            Asyncio.createTask(BlockingInABodyTest::blockThere, eager);
            out.yield(1);
        });
        assertEquals(1, blocking.<RuntimeException>anext());
        assertEquals(0, others.get());
        blocking.<RuntimeException>aclose();
        Asyncio.sleep(Duration.ZERO);
        assertEquals(1, others.get());
    }

    /** Blocks for a monitor, a lock and an interrupt, each of which comes when the thread waits for it. */
    private static void blockThere() throws InterruptedException {
        Thread self = Thread.currentThread();
        Object monitor = new Object();
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch held = new CountDownLatch(2);
        Thread byMonitor = new Thread(() -> {
            synchronized (monitor) {
                held.countDown();
                untilBlocked(self);
            }
        });
        CountDownLatch monitorIsOurs = new CountDownLatch(1);
        Thread byLock = new Thread(() -> {
            lock.lock();
            held.countDown();
            try {
                monitorIsOurs.await();
                untilBlocked(self);
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            } finally {
                lock.unlock();
            }
        });
        byMonitor.start();
        byLock.start();
        held.await();
        synchronized (monitor) {
            byMonitor.join();
            monitorIsOurs.countDown();
            lock.lock();
            lock.unlock();
            byLock.join();
        }
        Thread interrupting = new Thread(() -> {
            untilBlocked(self);
            self.interrupt();
        });
        interrupting.start();
        assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
        interrupting.join();
        assertSame(self, Thread.currentThread());
        assertFalse(self.isInterrupted());
    }

    private static void untilBlocked(Thread thread) {
        while (thread.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
    }
}
