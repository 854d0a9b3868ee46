package dev.braid.conformance.transports;

import static dev.braid.conformance.harness.Peer.MORE_THAN_BUFFERS;
import static dev.braid.conformance.harness.Peers.connect;
import static dev.braid.conformance.transports.Bytes.concat;
import static dev.braid.conformance.transports.Bytes.someBytes;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.Transport;
import java.time.Duration;
import java.util.Arrays;

/** How bytes and the end of the stream reach a protocol, and when they do not. */
class ReceivingTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Case("TRANSPORT-14")
    void bytesArriveInOrderAndNeverNone(Trace t) throws Exception {
        class Client extends Peer {
            int empty;

            @Override
            public void dataReceived(byte[] data) {
                empty += data.length == 0 ? 1 : 0;
                super.dataReceived(data);
            }
        }

        Client client = new Client();
        Peer served = new Peer();
        connect(client, served);
        byte[] sent = new byte[300_000];
        for (int n = 0; n < sent.length; n++) {
            sent[n] = (byte) ((long) n * n % 251);
        }
        for (int start = 0; start < sent.length; start += 7_000) {
            served.transport().write(Arrays.copyOfRange(sent, start, Math.min(sent.length, start + 7_000)));
        }
        served.transport().close();
        client.lost.await();
        t.log("received", client.count(), "as sent", Arrays.equals(client.received(), sent), "without any", client.empty);
    }

    @Case("TRANSPORT-15")
    void theEndOfTheStreamClosesTheTransportOrLeavesItOpenForWriting(Trace t) throws Exception {
        Peer client = new Peer(t, "client");
        Peer served = new Peer();
        connect(client, served);
        served.transport().writeEof();
        client.ended.await();
        t.log("closing", client.transport().isClosing());
        client.lost.await();
        served.lost.await();

        client = new Peer(t, "other", true);
        served = new Peer();
        connect(client, served);
        served.transport().writeEof();
        client.ended.await();
        Asyncio.sleep(SECOND);
        t.log("closing", client.transport().isClosing());
        client.transport().write("still open".getBytes());
        t.log("served read", served.read(10));
        client.close();
        served.lost.await();
    }

    @Case("TRANSPORT-16")
    void whatAReceivingCallbackThrowsIsReportedAndEndsTheConnection(Trace t) throws Exception {
        t.catchReports();
        class Failing extends Peer {
            Failing() {
                super(t, "client");
            }

            @Override
            public void dataReceived(byte[] data) {
                throw new Boom("data");
            }

            @Override
            public boolean eofReceived() {
                throw new Boom("eof");
            }
        }

        for (String sends : new String[] {"hello", ""}) {
            Peer client = new Failing();
            Peer served = new Peer();
            connect(client, served);
            served.transport().write(sends.getBytes());
            if (sends.isEmpty()) {
                served.transport().writeEof();
            }
            client.lost.await();
            served.lost.await();
        }
    }

    @Case("TRANSPORT-28")
    void nothingIsDeliveredWhileReadingIsPaused(Trace t) throws Exception {
        Peer client = new Peer();
        Peer served = new Peer();
        connect(client, served);
        client.transport().pauseReading();
        client.transport().pauseReading();
        served.transport().write("hello".getBytes());
        Asyncio.sleep(SECOND);
        t.log("while paused", client.count());
        client.transport().resumeReading();
        client.transport().resumeReading();
        t.log("after", client.read(5));
        served.transport().write("again".getBytes());
        t.log("after", client.read(5));
        client.transport().pauseReading();
        served.transport().writeEof();
        Asyncio.sleep(SECOND);
        t.log("the end", client.ended.done());
        client.transport().resumeReading();
        client.ended.await();
        client.lost.await();
        client.transport().pauseReading();
        client.transport().resumeReading();
        served.lost.await();

        class Paused extends Peer {
            @Override
            public void connectionMade(Transport transport) {
                transport.pauseReading();
                super.connectionMade(transport);
            }
        }

        client = new Paused();
        served = new Peer();
        connect(client, served);
        served.transport().write("hello".getBytes());
        Asyncio.sleep(SECOND);
        t.log("paused before it began", client.count());
        client.transport().resumeReading();
        t.log("after", client.read(5));
        client.close();
        served.lost.await();
    }

    @Case("TRANSPORT-29")
    void itReadsUnlessItIsPausedOrClosing(Trace t) throws Exception {
        class Client extends Peer {
            @Override
            public void connectionMade(Transport transport) {
                t.log("in connection_made", transport.isReading());
                super.connectionMade(transport);
            }
        }

        Peer client = new Client();
        Peer served = new Peer();
        connect(client, served);
        t.log("connected", client.transport().isReading());
        client.transport().pauseReading();
        t.log("paused", client.transport().isReading());
        client.transport().resumeReading();
        t.log("resumed", client.transport().isReading());
        client.transport().close();
        t.log("closing", client.transport().isReading());
        client.transport().resumeReading();
        t.log("closing", client.transport().isReading());
        client.lost.await();
        t.log("lost", client.transport().isReading());
        served.lost.await();
    }

    @Case("TRANSPORT-37")
    void anotherProtocolGetsAllLaterCalls(Trace t) throws Exception {
        Peer first = new Peer(t, "first");
        Peer second = new Peer(t, "second");
        Peer served = new Peer();
        connect(first, served);
        served.transport().write("hello".getBytes());
        t.log("first read", first.read(5));
        first.transport().setProtocol(second);
        t.log("protocol", first.transport().protocol() == second);
        served.transport().write("again".getBytes());
        t.log("second read", second.read(5), "first has", first.count());
        served.transport().writeEof();
        second.lost.await();
        t.log("first was told of the loss", first.lost.done());
        served.lost.await();

        Peer next = new Peer();
        class First extends Peer {
            @Override
            public void dataReceived(byte[] data) {
                transport().setProtocol(next);
                transport().pauseReading();
                super.dataReceived(data);
            }
        }

        first = new First();
        served = new Peer();
        connect(first, served);
        byte[] sent = someBytes(MORE_THAN_BUFFERS);
        served.transport().write(sent);
        served.transport().writeEof();
        byte[] begin = first.take(1);
        t.log("while paused", next.count());
        first.transport().resumeReading();
        next.lost.await();
        t.log("together", Arrays.equals(concat(begin, first.received(), next.received()), sent));
        served.lost.await();
    }
}
