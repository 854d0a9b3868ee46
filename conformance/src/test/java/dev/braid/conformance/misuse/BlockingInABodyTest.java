package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.braid.conformance.harness.Everywhere;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

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
}
