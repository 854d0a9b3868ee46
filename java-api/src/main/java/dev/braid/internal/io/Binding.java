package dev.braid.internal.io;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.internal.Log;
import dev.braid.io.AddressOptions;
import dev.braid.io.ServerOptions;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From hosts and a port to sockets that listen: one for each distinct address, or none at all if one fails. The first
 * half of asyncio's {@code create_server}.
 *
 * <p>Unlike asyncio's, a socket on all IPv6 addresses takes connections to the IPv4 ones too: the JDK has no way to ask
 * for {@code IPV6_V6ONLY}. So it stands for the sockets on IPv4 addresses with the same port, which could not be bound
 * beside it.
 *
 * <p>Bound sockets listen at once, for the JDK does both in one step: before the server accepts, connections wait in the
 * backlog and are not refused.
 */
public final class Binding {

    private static final boolean REUSE_ADDRESS = File.separatorChar == '/';

    private final EventLoop loop;
    private final ServerOptions options;
    private final List<ServerSocketChannel> bound = new ArrayList<>();

    // Ports on which an IPv6 socket takes the connections to all IPv4 addresses.
    private final Set<Integer> covered = new HashSet<>();

    private Binding(EventLoop loop, ServerOptions options) {
        this.loop = loop;
        this.options = options;
    }

    /**
     * Listening sockets, which are the caller's to close. Suspends while hosts are looked up, all at the same time, and
     * can be cancelled there.
     *
     * @param hosts names or addresses; null and "" are all addresses of this machine
     * @param service a port as text, or a service's name; 0 is a free port for each socket
     * @throws IOException if a host is unknown, an address cannot be bound, or there is none
     */
    public static List<ServerSocketChannel> open(EventLoop loop, NameLookup names,
            Collection<? extends @Nullable String> hosts, String service, ServerOptions options) throws IOException {
        Set<InetSocketAddress> addresses = lookUp(names, hosts, service, options);
        Binding binding = new Binding(loop, options);
        try {
            binding.bindAll(addresses);
            return binding.bound;
        } catch (Throwable error) {
            binding.closeAfter(error);
            throw error;
        }
    }

    private static Set<InetSocketAddress> lookUp(NameLookup names, Collection<? extends @Nullable String> hosts,
            String service, ServerOptions options) throws IOException {
        AddressOptions wanted = AddressOptions.DEFAULT.withFamily(options.family()).withPassive(true);
        List<Coroutine<List<InetSocketAddress>>> lookups = new ArrayList<>();
        for (String host : hosts) {
            String named = host == null || host.isEmpty() ? null : host;
            lookups.add(() -> names.ensureResolved(named, service, wanted));
        }
        Set<InetSocketAddress> addresses = new LinkedHashSet<>();
        for (List<InetSocketAddress> found : Asyncio.gather(lookups).<IOException>await()) {
            addresses.addAll(found);
        }
        return addresses;
    }

    private void bindAll(Set<InetSocketAddress> addresses) throws IOException {
        List<InetSocketAddress> coveringFirst = new ArrayList<>(addresses);
        coveringFirst.sort(Comparator.comparing(address -> !coversIpv4(address)));
        for (InetSocketAddress address : coveringFirst) {
            if (!isCovered(address)) {
                bind(address);
            }
        }
        if (bound.isEmpty()) {
            throw new IOException("could not bind on any address out of "
                    + addresses.stream().map(Addresses::text).collect(Collectors.toList()));
        }
    }

    private void bind(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = open(address);
        if (channel == null) {
            return;
        }
        bound.add(channel);
        setOptions(channel);
        try {
            channel.bind(address, options.backlog());
        } catch (IOException failed) {
            IOException error = Addresses.bindError(address, failed);
            if (isOfThisMachine(address.getAddress())) {
                throw error;
            }
            // As if its family were switched off.
            bound.remove(channel);
            channel.close();
            warn(error);
            return;
        }
        if (coversIpv4(address)) {
            covered.add(address.getPort());
        }
    }

    /** A socket; null if this machine has none of its family. */
    private @Nullable ServerSocketChannel open(InetSocketAddress address) throws IOException {
        try {
            return ServerSocketChannel.open(NumericHost.family(address.getAddress()));
        } catch (UnsupportedOperationException noSuchFamily) {
            warn(new IOException("cannot open a socket for " + Addresses.text(address)
                    + ": this machine has no addresses of its family; the server does without", noSuchFamily));
            return null;
        }
    }

    private void setOptions(ServerSocketChannel channel) throws IOException {
        Boolean reuseAddress = options.reuseAddress();
        if (reuseAddress != null || REUSE_ADDRESS) {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, reuseAddress == null || reuseAddress);
        }
        if (options.reusePort()) {
            if (!channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                throw new IllegalArgumentException("cannot listen with reusePort: this platform has no SO_REUSEPORT;"
                        + " leave it out, or give each server a port of its own");
            }
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
    }

    private static boolean coversIpv4(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        return host.isAnyLocalAddress() && NumericHost.family(host) == StandardProtocolFamily.INET6;
    }

    // With port 0 an address has a port of its own, unless it is that of all.
    private boolean isCovered(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        return NumericHost.family(host) == StandardProtocolFamily.INET
                && covered.contains(address.getPort())
                && (address.getPort() != 0 || host.isAnyLocalAddress());
    }

    private static boolean isOfThisMachine(InetAddress host) throws IOException {
        return host.isAnyLocalAddress() || NetworkInterface.getByInetAddress(host) != null;
    }

    private void warn(IOException error) {
        if (loop.debug()) {
            Log.LOG.log(Level.WARNING, error.getMessage(), error);
        }
    }

    private void closeAfter(Throwable error) {
        for (ServerSocketChannel channel : bound) {
            try {
                channel.close();
            } catch (IOException failed) {
                error.addSuppressed(failed);
            }
        }
    }
}
