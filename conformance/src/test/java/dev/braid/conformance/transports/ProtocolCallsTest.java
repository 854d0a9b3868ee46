package dev.braid.conformance.transports;

import static dev.braid.conformance.harness.Peers.connect;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.BaseProtocol;
import dev.braid.io.BufferedProtocol;
import dev.braid.io.Protocol;
import dev.braid.io.Transport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which protocol a connection has, and what it is told from the first call to the last. */
class ProtocolCallsTest {

    @Case("TRANSPORT-01")
    void aConnectionGivesTheTransportAndTheProtocolOfTheFactory(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Peer client = new Peer(t, "client");
        Peer served = new Peer();
        var server = loop.createServer(() -> served, "127.0.0.1", 0);
        Supplier<Peer> factory = () -> {
            t.log("factory");
            return client;
        };

        var pair = Peers.to(server, factory);
        t.log("returned", pair.transport() == client.transport(), pair.protocol() == client,
                pair.transport().protocol() == client);
        client.close();
        served.lost.await();
        server.close();
        server.waitClosed();
    }

    @Case("TRANSPORT-13")
    void theFirstCallIsConnectionMadeAndTheLastIsConnectionLost(Trace t) throws Exception {
        class Told extends Peer {
            final List<String> told = new ArrayList<>();

            @Override
            public void connectionMade(Transport transport) {
                told.add("made");
                super.connectionMade(transport);
            }

            @Override
            public void dataReceived(byte[] data) {
                if (!told.get(told.size() - 1).equals("data")) {
                    told.add("data");
                }
                super.dataReceived(data);
            }

            @Override
            public boolean eofReceived() {
                told.add("eof");
                return super.eofReceived();
            }

            @Override
            public void connectionLost(@Nullable Throwable error) {
                told.add("lost");
                super.connectionLost(error);
            }
        }

        Told client = new Told();
        Told served = new Told();
        connect(client, served);
        t.log("connected", client.told, served.told);
        served.transport().write("one".getBytes());
        client.read(3);
        client.transport().write("two".getBytes());
        served.read(3);
        served.transport().close();
        served.lost.await();
        client.lost.await();
        client.transport().close();
        client.transport().abort();
        served.transport().abort();
        Asyncio.yieldNow();
        t.log("in the end", client.told, served.told);
        t.catchReports();
        failingProtocol(t);
        closedWhenItIsMade(t);
    }

    private static void failingProtocol(Trace t) throws Exception {
        class Failing extends Peer {
            Failing() {
                super(t, "client");
            }

            @Override
            public void connectionMade(Transport transport) {
                super.connectionMade(transport);
                throw new Boom("made");
            }

            @Override
            public void connectionLost(@Nullable Throwable error) {
                super.connectionLost(error);
                throw new Boom("lost");
            }
        }

        Peer client = new Failing();
        Peer served = new Peer();
        connect(client, served);
        served.transport().write("hello".getBytes());
        t.log("read", client.read(5));
        client.close();
        served.lost.await();
    }

    private static void closedWhenItIsMade(Trace t) throws Exception {
        class Closing extends Peer {
            Closing() {
                super(t, "closing");
            }

            @Override
            public void connectionMade(Transport transport) {
                super.connectionMade(transport);
                transport.close();
            }
        }

        Peer client = new Closing();
        Peer served = new Peer();
        connect(client, served);
        t.log("connected", client.transport().isClosing());
        client.lost.await();
        served.lost.await();
    }

    /** Abstract transports, which the row also is about, are interfaces: javac refuses what lacks a method. */
    @Case("TRANSPORT-44")
    void whatAProtocolDoesNotDefineDoesNothing(Trace t) throws Exception {
        class Quiet implements Protocol {
            private @Nullable Transport transport;

            @Override
            public void connectionMade(Transport transport) {
                this.transport = transport;
            }
        }

        Quiet client = new Quiet();
        Peer served = new Peer(t, "served");
        connect(client, served);
        Transport transport = Objects.requireNonNull(client.transport);
        Protocol protocol = new Protocol() {};
        BufferedProtocol buffered = new BufferedProtocol() {
            @Override
            public ByteBuffer getBuffer(int sizeHint) {
                return ByteBuffer.allocate(1);
            }

            @Override
            public void bufferUpdated(int count) {}
        };
        for (BaseProtocol each : List.of(new BaseProtocol() {}, protocol, buffered)) {
            each.connectionMade(transport);
            each.pauseWriting();
            each.resumeWriting();
            each.connectionLost(null);
        }
        protocol.dataReceived("data".getBytes());
        t.log("keeps open", protocol.eofReceived(), buffered.eofReceived());
        transport.write("hello".getBytes());
        t.log("served read", served.read(5));
        served.transport().write("nobody looks".getBytes());
        served.transport().writeEof();
        served.lost.await();
    }
}
