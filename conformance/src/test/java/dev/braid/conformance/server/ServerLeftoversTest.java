package dev.braid.conformance.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.ExceptionContext;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.Protocol;
import dev.braid.io.Server;
import dev.braid.io.ServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/** What becomes of sockets at the edges of a server's life. */
class ServerLeftoversTest {

    private @Nullable Server server;

    /** In asyncio the transport of such a connection cannot be made either. */
    @Everywhere
    void aConnectionThatWasAcceptedWhenItsServerClosesIsNotMade() throws Exception {
        List<ExceptionContext> reports = new ArrayList<>();
        var loop = Asyncio.runningLoop();
        loop.setExceptionHandler((where, problem) -> reports.add(problem));
        loop.setDebug(true);
        Peer served = new Peer();
        server = loop.createServer(() -> {
            server.close();
            return served;
        }, "127.0.0.1", 0);
        Peer client = new Peer();
        Peers.to(Peers.address(server), () -> client);
        server.waitClosed();
        client.lost.await();
        assertFalse(served.made.done(), "it is not made");
        assertEquals(1, reports.size());
        assertEquals("Error on transport creation for incoming connection", reports.get(0).message());
        assertTrue(reports.get(0).exception().getMessage().contains("it is closed"), reports::toString);
        served.made.cancel();
    }

    private static InetSocketAddress leavesOne(boolean startsServing) throws IOException {
        Server left = Asyncio.runningLoop().createServer(() -> new Protocol() {}, "127.0.0.1", 0,
                ServerOptions.DEFAULT.withStartServing(startsServing));
        return Peers.address(left);
    }

    @Everywhere(plain = true)
    void aServerThatIsLostGivesItsPortBackAndIsWarnedOf(Trace t) throws Exception {
        for (boolean startsServing : List.of(true, false)) {
            List<InetSocketAddress> addresses = new ArrayList<>();
            try (CaughtLog log = new CaughtLog()) {
                t.run(() -> addresses.add(leavesOne(startsServing)));
                t.collect();
                assertTrue(log.count(Level.WARNING) > 0, "warned");
            }
            try (ServerSocketChannel again = ServerSocketChannel.open()) {
                again.bind(addresses.get(0));
            }
        }
    }
}
