package dev.braid.conformance.dns;

import static dev.braid.io.AddressOptions.DEFAULT;
import static java.net.StandardProtocolFamily.INET;
import static java.net.StandardProtocolFamily.INET6;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.FakeNames;
import dev.braid.conformance.harness.Trace;
import dev.braid.internal.io.Addresses;
import dev.braid.io.AddressOptions;
import dev.braid.io.NameInfo;
import dev.braid.io.NameInfoOptions;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Look-ups in the default executor. */
class LookupTest {

    @Case(value = "DNS-01", threads = true)
    void hostsAreLookedUpInTheDefaultPool(Trace t) {
        lookUp(t, "an address", "127.0.0.1", 80, DEFAULT);
        lookUp(t, "an address", "::1", 443, DEFAULT);
        lookUp(t, "no name is looked up", "host.test", 80, DEFAULT.withNumericHost(true));
        lookUp(t, "not of this family", "127.0.0.1", 80, AddressOptions.of(INET6));
        lookUp(t, "this machine, to connect to", null, 80, AddressOptions.of(INET));
        lookUp(t, "this machine, to connect to", null, 80, AddressOptions.of(INET6));
        lookUp(t, "this machine, to bind to", null, 80, AddressOptions.of(INET).withPassive(true));
        lookUp(t, "this machine, to bind to", null, 80, AddressOptions.of(INET6).withPassive(true));
        FakeNames names = FakeNames.ofRunningLoop();
        names.name("host.test", "192.0.2.2", "2001:db8::1", "192.0.2.1");
        lookUp(t, "a name", "host.test", 80, DEFAULT);
        lookUp(t, "a service", "host.test", "http");
        lookUp(t, "a number as text", "host.test", "8080");
        lookUp(t, "one family", "host.test", 80, AddressOptions.of(INET6));
        lookUp(t, "unknown", "nowhere.test", 80, DEFAULT);
        t.log("asked", names.asked());
        t.log("in other threads", !names.threads().isEmpty(), !names.threads().contains(Thread.currentThread()));
    }

    private static void lookUp(Trace t, String what, @Nullable String host, int port, AddressOptions options) {
        log(t, what, () -> shown(Asyncio.runningLoop().getaddrinfo(host, port, options)));
    }

    private static void lookUp(Trace t, String what, String host, String service) {
        log(t, what, () -> shown(Asyncio.runningLoop().getaddrinfo(host, service, DEFAULT)));
    }

    private static List<List<String>> shown(List<InetSocketAddress> found) {
        return found.stream()
                .map(address -> List.of(
                        address.getAddress() instanceof Inet6Address ? "INET6" : "INET", Addresses.text(address)))
                .collect(Collectors.toList());
    }

    private static void log(Trace t, String what, Callable<?> lookup) {
        try {
            t.log(what, lookup.call());
        } catch (Exception e) {
            t.log(what, e);
        }
    }

    @Case(value = "DNS-02", threads = true)
    void addressesAreNamedInTheDefaultPool(Trace t) {
        var numeric = NameInfoOptions.NUMERIC;
        var names = NameInfoOptions.DEFAULT;
        nameOf(t, "as numbers", "127.0.0.1", 80, numeric);
        nameOf(t, "as numbers", "::1", 443, numeric);
        FakeNames fake = FakeNames.ofRunningLoop();
        fake.name("host.test", "192.0.2.1");
        nameOf(t, "as names", "192.0.2.1", 80, names);
        nameOf(t, "the service as a number", "192.0.2.1", 80, names.withNumericService(true));
        nameOf(t, "the host as a number", "192.0.2.1", 80, names.withNumericHost(true));
        nameOf(t, "no names", "192.0.2.2", 8080, names);
        nameOf(t, "a name is required", "192.0.2.2", 8080, names.withNameRequired(true));
        t.log("in other threads", !fake.threads().isEmpty(), !fake.threads().contains(Thread.currentThread()));
    }

    private static void nameOf(Trace t, String what, String address, int port, NameInfoOptions options) {
        log(t, what, () -> {
            NameInfo found = Asyncio.runningLoop()
                    .getnameinfo(new InetSocketAddress(FakeNames.address(address), port), options);
            return List.of(found.host(), found.service());
        });
    }

    @Case(value = "DNS-05", threads = true)
    void lookupsWaitWhileTheDefaultPoolIsBusy(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        CountDownLatch release = new CountDownLatch(1);
        loop.setDefaultExecutor(Executors.newSingleThreadExecutor());
        FakeNames names = FakeNames.ofRunningLoop();
        names.name("host.test", "192.0.2.1");
        var busy = loop.runInExecutor(null, () -> release.await());
        var looking = Asyncio.createTask(looksUp(t, "host.test"), TaskOptions.named("looking"));
        var unwanted = Asyncio.createTask(looksUp(t, "unwanted.test"), TaskOptions.named("unwanted"));
        Asyncio.yieldNow();
        var later = loop.runInExecutor(null, () -> names.note("code"));
        t.log("asked", names.asked());
        unwanted.cancel();
        Asyncio.wait(List.of(unwanted));
        release.countDown();
        busy.await();
        looking.await();
        later.await();
        t.log("in order", names.asked());
    }

    private static VoidCoroutine looksUp(Trace t, String host) {
        return () -> {
            var found = Asyncio.runningLoop().getaddrinfo(host, 80);
            t.log("found", Addresses.text(found.get(0)));
        };
    }
}
