package dev.braid.conformance.server;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.Server;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The connections that a server accepts, or that somebody else did. */
class ServerConnectionsTest {

    @Case("SERVER-01")
    void eachConnectionHasAProtocolOfTheFactory(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Peers served = new Peers();
        Server server = loop.createServer(served, "127.0.0.1", 0);
        t.log("serving", server.isServing(), server.sockets().size(), "protocols", served.all().size());
        List<Peer> clients = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            var pair = Peers.to(server, Peer::new);
            clients.add(pair.protocol());
            pair.transport().write(name.getBytes());
            served.come(clients.size());
            Peer peer = served.all().get(clients.size() - 1);
            String text = peer.read(3);
            var from = (InetSocketAddress) Objects.requireNonNull(peer.transport().extraInfo("peername"));
            t.log("read", text, "from", Peers.host(from));
        }
        t.log("protocols", served.all().size(),
                "different", served.all().get(0).transport() != served.all().get(1).transport());
        for (Peer client : clients) {
            client.close();
        }
        served.gone(2);
        server.close();
        server.waitClosed();
    }

    @Case(value = "SERVER-27", plain = true)
    void withoutDescriptorsItReportsThatAndAcceptsLater(Trace t) {
        OutOfDescriptors seen = OutOfDescriptors.seen();
        t.log("reported", seen.error, "of the socket", seen.ofTheSocket);
        t.log("accepted meanwhile", seen.acceptedMeanwhile, "after", seen.acceptedAfter);
    }

    @Case("SERVER-28")
    void allThatConnectAtOnceAreAccepted(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Peers served = new Peers();
        Server server = loop.createServer(served, "127.0.0.1", 0);
        List<SocketChannel> clients = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            clients.add(SocketChannel.open(Peers.address(server)));
        }
        t.log("before the loop's next turn", served.all().size());
        served.come(20);
        for (int n = 0; n < 20; n++) {
            clients.get(n).write(ByteBuffer.wrap(new byte[] {(byte) n}));
        }
        List<Integer> numbers = new ArrayList<>();
        for (Peer peer : served.all()) {
            numbers.add((int) peer.take(1)[0]);
        }
        t.log("each has its own", numbers.stream().sorted().collect(Collectors.toList())
                .equals(IntStream.range(0, 20).boxed().collect(Collectors.toList())));
        for (SocketChannel client : clients) {
            client.close();
        }
        served.gone(20);
        server.close();
    }

    @Case("SERVER-30")
    void aSocketThatWasAcceptedElsewhereGetsATransport(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        SocketChannel connected;
        SocketChannel accepted;
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress("127.0.0.1", 0));
            connected = SocketChannel.open(listening.getLocalAddress());
            accepted = listening.accept();
        }
        var pair = loop.connectAcceptedSocket(() -> new Peer(t, "served"), accepted);
        Peer served = pair.protocol();
        t.log("returned", pair.transport() == served.transport(), pair.transport().protocol() == served);
        connected.write(ByteBuffer.wrap("hello".getBytes()));
        t.log("served read", served.read(5));
        pair.transport().write("answer".getBytes());
        Peer client = loop.createConnection(Peer::new, connected).protocol();
        t.log("client read", client.read(6));
        client.close();
        served.lost.await();
        t.log("closed", !accepted.isOpen());
    }

    @Case("SERVER-21")
    void leavingItsBlockClosesItAndWaits(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Peer served = new Peer(t, "served");
        Server server = loop.createServer(() -> served, "127.0.0.1", 0);
        Peer client = Asyncio.with(server, entered -> {
            t.log("serving", entered.isServing());
            var pair = Peers.to(entered, Peer::new);
            served.made.await();
            loop.callLater(Duration.ofSeconds(5), pair.transport()::close);
            return pair.protocol();
        });
        t.log("left", server.isServing(), server.sockets().size());
        client.lost.await();
        Server other = loop.createServer(Peer::new, "127.0.0.1", 0);
        try {
            Asyncio.with(other, entered -> {
                throw new Boom("inside");
            });
        } catch (Boom e) {
            t.log("caught", e, other.isServing());
        }
    }

    @Case("SERVER-22")
    void itTellsItsLoop(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Server server = loop.createServer(Peer::new, "127.0.0.1", 0);
        t.log("loop", server.loop() == loop);
        server.close();
        t.log("closed", server.loop() == loop);
    }
}
