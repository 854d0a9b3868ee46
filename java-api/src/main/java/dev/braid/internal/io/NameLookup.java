package dev.braid.internal.io;

import dev.braid.EventLoop;
import dev.braid.internal.EventLoopImpl;
import dev.braid.io.AddressOptions;
import dev.braid.io.NameInfo;
import dev.braid.io.NameInfoOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A loop's look-ups of hosts and addresses, in its default executor: they wait there behind other code (DNS-05). */
public final class NameLookup {

    private final EventLoopImpl loop;
    private Resolver resolver = SystemResolver.INSTANCE;

    /** The look-ups of a loop. */
    public NameLookup(EventLoopImpl loop) {
        this.loop = loop;
    }

    /** For tests: asks somebody else than the system from now on. */
    public void ask(Resolver other) {
        resolver = Objects.requireNonNull(other, "resolver");
    }

    /** {@link EventLoop#getaddrinfo}. Suspends. */
    public List<InetSocketAddress> getaddrinfo(@Nullable String host, String service, AddressOptions options)
            throws IOException {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(options, "options");
        Connections.requireTask(loop, "look up a host");
        Resolver asked = resolver;
        Callable<List<InetSocketAddress>> lookup = () -> asked.getaddrinfo(host, service, options);
        if (loop.debug()) {
            lookup = new TimedLookup(loop, lookup, host, service, options);
        }
        return loop.runInExecutor(null, lookup).<IOException>await();
    }

    /** {@link EventLoop#getnameinfo}. Suspends. */
    public NameInfo getnameinfo(InetSocketAddress address, NameInfoOptions options) throws IOException {
        Objects.requireNonNull(options, "options");
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("cannot look up the names of " + address
                    + ": it is not resolved; look up its address first, with getaddrinfo");
        }
        Connections.requireTask(loop, "look up an address");
        Resolver asked = resolver;
        Callable<NameInfo> lookup = () -> asked.getnameinfo(address, options);
        return loop.runInExecutor(null, lookup).<IOException>await();
    }

    /** {@link #getaddrinfo}, but an address with a numeric port is not looked up: then nothing suspends (DNS-03). */
    List<InetSocketAddress> ensureResolved(@Nullable String host, String service, AddressOptions options)
            throws IOException {
        Integer port = Ports.parse(service);
        InetAddress address = host == null || port == null ? null : NumericHost.parse(host, options.family());
        List<InetSocketAddress> addresses = address == null
                ? getaddrinfo(host, service, options)
                : List.of(new InetSocketAddress(address, port));
        if (addresses.isEmpty()) {
            throw new IOException("cannot find an address for host " + host + ", port " + service
                    + ": getaddrinfo() returned an empty list; check the host's name");
        }
        return addresses;
    }
}
