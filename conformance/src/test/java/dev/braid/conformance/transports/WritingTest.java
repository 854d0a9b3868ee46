package dev.braid.conformance.transports;

import static dev.braid.conformance.harness.Peer.MORE_THAN_BUFFERS;
import static dev.braid.conformance.harness.Peers.connect;
import static dev.braid.conformance.transports.Bytes.concat;
import static dev.braid.conformance.transports.Bytes.someBytes;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;

/** What happens to bytes that are written, and to those that can no longer be. */
class WritingTest {

    @Case("TRANSPORT-21")
    void whatCannotBeSentAtOnceIsBufferedInOrder(Trace t) throws Exception {
        Peer client = new Peer();
        Peer served = new Peer();
        connect(client, served);
        client.transport().write("hello".getBytes());
        t.log("buffered", client.transport().writeBufferSize());
        t.log("served read", served.read(5));
        byte[] sent = someBytes(MORE_THAN_BUFFERS);
        client.transport().write(sent);
        t.log("buffered some", client.transport().writeBufferSize() > 0);
        client.transport().write("and".getBytes());
        client.transport().write("more".getBytes());
        byte[] reused = "kept".getBytes();
        client.transport().write(reused);
        System.arraycopy("lost".getBytes(), 0, reused, 0, 4);
        client.transport().close();
        client.lost.await();
        served.lost.await();
        t.log("received as sent", Arrays.equals(served.received(), concat(sent, "andmorekept".getBytes())));
    }

    @Case("TRANSPORT-22")
    void noBytesAreIgnoredAndWhatIsNotBytesIsRefused(Trace t) throws Exception {
        Peer client = new Peer();
        Peer served = new Peer();
        connect(client, served);
        try {
            client.transport().write(null);
        } catch (NullPointerException e) {
            t.log("nothing", e);
        }
        client.transport().write(new byte[0]);
        client.transport().writelines(List.of());
        t.log("buffered", client.transport().writeBufferSize(), "closing", client.transport().isClosing());
        client.transport().write("hello".getBytes());
        t.log("served read", served.read(5));
        client.close();
        client.transport().write(new byte[0]);
        served.lost.await();
    }

    @Case("TRANSPORT-23")
    void writesToALostConnectionAreDroppedAndLaterWarnedAbout(Trace t) throws Exception {
        Peer client = new Peer();
        Peer served = new Peer();
        connect(client, served);
        client.transport().abort();
        client.lost.await();
        try (CaughtLog log = new CaughtLog()) {
            for (int n = 0; n < 4; n++) {
                client.transport().write("dropped".getBytes());
            }
            t.log("warnings", log.count(Level.WARNING), "buffered", client.transport().writeBufferSize());
            for (int n = 0; n < 3; n++) {
                client.transport().write("dropped".getBytes());
            }
            t.log("warnings", log.count(Level.WARNING), "buffered", client.transport().writeBufferSize());
        }
        served.lost.await();
        t.log("served received", served.count());
    }

    @Case("TRANSPORT-24")
    void aFailingSendClosesTheTransport(Trace t) throws Exception {
        t.catchReports();
        Peer client = new Peer(t, "client");
        Peer served = new Peer();
        connect(client, served);
        client.transport().pauseReading();
        Peers.letBeReset(served);
        while (!client.transport().isClosing()) {
            client.transport().write("anybody there?".getBytes());
            Asyncio.yieldNow();
        }
        client.lost.await();
        t.log("buffered", client.transport().writeBufferSize());

        client = new Peer(t, "other");
        served = new Peer();
        connect(client, served);
        client.transport().pauseReading();
        served.transport().pauseReading();
        client.transport().write(new byte[MORE_THAN_BUFFERS]);
        Peers.letBeReset(served);
        client.lost.await();
        t.log("buffered", client.transport().writeBufferSize());
    }

    @Case("TRANSPORT-25")
    void writelinesIsWriteOfAll(Trace t) throws Exception {
        class Client extends Peer {
            Client() {
                super(t, "client");
            }

            @Override
            public void pauseWriting() {
                log("pause");
            }
        }

        Peer client = new Client();
        Peer served = new Peer();
        connect(client, served);
        client.transport().writelines(List.of("one".getBytes(), new byte[0], "two".getBytes()));
        t.log("served read", served.read(6));
        byte[] sent = someBytes(MORE_THAN_BUFFERS);
        List<byte[]> chunks = new ArrayList<>();
        for (int start = 0; start < sent.length; start += 1_000_000) {
            chunks.add(Arrays.copyOfRange(sent, start, start + 1_000_000));
        }
        client.transport().writelines(chunks);
        t.log("written");
        client.transport().writelines(List.of("and".getBytes(), "more".getBytes()));
        client.transport().close();
        client.lost.await();
        served.lost.await();
        t.log("received as sent", Arrays.equals(served.received(), concat(sent, "andmore".getBytes())));
    }

    @Case("TRANSPORT-26")
    void writelinesToALostConnectionIsOneWrite(Trace t) throws Exception {
        Peer client = new Peer();
        Peer served = new Peer();
        connect(client, served);
        client.transport().abort();
        client.lost.await();
        byte[] dropped = "dropped".getBytes();
        try (CaughtLog log = new CaughtLog()) {
            for (int n = 0; n < 4; n++) {
                client.transport().writelines(List.of(dropped, dropped, dropped));
            }
            t.log("warnings", log.count(Level.WARNING), "buffered", client.transport().writeBufferSize());
            client.transport().writelines(List.of(dropped, dropped, dropped));
            t.log("warnings", log.count(Level.WARNING), "buffered", client.transport().writeBufferSize());
        }
        served.lost.await();
    }

    @Case("TRANSPORT-27")
    void theWritingDirectionEndsWhenAllIsFlushed(Trace t) throws Exception {
        Peer client = new Peer(t, "client");
        Peer served = new Peer(true);
        connect(client, served);
        t.log("can", client.transport().canWriteEof());
        client.transport().write(new byte[MORE_THAN_BUFFERS]);
        client.transport().writeEof();
        client.transport().writeEof();
        var transport = client.transport();
        refused(t, "write", () -> transport.write("more".getBytes()));
        refused(t, "write", () -> transport.write(new byte[0]));
        refused(t, "writelines", () -> transport.writelines(List.of("more".getBytes())));
        served.ended.await();
        t.log("served received", served.count(), "closing", client.transport().isClosing());
        served.transport().write("answer".getBytes());
        t.log("client read", client.read(6));
        served.close();
        client.lost.await();

        client = new Peer();
        served = new Peer(t, "served");
        connect(client, served);
        client.transport().writeEof();
        served.lost.await();
        client.lost.await();
        client.transport().writeEof();
        t.log("after the loss");
    }

    private static void refused(Trace t, String name, Runnable call) {
        try {
            call.run();
        } catch (IllegalStateException e) {
            t.log(name, e);
        }
    }
}
