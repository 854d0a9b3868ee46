package dev.braid.conformance.server;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.Server;
import dev.braid.io.ServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From when to when a server accepts, and serving forever. */
class ServingTest {

    private static final ServerOptions NOT_YET = ServerOptions.DEFAULT.withStartServing(false);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Task<@Nullable Void> serve(Server server) {
        return Asyncio.createTask(server::serveForever, TaskOptions.named("serve"));
    }

    @Case("SERVER-08")
    void itIsBoundAndServesWhenThatIsStarted(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Peer served = new Peer(t, "served");
        Server server = loop.createServer(() -> served, "127.0.0.1", 0, NOT_YET);
        InetSocketAddress address = Peers.address(server);
        t.log("bound", address.getPort() > 0, "serving", server.isServing());
        server.startServing();
        t.log("serving", server.isServing());
        Peer client = Peers.to(address, Peer::new).protocol();
        served.made.await();
        server.close();
        client.close();
        served.lost.await();

        server = loop.createServer(Peer::new, "127.0.0.1", 0, NOT_YET);
        server.close();
        server.waitClosed();
        t.log("closed before it served", server.sockets().size());
    }

    @Case("SERVER-09")
    void startingToServeAgainChangesNothing(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Peers served = new Peers();
        Server server = loop.createServer(served, "127.0.0.1", 0, NOT_YET);
        for (int n = 0; n < 3; n++) {
            server.startServing();
            t.log("serving", server.isServing());
        }
        for (int n = 0; n < 2; n++) {
            Peer client = Peers.to(server, Peer::new).protocol();
            client.transport().write("x".getBytes());
            client.close();
        }
        served.gone(2);
        t.log("connections", served.all().size());
        server.close();
    }

    @Case("SERVER-10")
    void itIsServingFromTheStartOfThatToTheClose(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Server server = loop.createServer(Peer::new, "127.0.0.1", 0, NOT_YET);
        t.log("made", server.isServing());
        server.startServing();
        t.log("started", server.isServing());
        server.close();
        t.log("closed", server.isServing());
        server = loop.createServer(Peer::new, "127.0.0.1", 0);
        t.log("made and started", server.isServing());
        server.close();
        t.log("closed", server.isServing());
    }

    @Case("SERVER-11")
    void servingForeverEndsByCancellation(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Peer served = new Peer(t, "served");
        Server server = loop.createServer(() -> served, "127.0.0.1", 0, NOT_YET);
        InetSocketAddress address = Peers.address(server);
        Task<@Nullable Void> task = Asyncio.createTask(() -> {
            try {
                server.serveForever();
            } catch (CancelledError e) {
                t.log("ended", e, "serving", server.isServing(), "sockets", server.sockets().size());
                throw e;
            }
        }, TaskOptions.named("serve"));
        Asyncio.sleep(SECOND);
        t.log("serving", server.isServing());
        Peer client = Peers.to(address, Peer::new).protocol();
        served.made.await();
        client.close();
        served.lost.await();
        Asyncio.sleep(SECOND);
        t.log("done", task.done());
        task.cancel("enough");
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("caught", e, task.cancelled());
        }
        try {
            Peers.to(address, Peer::new);
        } catch (IOException e) {
            t.log("connecting", e);
        }
    }

    @Case("SERVER-12")
    void cancellingItClosesTheConnectionsToo(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Peer served = new Peer(t, "served");
        Server server = loop.createServer(() -> served, "127.0.0.1", 0);
        Peer idle = Peers.to(server, Peer::new).protocol();
        served.made.await();
        Task<@Nullable Void> task = serve(server);
        Asyncio.sleep(SECOND);
        task.cancel("idle");
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("caught", e);
        }
        idle.lost.await();
        t.log("closed", server.isServing());

        Peer other = new Peer(t, "other");
        server = loop.createServer(() -> other, "127.0.0.1", 0);
        Peer busy = Peers.to(server, Peer::new).protocol();
        other.made.await();
        busy.transport().pauseReading();
        other.transport().write(new byte[Peer.MORE_THAN_BUFFERS]);
        task = serve(server);
        Asyncio.sleep(SECOND);
        task.cancel("once");
        Asyncio.sleep(SECOND);
        t.log("waits for what is to be flushed", task.done());
        task.cancel("twice");
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("caught", e);
        }
        server.abortClients();
        server.waitClosed();
        busy.close();
    }

    @Case("SERVER-13")
    void itServesForeverOnceAndNotWhenClosed(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Server server = loop.createServer(Peer::new, "127.0.0.1", 0);
        Task<@Nullable Void> task = serve(server);
        Asyncio.yieldNow();
        try {
            server.serveForever();
        } catch (IllegalStateException e) {
            t.log("meanwhile", e);
        }
        t.log("the first goes on", !task.done(), server.isServing());
        task.cancel();
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("caught", e);
        }
        try {
            server.serveForever();
        } catch (IllegalStateException e) {
            t.log("closed", e);
        }
    }

    @Case("SERVER-15")
    void closingItEndsServingForever(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        Server server = loop.createServer(Peer::new, "127.0.0.1", 0);
        Task<@Nullable Void> task = Asyncio.createTask(() -> {
            try {
                server.serveForever();
            } catch (CancelledError e) {
                t.log("ended", e, "cancelling", Objects.requireNonNull(Asyncio.currentTask()).cancelling());
                throw e;
            }
        }, TaskOptions.named("serve"));
        Asyncio.sleep(SECOND);
        server.close();
        t.log("closed", task.done());
        Asyncio.wait(List.of(task));
        t.log("cancelled", task.cancelled());
        server.waitClosed();
    }
}
