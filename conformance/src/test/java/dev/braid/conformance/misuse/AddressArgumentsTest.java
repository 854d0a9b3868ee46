package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.FakeNames;
import dev.braid.io.AddressOptions;
import dev.braid.io.ConnectionOptions;
import dev.braid.io.NameInfo;
import dev.braid.io.NameInfoOptions;
import dev.braid.io.Protocol;
import dev.braid.io.ServerOptions;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownServiceException;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Hosts, ports and options that no connection can have. */
class AddressArgumentsTest {

    private static void refused(String start, String advice, Executable call) {
        Refusal.of(IllegalArgumentException.class, call).saying(start).advising(advice);
    }

    @Everywhere(plain = true)
    void familiesThatAreNotOfTheInternet() {
        StandardProtocolFamily unix = StandardProtocolFamily.UNIX;
        String advice = "; name one of them, or null for both";
        refused("cannot look up addresses of family UNIX: ", advice, () -> AddressOptions.of(unix));
        refused("cannot connect to addresses of family UNIX: ", advice, () -> ConnectionOptions.DEFAULT.withFamily(unix));
        refused("cannot listen on addresses of family UNIX: ", advice, () -> ServerOptions.DEFAULT.withFamily(unix));
    }

    @Everywhere(plain = true)
    void numbersThatMeanNothing() {
        refused("cannot interleave addresses: -1 ", "or 0 to leave the order", () -> ConnectionOptions.DEFAULT.withInterleave(-1));
        refused("cannot listen with a backlog of 0: ", "give a positive number", () -> ServerOptions.DEFAULT.withBacklog(0));
        refused("cannot limit a reader to 0 bytes: ", "give a positive number", () -> ConnectionOptions.DEFAULT.withLimit(0));
        refused("cannot limit a reader to -1 bytes: ", "give a positive number", () -> ServerOptions.DEFAULT.withLimit(-1));
    }

    @Everywhere(plain = true)
    void optionsWithoutWhatTheyNeed() {
        assertThrows(NullPointerException.class, () -> AddressOptions.of(null));
        assertThrows(NullPointerException.class, () -> ConnectionOptions.DEFAULT.withHappyEyeballs(null));
        assertThrows(NullPointerException.class, () -> new NameInfo(null, "http"));
        assertThrows(NullPointerException.class, () -> new NameInfo("host", null));
    }

    @Everywhere
    void portsThatAreNone() {
        EventLoop loop = Asyncio.runningLoop();
        for (int port : new int[] {-1, 65536}) {
            String start = "cannot use port " + port + ": ";
            String advice = "; give one of them, or a service's name";
            refused(start, advice, () -> loop.getaddrinfo("127.0.0.1", port));
            refused(start, advice, () -> loop.createConnection(() -> new Protocol() {}, "127.0.0.1", port));
            refused(start, advice, () -> loop.createServer(() -> new Protocol() {}, "127.0.0.1", port));
            refused(start, advice, () -> loop.createConnection(
                    () -> new Protocol() {}, "127.0.0.1", String.valueOf(port), ConnectionOptions.DEFAULT));
        }
    }

    @Everywhere
    void servicesThatAreUnknown() {
        EventLoop loop = Asyncio.runningLoop();
        Refusal.of(UnknownServiceException.class,
                        () -> loop.getaddrinfo("127.0.0.1", "no such service", AddressOptions.DEFAULT))
                .saying("cannot look up the port of service \"no such service\": ")
                .advising("; give its number");
    }

    @Everywhere
    void addressesThatAreNotResolved() {
        EventLoop loop = Asyncio.runningLoop();
        refused("cannot look up the names of host.test", "; look up its address first, with getaddrinfo",
                () -> loop.getnameinfo(InetSocketAddress.createUnresolved("host.test", 80)));
    }

    @Everywhere
    void lookingUpOutsideOfATask() {
        EventLoop loop = Asyncio.runningLoop();
        FakeNames names = FakeNames.ofRunningLoop();
        InetSocketAddress address = new InetSocketAddress(FakeNames.address("127.0.0.1"), 80);
        Future<Object> checked = loop.createFuture();
        loop.callSoon(() -> {
            for (Executable call : List.<Executable>of(
                    () -> loop.getaddrinfo("host.test", 80),
                    () -> loop.getnameinfo(address, NameInfoOptions.DEFAULT),
                    () -> loop.createConnection(() -> new Protocol() {}, "host.test", 80),
                    () -> loop.createServer(() -> new Protocol() {}, "host.test", 80))) {
                Refusal.of(IllegalStateException.class, call).advising("the caller is not one of its tasks");
            }
            checked.setResult(names.asked());
        });
        checked.await();
    }
}
