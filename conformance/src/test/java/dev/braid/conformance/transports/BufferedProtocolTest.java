package dev.braid.conformance.transports;

import static dev.braid.conformance.harness.Peers.connect;
import static dev.braid.conformance.transports.Bytes.someBytes;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Trace;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Protocols that receive into buffers of their own. */
class BufferedProtocolTest {

    @Case("TRANSPORT-38")
    void bytesAreReceivedIntoTheBufferThatIsGiven(Trace t) throws Exception {
        List<String> asked = new ArrayList<>();
        class Client extends Buffered {
            Client() {
                super(t, "client", 100);
            }

            @Override
            public ByteBuffer getBuffer(int sizeHint) {
                asked.add("buffer");
                return super.getBuffer(sizeHint);
            }

            @Override
            public void bufferUpdated(int count) {
                asked.add("updated");
                super.bufferUpdated(count);
            }
        }

        Client client = new Client();
        Peer served = new Peer();
        connect(client, served);
        t.log("before anything arrives", client.requests);
        served.transport().write("hello".getBytes());
        t.log("read", client.read(5), asked);
        t.log("in the buffer", new String(client.buffer, 0, 5));
        asked.clear();
        served.transport().write("again".getBytes());
        t.log("read", client.read(5), asked);
        served.transport().close();
        client.lost.await();
        served.lost.await();
    }

    @Case("TRANSPORT-39")
    void aBufferThatIsOfNoUseEndsTheConnection(Trace t) throws Exception {
        t.catchReports();
        class NoBuffer extends Buffered {
            NoBuffer() {
                super(t, "no buffer", 10);
            }

            @Override
            public ByteBuffer getBuffer(int sizeHint) {
                throw new Boom("get_buffer");
            }
        }

        class FailingUpdate extends Buffered {
            FailingUpdate() {
                super(t, "update", 10);
            }

            @Override
            public void bufferUpdated(int count) {
                throw new Boom("buffer_updated");
            }
        }

        for (Buffered client : List.of(new NoBuffer(), new Buffered(t, "no room", 0), new FailingUpdate())) {
            Peer served = new Peer();
            connect(client, served);
            served.transport().write("hello".getBytes());
            client.lost.await();
            served.lost.await();
        }
    }

    @Case("TRANSPORT-40")
    void aConnectionMayGoOnWithTheOtherKindOfProtocol(Trace t) throws Exception {
        Peer first = new Peer(t, "plain");
        Buffered second = new Buffered(t, "buffered", 100);
        Peer third = new Peer(t, "plain again");
        Peer served = new Peer();
        connect(first, served);
        served.transport().write("hello".getBytes());
        t.log("first read", first.read(5));
        first.transport().setProtocol(second);
        served.transport().write("into a buffer".getBytes());
        t.log("second read", second.read(13), "first has", first.count());
        first.transport().setProtocol(third);
        served.transport().write("without one".getBytes());
        t.log("third read", third.read(11), "second has", second.count());
        served.transport().close();
        third.lost.await();
        served.lost.await();
    }

    @Case("TRANSPORT-52")
    void aSmallBufferMakesManyRounds(Trace t) throws Exception {
        Set<Object> hints = new LinkedHashSet<>();
        class Client extends Buffered {
            Client() {
                super(t, "client", 1000);
            }

            @Override
            public ByteBuffer getBuffer(int sizeHint) {
                hints.add(sizeHint);
                return super.getBuffer(sizeHint);
            }
        }

        Client client = new Client();
        Peer served = new Peer();
        connect(client, served);
        byte[] sent = someBytes(300_000);
        served.transport().write(sent);
        t.log("read as sent", Arrays.equals(client.take(300_000), sent));
        t.log("hints", hints.toArray());
        t.log("rounds", client.updates >= 300);
        served.transport().writeEof();
        client.lost.await();
        t.log("a request before each update, one for the end", client.requests - client.updates);
        Asyncio.sleep(Duration.ofSeconds(1));
        t.log("and none later", client.requests - client.updates);
        served.lost.await();
    }
}
