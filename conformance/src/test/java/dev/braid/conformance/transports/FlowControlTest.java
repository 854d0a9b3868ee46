package dev.braid.conformance.transports;

import static dev.braid.conformance.harness.Peer.MORE_THAN_BUFFERS;
import static dev.braid.conformance.harness.Peers.connect;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.WriteTransport;
import java.io.IOException;
import java.time.Duration;

/** When writing is paused and resumed, and the limits for that. */
class FlowControlTest {

    /** Connects the client to a peer that does not read, and writes until some bytes stay behind. */
    private static Peer clogged(Paced client) throws IOException {
        Peer served = new Peer();
        connect(client, served);
        served.transport().pauseReading();
        client.transport().setWriteBufferLimits(2 * MORE_THAN_BUFFERS);
        client.transport().write(new byte[MORE_THAN_BUFFERS]);
        return served;
    }

    @Case("TRANSPORT-30")
    void writingIsPausedAboveTheHighMarkAndResumedAtTheLowOne(Trace t) throws Exception {
        Paced client = new Paced(t, "client");
        Peer served = clogged(client);
        int size = (int) client.transport().writeBufferSize();
        t.log("limits", size > 0);
        client.transport().setWriteBufferLimits(1000, size + 10);
        client.transport().write(new byte[10]);
        t.log("at the high mark");
        client.transport().write(new byte[1]);
        t.log("above it");
        client.transport().write(new byte[1_000_000]);
        served.transport().resumeReading();
        t.log("resumed at the low mark", client.resumed.await() <= 1000);
        client.transport().close();
        client.lost.await();
        served.lost.await();

        Paced other = new Paced(t, "other");
        served = clogged(other);
        other.transport().setWriteBufferLimits(0, (int) other.transport().writeBufferSize() - 1);
        t.log("a lower limit was set");
        served.transport().resumeReading();
        t.log("resumed when empty", other.resumed.await());
        other.close();
        served.lost.await();
    }

    @Case("TRANSPORT-31")
    void limitsHaveDefaultsAndMayNotContradictEachOther(Trace t) throws Exception {
        Peer client = new Peer();
        Peer served = new Peer();
        connect(client, served);
        var transport = client.transport();
        limits(t, "high", transport, () -> transport.setWriteBufferLimits(1000));
        limits(t, "none", transport, () -> transport.setWriteBufferLimits());
        limits(t, "both", transport, () -> transport.setWriteBufferLimits(3, 5));
        limits(t, "the same", transport, () -> transport.setWriteBufferLimits(7, 7));
        limits(t, "zero", transport, () -> transport.setWriteBufferLimits(0));
        limits(t, "low above high", transport, () -> transport.setWriteBufferLimits(2, 1));
        limits(t, "low above zero", transport, () -> transport.setWriteBufferLimits(1, 0));
        limits(t, "negative", transport, () -> transport.setWriteBufferLimits(-1, 1));
        limits(t, "high negative", transport, () -> transport.setWriteBufferLimits(-1));
        client.close();
        served.lost.await();
    }

    private static void limits(Trace t, String text, WriteTransport transport, Runnable set) {
        try {
            set.run();
        } catch (IllegalArgumentException e) {
            t.log(text, e);
        }
        t.log(text, transport.writeBufferLimits().low(), transport.writeBufferLimits().high());
    }

    @Case("TRANSPORT-32")
    void theLimitsCanBeAskedFor(Trace t) throws Exception {
        Peer client = new Peer();
        Peer served = new Peer();
        connect(client, served);
        log(t, "at first", client);
        client.transport().setWriteBufferLimits(20, 100);
        log(t, "set", client);
        log(t, "the other end's", served);
        client.close();
        served.lost.await();
    }

    private static void log(Trace t, String text, Peer peer) {
        var limits = peer.transport().writeBufferLimits();
        t.log(text, limits.low(), limits.high());
    }

    @Case("TRANSPORT-33")
    void theSizeOfTheBufferIsWhatWasNotSent(Trace t) throws Exception {
        Paced client = new Paced(t, "client");
        Peer served = new Peer();
        connect(client, served);
        t.log("at first", client.transport().writeBufferSize());
        client.close();
        served.lost.await();

        client = new Paced(t, "other");
        served = clogged(client);
        long size = client.transport().writeBufferSize();
        t.log("some", 0 < size && size <= MORE_THAN_BUFFERS);
        client.transport().write(new byte[10]);
        t.log("more", client.transport().writeBufferSize() - size);
        client.transport().setWriteBufferLimits(0);
        served.transport().resumeReading();
        client.resumed.await();
        t.log("all sent", client.transport().writeBufferSize());
        served.take(MORE_THAN_BUFFERS + 10);
        client.close();
        served.lost.await();
    }

    @Case("TRANSPORT-34")
    void closingWhenWritingResumesLosesTheConnectionOnce(Trace t) throws Exception {
        t.catchReports();
        class Closing extends Paced {
            Closing() {
                super(t, "client");
            }

            @Override
            public void resumeWriting() {
                super.resumeWriting();
                transport().close();
            }
        }

        Closing client = new Closing();
        Peer served = clogged(client);
        client.transport().setWriteBufferLimits(0);
        served.transport().resumeReading();
        client.lost.await();
        served.lost.await();
        t.log("served received", served.count());
        Asyncio.sleep(Duration.ofSeconds(1));
    }

    @Case("TRANSPORT-35")
    void whatFlowControlThrowsIsReportedAndNothingElse(Trace t) throws Exception {
        t.catchReports();
        class Failing extends Paced {
            Failing() {
                super(t, "client");
            }

            @Override
            public void pauseWriting() {
                super.pauseWriting();
                throw new Boom("pause");
            }

            @Override
            public void resumeWriting() {
                super.resumeWriting();
                throw new Boom("resume");
            }
        }

        Failing client = new Failing();
        Peer served = new Peer();
        connect(client, served);
        client.transport().write(new byte[MORE_THAN_BUFFERS]);
        t.log("written");
        client.resumed.await();
        client.transport().write("more".getBytes());
        t.log("served received", served.take(MORE_THAN_BUFFERS + 4).length);
        client.close();
        served.lost.await();
    }
}
