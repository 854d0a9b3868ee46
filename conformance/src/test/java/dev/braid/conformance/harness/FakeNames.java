package dev.braid.conformance.harness;

import dev.braid.Asyncio;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.io.Resolver;
import dev.braid.io.AddressOptions;
import dev.braid.io.NameInfo;
import dev.braid.io.NameInfoOptions;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Look-ups that know what a case says and nothing else, and note what they are asked: the oracle's {@code network.names}
 * and {@code Questions}. Asked on threads of the executor.
 */
public final class FakeNames implements Resolver {

    private static final Map<String, Integer> SERVICES = Map.of("http", 80, "https", 443);

    private final Map<String, List<InetAddress>> known = new ConcurrentHashMap<>();
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    // Set on the loop, run on the executor's threads.
    private volatile Runnable before = () -> {};

    private FakeNames() {}

    /** From now on, what the running loop asks. */
    public static FakeNames ofRunningLoop() {
        FakeNames names = new FakeNames();
        ((EventLoopImpl) Asyncio.runningLoop()).names().ask(names);
        return names;
    }

    /** From now on the host has these addresses, in this order; perhaps none. */
    public void name(String host, String... addresses) {
        List<InetAddress> found = new ArrayList<>();
        for (String address : addresses) {
            found.add(address(address));
        }
        known.put(host, found);
    }

    /** An address from its text. */
    public static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException impossible) {
            throw new CaseBug(text + " is not an address");
        }
    }

    /** From now on each look-up runs this first. */
    public void before(Runnable code) {
        before = code;
    }

    /** The hosts, ports and families that were asked for, and what was noted, in order. */
    public List<Object> asked() {
        return List.copyOf(asked);
    }

    /** Adds to {@link #asked()}. Any thread. */
    public void note(Object what) {
        asked.add(what);
    }

    /** The threads that asked. */
    public Set<Thread> threads() {
        return Set.copyOf(threads);
    }

    @Override
    public List<InetSocketAddress> getaddrinfo(@Nullable String host, String service, AddressOptions options)
            throws IOException {
        note(List.of(String.valueOf(host), service, options.family() == null ? "any" : options.family().name()));
        threads.add(Thread.currentThread());
        before.run();
        int port = port(service);
        List<InetAddress> addresses = known.get(String.valueOf(host));
        if (addresses == null) {
            throw new UnknownHostException(host + " is not known to this case");
        }
        return addresses.stream()
                .filter(address -> options.family() == null
                        || address instanceof Inet6Address == options.family().name().equals("INET6"))
                .map(address -> new InetSocketAddress(address, port))
                .collect(Collectors.toList());
    }

    private static int port(String service) throws UnknownServiceException {
        if (SERVICES.containsKey(service)) {
            return SERVICES.get(service);
        }
        try {
            return service.isEmpty() ? 0 : Integer.parseInt(service);
        } catch (NumberFormatException notANumber) {
            throw new UnknownServiceException(service + " is not known to this case");
        }
    }

    @Override
    public NameInfo getnameinfo(InetSocketAddress address, NameInfoOptions options) throws IOException {
        threads.add(Thread.currentThread());
        String host = known.entrySet().stream()
                .filter(name -> name.getValue().contains(address.getAddress()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        if (host == null && options.nameRequired()) {
            throw new UnknownHostException(address + " has no name in this case");
        }
        String service = SERVICES.entrySet().stream()
                .filter(entry -> entry.getValue() == address.getPort())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        return new NameInfo(
                host == null || options.numericHost() ? address.getAddress().getHostAddress() : host,
                service == null || options.numericService() ? String.valueOf(address.getPort()) : service);
    }
}
