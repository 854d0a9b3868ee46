package dev.braid.conformance.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.FakeNames;
import dev.braid.io.Protocol;
import dev.braid.io.Server;
import dev.braid.io.ServerOptions;
import dev.braid.io.TransportSocket;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On which addresses a server listens, where the JDK has IPv6 sockets that take IPv4 connections too. */
class DualStackTest {

    private static Server server(int port, @Nullable String... hosts) throws IOException {
        return Asyncio.runningLoop()
                .createServer(() -> new Protocol() {}, Arrays.asList(hosts), port, ServerOptions.DEFAULT);
    }

    private static int port(Server server) throws IOException {
        return server.sockets().get(0).localAddress().getPort();
    }

    private static void assertAccepts(String host, int port) throws IOException {
        try (SocketChannel client = SocketChannel.open(new InetSocketAddress(FakeNames.address(host), port))) {
            assertTrue(client.isConnected());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocketChannel taken = ServerSocketChannel.open()) {
            return ((InetSocketAddress) taken.bind(new InetSocketAddress(0)).getLocalAddress()).getPort();
        }
    }

    @Everywhere
    void allAddressesAreOneSocketForBothFamilies() throws Exception {
        for (String host : new String[] {null, ""}) {
            Server server = server(0, host);
            assertEquals(1, server.sockets().size());
            assertAccepts("127.0.0.1", port(server));
            assertAccepts("::1", port(server));
            server.close();
        }
    }

    @Everywhere
    void allIpv6AddressesTakeTheConnectionsOfTheOtherFamilyToo() throws Exception {
        Server server = server(freePort(), "127.0.0.1", "::");
        assertEquals(1, server.sockets().size());
        assertAccepts("127.0.0.1", port(server));
        assertAccepts("::1", port(server));
        server.close();
    }

    @Everywhere
    void eachAddressHasAFreePortOfItsOwn() throws Exception {
        Server server = server(0, "127.0.0.1", "::");
        assertEquals(2, server.sockets().size());
        server.close();
    }

    @Everywhere
    void anAddressThatIsGivenTwiceIsBoundOnce() throws Exception {
        FakeNames names = FakeNames.ofRunningLoop();
        names.name("host.test", "127.0.0.1", "::1");
        names.name("other.test", "::1", "127.0.0.1");
        int port = freePort();
        Server server = server(port, "host.test", "127.0.0.1", "other.test");
        List<InetSocketAddress> bound = new ArrayList<>();
        for (TransportSocket socket : server.sockets()) {
            bound.add(socket.localAddress());
        }
        assertEquals(List.of(
                new InetSocketAddress(FakeNames.address("127.0.0.1"), port),
                new InetSocketAddress(FakeNames.address("::1"), port)), bound);
        server.close();
    }

    @Everywhere
    void addressesOfOtherMachinesAreLeftOutUnlessThereAreNoOthers() throws Exception {
        Server server = server(0, "198.51.100.1", "127.0.0.1");
        assertEquals(1, server.sockets().size());
        server.close();
        IOException none = assertThrows(IOException.class, () -> server(0, "198.51.100.1", "2001:db8::1"));
        assertEquals("could not bind on any address out of [198.51.100.1:0, [2001:db8::1]:0]", none.getMessage());
    }

    @Everywhere
    void aFailureClosesTheSocketsThatWereOpenedBefore() throws Exception {
        int port;
        try (ServerSocketChannel taken = ServerSocketChannel.open()) {
            taken.bind(new InetSocketAddress(FakeNames.address("::1"), 0));
            port = ((InetSocketAddress) taken.getLocalAddress()).getPort();
            BindException error = assertThrows(BindException.class, () -> server(port, "127.0.0.1", "::1"));
            assertTrue(error.getMessage().startsWith("error while attempting to bind on address [::1]:" + port + ": "),
                    error.getMessage());
        }
        Server server = server(port, "127.0.0.1", "::1");
        assertEquals(2, server.sockets().size());
        server.close();
    }
}
