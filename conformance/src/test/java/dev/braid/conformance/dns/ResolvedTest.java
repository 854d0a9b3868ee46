package dev.braid.conformance.dns;

import static dev.braid.io.ConnectionOptions.DEFAULT;
import static java.net.StandardProtocolFamily.INET6;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.conformance.harness.Attempts;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.FakeNames;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.ConnectionOptions;
import dev.braid.io.Protocol;
import dev.braid.io.ServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** What connections look up, and what they do not. */
class ResolvedTest {

    private static void connect(Trace t, String host, ConnectionOptions options) {
        connect(t, host, "80", options);
    }

    private static void connect(Trace t, String host, String service, ConnectionOptions options) {
        try {
            var connection = Asyncio.runningLoop().createConnection(() -> new Protocol() {}, host, service, options);
            t.log("connected");
            connection.transport().close();
            Asyncio.yieldNow();
        } catch (IOException e) {
            t.log("raises", "OSError");
        }
    }

    @Case("DNS-03")
    void addressesAreNotLookedUp(Trace t) throws Exception {
        FakeNames names = FakeNames.ofRunningLoop();
        names.name("host.test", "192.0.2.1");
        names.name("192.0.2.1", "192.0.2.1");
        names.name("fe80::1%1", "fe80::1%1");
        try (Attempts attempts = new Attempts(t)) {
            attempts.succeed("192.0.2.1");
            connect(t, "192.0.2.1", DEFAULT);
            connect(t, "2001:db8::1", DEFAULT);
            connect(t, "2001:db8::1", DEFAULT.withFamily(INET6));
            connect(t, "192.0.2.1", DEFAULT.withLocalAddress(InetSocketAddress.createUnresolved("127.0.0.1", 0)));
            t.log("asked", names.asked());
            connect(t, "host.test", DEFAULT);
            connect(t, "192.0.2.1", DEFAULT.withFamily(INET6));
            connect(t, "192.0.2", DEFAULT);
            connect(t, "192.0.2.256", DEFAULT);
            connect(t, "192.0.2.01", DEFAULT);
            connect(t, "fe80::1%1", DEFAULT);
            connect(t, "::12345", DEFAULT);
            t.log("asked", names.asked());
        }
    }

    @Case("DNS-04")
    void noAddressIsAnError(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        FakeNames.ofRunningLoop().name("host.test");
        var local = InetSocketAddress.createUnresolved("host.test", 0);
        try (Attempts attempts = new Attempts(t)) {
            connect(t, "host.test", DEFAULT);
            connect(t, "host.test", DEFAULT.withAllErrors(true));
            connect(t, "host.test", DEFAULT.withHappyEyeballs(Duration.ofSeconds(1)));
            connect(t, "127.0.0.1", DEFAULT.withLocalAddress(local));
            for (List<String> hosts : List.of(List.of("host.test"), List.of("127.0.0.1", "host.test"))) {
                try {
                    loop.createServer(() -> new Protocol() {}, hosts, 0, ServerOptions.DEFAULT);
                } catch (IOException e) {
                    t.log("server", e);
                }
            }
        }
    }

    @Case("DNS-06")
    void portsAreNumbersOrNamesOfServices(Trace t) throws Exception {
        FakeNames names = FakeNames.ofRunningLoop();
        names.name("host.test", "192.0.2.1");
        names.name("192.0.2.1", "192.0.2.1");
        try (Attempts attempts = new Attempts(t)) {
            attempts.succeed("192.0.2.1");
            for (String host : List.of("192.0.2.1", "host.test")) {
                for (Object port : List.of(80, 0, 65535, "80", "0080", "", "http", "https")) {
                    t.log(host, port);
                    if (port instanceof Integer number) {
                        connect(t, host, number);
                    } else {
                        connect(t, host, (String) port, DEFAULT);
                    }
                }
            }
            t.log("asked", names.asked());
            connect(t, "192.0.2.1", "nonsense", DEFAULT);
        }
    }

    private static void connect(Trace t, String host, int port) throws IOException {
        var connection = Asyncio.runningLoop().createConnection(() -> new Protocol() {}, host, port);
        t.log("connected");
        connection.transport().close();
        Asyncio.yieldNow();
    }
}
