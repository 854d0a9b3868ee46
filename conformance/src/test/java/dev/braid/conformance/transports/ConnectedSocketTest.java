package dev.braid.conformance.transports;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.conformance.harness.Attempts;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.FakeNames;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.Protocol;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Sockets that are connected, and what becomes of them. */
class ConnectedSocketTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(FakeNames.address("127.0.0.1"), 0);

    private static Protocol fails() {
        throw new Boom("no protocol");
    }

    @Case("TRANSPORT-06")
    void aConnectedSocketMayBeGiven(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ANY_PORT)) {
            SocketChannel socket = SocketChannel.open(listener.getLocalAddress());
            var here = socket.getLocalAddress();
            var connection = loop.createConnection(() -> new Protocol() {}, socket);
            t.log("used", connection.transport().extraInfo("sockname").equals(here));
            t.log("protocol", connection.transport().protocol() == connection.protocol());
            connection.transport().close();
            Asyncio.yieldNow();
            t.log("closed with the transport", !socket.isOpen());
        }
        try {
            loop.createConnection(() -> new Protocol() {}, (SocketChannel) null);
        } catch (NullPointerException e) {
            t.log("no socket", e);
        }
    }

    @Case("TRANSPORT-11")
    void theSocketIsClosedIfThereIsNoProtocol(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        try (Attempts attempts = new Attempts(t)) {
            attempts.succeed("127.0.0.1");
            try {
                loop.createConnection(ConnectedSocketTest::fails, "127.0.0.1", 80);
            } catch (Boom e) {
                t.log("raises", e, attempts.closed());
            }
            try {
                loop.createConnection(() -> null, "127.0.0.1", 80);
            } catch (Exception e) {
                t.log("no transport without a protocol", attempts.closed());
            }
        }
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ANY_PORT)) {
            SocketChannel socket = SocketChannel.open(listener.getLocalAddress());
            try {
                loop.createConnection(ConnectedSocketTest::fails, socket);
            } catch (Boom e) {
                t.log("raises", e, !socket.isOpen());
            }
        }
    }
}
