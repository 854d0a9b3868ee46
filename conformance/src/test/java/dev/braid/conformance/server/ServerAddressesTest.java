package dev.braid.conformance.server;

import static dev.braid.conformance.harness.Peers.address;
import static dev.braid.conformance.harness.Peers.host;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.Server;
import dev.braid.io.ServerOptions;
import dev.braid.io.TransportSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which addresses a server listens on, and with which options. */
class ServerAddressesTest {

    /** Connects to one of a server's sockets and closes the connection again. */
    private static void connectTo(TransportSocket socket) throws IOException {
        connectBy(host(address(socket)), address(socket).getPort());
    }

    private static void connectBy(String host, int port) throws IOException {
        Asyncio.runningLoop().createConnection(Peer::new, host, port).protocol().close();
    }

    private static List<@Nullable Object> hosts(List<TransportSocket> sockets) throws IOException {
        List<@Nullable Object> hosts = new ArrayList<>();
        for (TransportSocket socket : sockets) {
            hosts.add(host(address(socket)));
        }
        return hosts;
    }

    @Case("SERVER-02")
    void portZeroIsAFreePort(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Peers served = new Peers();
        Server first = loop.createServer(served, "127.0.0.1", 0);
        Server second = loop.createServer(served, "127.0.0.1", 0);
        int one = address(first).getPort();
        int two = address(second).getPort();
        t.log("ports", one > 0, two > 0, "different", one != two);
        connectTo(first.sockets().get(0));
        connectTo(second.sockets().get(0));
        served.gone(2);
        first.close();
        second.close();
    }

    @Case("SERVER-03")
    void itListensOnEachAddressOnce(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Peers served = new Peers();
        Server server = loop.createServer(served, List.of("127.0.0.1", "::1", "127.0.0.1"), 0, ServerOptions.DEFAULT);
        t.log("hosts", hosts(server.sockets()));
        for (TransportSocket socket : server.sockets()) {
            connectTo(socket);
        }
        served.gone(2);
        server.close();
        server = loop.createServer(served, "127.0.0.1", 0);
        int port = address(server).getPort();
        server.close();
        int count = 4;
        for (String host : new @Nullable String[] {null, ""}) {
            server = loop.createServer(served, host, port);
            connectBy("127.0.0.1", port);
            connectBy("::1", port);
            served.gone(count);
            t.log("on all interfaces", served.all().size());
            server.close();
            count = 6;
        }
    }

    @Case("SERVER-04")
    void aListeningSocketMayBeGiven(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        ServerSocketChannel listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress("127.0.0.1", 0));
        InetSocketAddress bound = (InetSocketAddress) listening.getLocalAddress();
        Peer served = new Peer();
        Server server = loop.createServer(() -> served, listening);
        t.log("sockets", server.sockets().size(), address(server).equals(bound));
        Peer client = Peers.to(bound, Peer::new).protocol();
        client.transport().write("hello".getBytes());
        t.log("served read", served.read(5));
        server.close();
        t.log("closed", !listening.isOpen());
        client.close();
        served.lost.await();
    }

    @Case("SERVER-05")
    void anAddressInUseIsAnErrorAndNothingStaysOpen(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Server first = loop.createServer(Peer::new, "127.0.0.1", 0);
        int port = address(first).getPort();
        for (List<String> hosts : List.of(List.of("127.0.0.1"), List.of("::1", "127.0.0.1"))) {
            try {
                loop.createServer(Peer::new, hosts, port, ServerOptions.DEFAULT);
            } catch (IOException e) {
                t.log("caught", e);
            }
        }
        Server second = loop.createServer(Peer::new, "::1", port);
        t.log("the other address is free", second.sockets().size());
        second.close();
        first.close();
        Server third = loop.createServer(Peer::new, "127.0.0.1", port);
        t.log("free again", third.sockets().size());
        third.close();
        try {
            loop.createServer(Peer::new, "192.0.2.1", 0);
        } catch (IOException e) {
            t.log("not of this machine", e);
        }
    }

    @Case("SERVER-06")
    void severalServersMayShareAPort(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Peers served = new Peers();
        ServerOptions shared = ServerOptions.DEFAULT.withReusePort(true);
        Server first = loop.createServer(served, "127.0.0.1", 0, shared);
        InetSocketAddress address = address(first);
        Server second = loop.createServer(served, "127.0.0.1", address.getPort(), shared);
        t.log("the same port", address(second).equals(address));
        for (int n = 0; n < 4; n++) {
            connectTo(first.sockets().get(0));
        }
        served.gone(4);
        first.close();
        connectTo(second.sockets().get(0));
        served.gone(5);
        t.log("served", served.all().size());
        second.close();
        Server third = loop.createServer(served, "127.0.0.1", 0);
        try {
            loop.createServer(served, "127.0.0.1", address(third).getPort());
        } catch (IOException e) {
            t.log("not shared", e);
        }
        third.close();
    }

    /** Unlike asyncio's, a socket on all IPv6 addresses takes connections to IPv4 addresses too: the JDK's all do. */
    @Case("SERVER-07")
    void familiesMayBeRestrictedAndShareAPortNumber(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Peers served = new Peers();
        Server restricted = loop.createServer(
                served, (String) null, 0, ServerOptions.DEFAULT.withFamily(StandardProtocolFamily.INET));
        int port = address(restricted).getPort();
        connectBy("127.0.0.1", port);
        try {
            connectBy("::1", port);
        } catch (IOException e) {
            t.log("only the one family", e);
        }
        served.gone(1);
        restricted.close();
        restricted = loop.createServer(
                served, (String) null, 0, ServerOptions.DEFAULT.withFamily(StandardProtocolFamily.INET6));
        connectBy("::1", address(restricted).getPort());
        served.gone(2);
        restricted.close();

        Server four = loop.createServer(served, "127.0.0.1", 0);
        port = address(four).getPort();
        Server six = loop.createServer(served, "::1", port);
        connectBy("127.0.0.1", port);
        connectBy("::1", port);
        served.gone(4);
        six.close();
        try {
            connectBy("::1", port);
        } catch (IOException e) {
            t.log("only the other one is left", e);
        }
        connectBy("127.0.0.1", port);
        served.gone(5);
        four.close();
        t.log("connections", served.all().size());
    }

    @Case("SERVER-20")
    void itsSocketsAreASnapshot(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Server server = loop.createServer(Peer::new, List.of("127.0.0.1", "::1"), 0, ServerOptions.DEFAULT);
        List<TransportSocket> sockets = server.sockets();
        t.log("sockets", sockets.size(), "hosts", hosts(sockets));
        t.log("another one each time", server.sockets() != sockets);
        server.close();
        t.log("after the close", server.sockets().size(), "before", sockets.size());
    }

    @Case("SERVER-26")
    void connectionsMayBeKeptAlive(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        for (boolean keepAlive : new boolean[] {false, true}) {
            Peer served = new Peer();
            Server server = loop.createServer(
                    () -> served, "127.0.0.1", 0, ServerOptions.DEFAULT.withKeepAlive(keepAlive));
            Peer client = Peers.to(server, Peer::new).protocol();
            served.made.await();
            var socket = (TransportSocket) Objects.requireNonNull(served.transport().extraInfo("socket"));
            t.log("keep alive", keepAlive, socket.option(StandardSocketOptions.SO_KEEPALIVE));
            server.close();
            client.close();
            served.lost.await();
        }
    }
}
