package dev.braid.conformance.server;

import static dev.braid.conformance.harness.Peer.MORE_THAN_BUFFERS;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Closing a server, closing its connections, and waiting for both. */
class ServerEndTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A server with one connection, between these two. */
    private static Server withClient(Peer served, Peer client) throws IOException {
        Server server = Asyncio.runningLoop().createServer(() -> served, "127.0.0.1", 0);
        Peers.to(server, () -> client);
        served.made.await();
        return server;
    }

    private static Task<@Nullable Void> waiting(Trace t, Server server, String name) {
        return Asyncio.createTask(() -> {
            server.waitClosed();
            t.log("closed");
        }, TaskOptions.named(name));
    }

    @Case("SERVER-14")
    void closingEndsAcceptingAndLeavesConnectionsAlone(Trace t) throws Exception {
        Peer served = new Peer(t, "served");
        Peer client = new Peer();
        Server server = withClient(served, client);
        InetSocketAddress address = Peers.address(server);
        server.close();
        server.close();
        t.log("closed", server.isServing(), server.sockets().size());
        try {
            Peers.to(address, Peer::new);
        } catch (IOException e) {
            t.log("connecting", e);
        }
        client.transport().write("hello".getBytes());
        t.log("served read", served.read(5));
        served.transport().write("answer".getBytes());
        t.log("client read", client.read(6));
        client.close();
        served.lost.await();
        server.close();
        server.waitClosed();
    }

    @Case("SERVER-16")
    void itIsClosedWhenItsConnectionsAreGoneToo(Trace t) throws Exception {
        Peer served = new Peer(t, "served");
        Peer client = new Peer();
        Server server = withClient(served, client);
        var first = waiting(t, server, "first");
        Asyncio.sleep(SECOND);
        t.log("open", first.done());
        server.close();
        var second = waiting(t, server, "second");
        Asyncio.sleep(SECOND);
        t.log("with a connection", first.done(), second.done());
        client.close();
        first.await();
        second.await();

        served = new Peer(t, "other");
        client = new Peer();
        server = withClient(served, client);
        var third = waiting(t, server, "third");
        client.close();
        served.lost.await();
        Asyncio.sleep(SECOND);
        t.log("without a connection", third.done());
        server.close();
        third.await();
    }

    @Case("SERVER-17")
    void waitingForWhatHasClosedTakesNoTurn(Trace t) throws Exception {
        Peer served = new Peer();
        Peer client = new Peer();
        Server server = withClient(served, client);
        client.close();
        served.lost.await();
        server.close();
        Asyncio.runningLoop().callSoon(() -> t.log("the next turn"));
        server.waitClosed();
        server.waitClosed();
        t.log("closed");
        Asyncio.yieldNow();
    }

    @Case("SERVER-18")
    void closingItsConnectionsFlushesThem(Trace t) throws Exception {
        Peer served = new Peer(t, "served");
        Peer client = new Peer();
        Server server = withClient(served, client);
        client.transport().pauseReading();
        served.transport().write(new byte[MORE_THAN_BUFFERS]);
        server.close();
        server.closeClients();
        t.log("closing", served.transport().isClosing(), "lost", served.lost.done());
        client.transport().resumeReading();
        server.waitClosed();
        t.log("closed");
        client.lost.await();
        t.log("client received", client.count());
        server.closeClients();
    }

    @Case("SERVER-19")
    void abortingItsConnectionsDiscardsWhatWasNotSent(Trace t) throws Exception {
        Peer served = new Peer(t, "served");
        Peer client = new Peer();
        Server server = withClient(served, client);
        client.transport().pauseReading();
        served.transport().write(new byte[MORE_THAN_BUFFERS]);
        server.close();
        server.abortClients();
        t.log("closing", served.transport().isClosing(), "buffered", served.transport().writeBufferSize());
        server.waitClosed();
        t.log("closed");
        client.transport().resumeReading();
        client.lost.await();
        t.log("client received all", client.count() == MORE_THAN_BUFFERS);
        server.abortClients();
    }
}
