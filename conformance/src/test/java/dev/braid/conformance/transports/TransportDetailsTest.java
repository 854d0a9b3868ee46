package dev.braid.conformance.transports;

import static dev.braid.conformance.harness.Peers.connect;
import static dev.braid.conformance.harness.Peers.host;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.Server;
import dev.braid.io.Transport;
import dev.braid.io.TransportSocket;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.Objects;

/** What a transport tells about its connection. */
class TransportDetailsTest {

    @Case("TRANSPORT-36")
    void aTransportTellsItsSocketAndAddresses(Trace t) throws Exception {
        Peer client = new Peer();
        Peer served = new Peer();
        connect(client, served);
        Transport mine = client.transport();
        Transport its = served.transport();
        t.log("own address", host(address(mine, "sockname")), host(address(its, "sockname")));
        t.log("each other's", address(mine, "sockname").equals(address(its, "peername")),
                address(mine, "peername").equals(address(its, "sockname")));
        t.log("the socket's", address(mine, "sockname").equals(socket(mine).localAddress()),
                address(mine, "peername").equals(socket(mine).remoteAddress()));
        t.log("unknown", mine.extraInfo("colour"), mine.extraInfo("colour", "grey"));
        t.log("known, with a default", address(its, "sockname").equals(mine.extraInfo("peername", "none")));
        client.close();
        t.log("after the loss", address(mine, "peername").equals(address(its, "sockname")));
        served.lost.await();
    }

    @Case("TRANSPORT-51")
    void smallWritesAreNotDelayed(Trace t) throws Exception {
        Peer client = new Peer();
        Peer served = new Peer();
        connect(client, served);
        t.log("no delay", socket(client.transport()).option(StandardSocketOptions.TCP_NODELAY));
        t.log("no delay", socket(served.transport()).option(StandardSocketOptions.TCP_NODELAY));
        client.close();
        served.lost.await();
    }

    private static InetSocketAddress address(Transport transport, String name) {
        return (InetSocketAddress) Objects.requireNonNull(transport.extraInfo(name));
    }

    /** Which sockets of a program they are is what its log is read for; what the JDK prints differs from one to the next. */
    @Everywhere
    void aSocketIsPrintedByItsAddresses() throws Exception {
        Peer client = new Peer();
        Peer served = new Peer();
        connect(client, served);
        TransportSocket socket = socket(client.transport());
        int near = socket.localAddress().getPort();
        int far = socket.remoteAddress().getPort();
        assertEquals("TransportSocket[127.0.0.1:" + near + " to 127.0.0.1:" + far + "]", socket.toString());
        client.close();
        assertEquals("TransportSocket[closed]", socket.toString());
        served.lost.await();
        Server server = Asyncio.runningLoop().createServer(Peer::new, "127.0.0.1", 0);
        int port = Peers.address(server).getPort();
        assertEquals("Server[serving, [TransportSocket[127.0.0.1:" + port + "]]]", server.toString());
        server.close();
        server.waitClosed();
    }

    private static TransportSocket socket(Transport transport) {
        return (TransportSocket) Objects.requireNonNull(transport.extraInfo("socket"));
    }
}
