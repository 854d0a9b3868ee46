package dev.braid.conformance.transports;

import static dev.braid.conformance.harness.Peer.MORE_THAN_BUFFERS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.ExceptionContext;
import dev.braid.Future;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.io.BufferedProtocol;
import dev.braid.io.Transport;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Protocols that fail where a connection could swallow it, or go on failing for ever. */
class UnrulyProtocolTest {

    private final List<ExceptionContext> reports = new ArrayList<>();

    private void listen() {
        Asyncio.runningLoop().setExceptionHandler((loop, problem) -> reports.add(problem));
    }

    @Everywhere
    void whatConnectionLostThrowsIsReportedBehindAFlushToo() throws Exception {
        listen();
        IOException broken = new IOException("cannot say goodbye");
        Peer client = new Peer() {
            @Override
            public void connectionLost(@Nullable Throwable error) {
                super.connectionLost(error);
                throw rethrow(broken);
            }
        };
        Peer served = new Peer();
        Peers.connect(client, served);
        served.transport().pauseReading();
        client.transport().write(new byte[MORE_THAN_BUFFERS]);
        client.transport().close();
        served.transport().resumeReading();
        served.lost.await();
        client.lost.await();
        assertEquals(MORE_THAN_BUFFERS, served.count());
        assertEquals(1, reports.size());
        assertSame(broken, reports.get(0).exception());
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException rethrow(Throwable error) throws X {
        throw (X) error;
    }

    @Everywhere
    void aBufferThatCannotBeWrittenEndsTheConnectionOnce() throws Exception {
        listen();
        Future<@Nullable Throwable> lost = Asyncio.runningLoop().createFuture();
        BufferedProtocol readOnly = new BufferedProtocol() {
            @Override
            public ByteBuffer getBuffer(int sizeHint) {
                return ByteBuffer.allocate(10).asReadOnlyBuffer();
            }

            @Override
            public void bufferUpdated(int count) {
                throw new AssertionError("nothing was received");
            }

            @Override
            public void connectionLost(@Nullable Throwable error) {
                lost.setResult(error);
            }
        };
        Peer served = new Peer();
        Peers.connect(readOnly, served);
        served.transport().write(new byte[5]);
        assertInstanceOf(ReadOnlyBufferException.class, lost.await());
        served.lost.await();
        assertEquals(1, reports.size());
        assertEquals("Fatal read error on socket transport", reports.get(0).message());
    }

    @Everywhere
    void whatIsWrittenInPiecesOfAnySizeArrivesInOrder() throws Exception {
        Peer client = new Peer();
        Peer served = new Peer();
        Peers.connect(client, served);
        Transport to = client.transport();
        served.transport().pauseReading();
        byte[] all = Bytes.someBytes(MORE_THAN_BUFFERS + 3_000_000);
        to.write(Arrays.copyOf(all, MORE_THAN_BUFFERS));
        assertTrue(to.writeBufferSize() > 0, "some stays behind");
        int at = MORE_THAN_BUFFERS;
        for (int size = 1; at < all.length; size = size % 70_001 + 13) {
            int end = Math.min(all.length, at + size);
            int middle = (at + end) / 2;
            if (size % 2 == 0) {
                to.write(Arrays.copyOfRange(all, at, end));
            } else {
                to.writelines(List.of(Arrays.copyOfRange(all, at, middle), new byte[0],
                        Arrays.copyOfRange(all, middle, end)));
            }
            at = end;
        }
        to.close();
        served.transport().resumeReading();
        served.lost.await();
        assertArrayEquals(all, served.received());
    }

    @Everywhere
    void sendingALotTakesNoMemoryOutsideTheHeap() throws Exception {
        Peer client = new Peer();
        Peer served = new Peer();
        Peers.connect(client, served);
        served.transport().write(new byte[1]);
        client.take(1);
        long before = outsideTheHeap();
        served.transport().pauseReading();
        client.transport().write(new byte[MORE_THAN_BUFFERS]);
        client.transport().writelines(List.of(new byte[MORE_THAN_BUFFERS], new byte[MORE_THAN_BUFFERS]));
        client.transport().close();
        served.transport().resumeReading();
        served.lost.await();
        assertEquals(3 * MORE_THAN_BUFFERS, served.count());
        long more = outsideTheHeap() - before;
        assertTrue(more < 2_000_000, () -> more + " bytes more");
    }

    private static long outsideTheHeap() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
