package dev.braid.conformance.transports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.FakeNames;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.io.Connecting;
import dev.braid.internal.io.Connector;
import dev.braid.io.ConnectionOptions;
import dev.braid.io.Protocol;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Attempts at addresses of this machine. */
class SocketConnectTest {

    private static ServerSocketChannel listener() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(FakeNames.address("127.0.0.1"), 0));
    }

    private static int port(ServerSocketChannel listener) throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** The sockets of the attempts from now on, which are made as before. */
    private static List<SocketChannel> attempts() {
        List<SocketChannel> sockets = new ArrayList<>();
        Connector connector = ((EventLoopImpl) Asyncio.runningLoop()).connector();
        Connecting[] before = new Connecting[1];
        before[0] = connector.connectBy((channel, address) -> {
            sockets.add(channel);
            before[0].connect(channel, address);
        });
        return sockets;
    }

    @Everywhere
    void aRefusalTellsTheAddressAndClosesTheSocket() throws Exception {
        int port;
        try (ServerSocketChannel closed = listener()) {
            port = port(closed);
        }
        List<SocketChannel> sockets = attempts();
        ConnectException error = assertThrows(ConnectException.class,
                () -> Asyncio.runningLoop().createConnection(() -> new Protocol() {}, "127.0.0.1", port));
        assertTrue(error.getMessage().startsWith("connect call failed for 127.0.0.1:" + port + ": "), error.getMessage());
        assertEquals(1, sockets.size());
        assertFalse(sockets.get(0).isOpen());
    }

    @Everywhere
    void theNextAddressIsConnectedTo() throws Exception {
        FakeNames.ofRunningLoop().name("host.test", "::1", "127.0.0.1");
        try (ServerSocketChannel listener = listener()) {
            List<SocketChannel> sockets = attempts();
            var connection =
                    Asyncio.runningLoop().createConnection(() -> new Protocol() {}, "host.test", port(listener));
            assertEquals(listener.getLocalAddress(), connection.transport().extraInfo("peername"));
            assertEquals(2, sockets.size());
            connection.transport().close();
        }
    }

    @Everywhere
    void cancellingAnAttemptClosesTheSocket() throws Exception {
        try (ServerSocketChannel listener = listener()) {
            int port = port(listener);
            for (ConnectionOptions options : List.of(
                    ConnectionOptions.DEFAULT, ConnectionOptions.DEFAULT.withHappyEyeballs(Duration.ofSeconds(1)))) {
                List<SocketChannel> sockets = attempts();
                var connecting = Asyncio.createTask(() ->
                        Asyncio.runningLoop().createConnection(() -> new Protocol() {}, "127.0.0.1", port, options));
                while (sockets.isEmpty()) {
                    Asyncio.yieldNow();
                }
                connecting.cancel();
                assertThrows(CancelledError.class, () -> connecting.await());
                assertEquals(1, sockets.size());
                assertFalse(sockets.get(0).isOpen());
            }
        }
    }

    @Everywhere
    void cancellingTheCallerClosesTheSocketThatHasWonAlready() throws Exception {
        FakeNames.ofRunningLoop().name("host.test", "192.0.2.1", "192.0.2.2");
        List<SocketChannel> sockets = new ArrayList<>();
        ((EventLoopImpl) Asyncio.runningLoop()).connector().connectBy((channel, address) -> {
            sockets.add(channel);
            if (sockets.size() == 1) {
                try {
                    Asyncio.sleep(Duration.ofSeconds(9));
                } finally {
                    Asyncio.sleep(Duration.ofSeconds(5));
                }
            }
        });
        var options = ConnectionOptions.DEFAULT.withHappyEyeballs(Duration.ofSeconds(1));
        var connecting = Asyncio.createTask(
                () -> Asyncio.runningLoop().createConnection(() -> new Protocol() {}, "host.test", 80, options));
        Asyncio.sleep(Duration.ofSeconds(2));
        connecting.cancel();
        assertThrows(CancelledError.class, () -> connecting.await());
        assertEquals(List.of(false, false), sockets.stream().map(SocketChannel::isOpen).toList());
    }
}
