package dev.braid.conformance.transports;

import static dev.braid.io.ConnectionOptions.DEFAULT;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Attempts;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.FakeNames;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** From which address a connection comes. */
class LocalEndTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(FakeNames.address("127.0.0.1"), 0);

    @Case("TRANSPORT-07")
    void theLocalEndIsBoundFirst(Trace t) throws Exception {
        FakeNames names = FakeNames.ofRunningLoop();
        names.name("host.test", "192.0.2.7");
        names.name("both.test", "192.0.2.7", "2001:db8::7");
        names.name("elsewhere.test", "198.51.100.1", "198.51.100.2");
        names.name("partly.test", "2001:db8::1", "198.51.100.1", "127.0.0.1");
        InetSocketAddress free;
        try (ServerSocketChannel taken = bound()) {
            free = (InetSocketAddress) taken.getLocalAddress();
        }
        try (Attempts attempts = new Attempts(t)) {
            attempts.succeed("192.0.2.7");
            var connection = Asyncio.runningLoop()
                    .createConnection(() -> new Protocol() {}, "host.test", 80, DEFAULT.withLocalAddress(free));
            t.log("bound", connection.transport().extraInfo("sockname").equals(free));
            connection.transport().close();
            Asyncio.yieldNow();

            t.log("any port");
            from(t, "host.test", ANY_PORT);
            t.log("the first that can be bound");
            from(t, "host.test", named("partly.test"));
            t.log("in use");
            try (ServerSocketChannel taken = bound()) {
                var address = (InetSocketAddress) taken.getLocalAddress();
                Exception error = from(t, "host.test", address);
                t.log("the address is told", error.getMessage().contains(String.valueOf(address.getPort())));
            }
            t.log("none can be bound");
            from(t, "host.test", named("elsewhere.test"));
            Connect.to(t, "host.test", DEFAULT.withLocalAddress(named("elsewhere.test")).withAllErrors(true));
            t.log("of another family");
            from(t, "host.test", new InetSocketAddress(FakeNames.address("::1"), 0));
            from(t, "both.test", ANY_PORT);
            t.log("unknown");
            from(t, "host.test", named("nowhere.test"));
            t.log("closed", attempts.closed());
        }
    }

    private static Exception from(Trace t, String host, InetSocketAddress local) {
        return Connect.to(t, host, DEFAULT.withLocalAddress(local));
    }

    private static InetSocketAddress named(String host) {
        return InetSocketAddress.createUnresolved(host, 0);
    }

    private static ServerSocketChannel bound() throws IOException {
        return ServerSocketChannel.open().bind(ANY_PORT);
    }
}
