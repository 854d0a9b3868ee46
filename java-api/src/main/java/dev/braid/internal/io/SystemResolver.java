package dev.braid.internal.io;

import dev.braid.io.AddressOptions;
import dev.braid.io.NameInfo;
import dev.braid.io.NameInfoOptions;
import java.io.IOException;
import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the JVM, which asks the system, and {@link Services}. */
final class SystemResolver implements Resolver {

    static final SystemResolver INSTANCE = new SystemResolver();

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final byte[] LOOPBACK4 = {127, 0, 0, 1};

    private SystemResolver() {}

    @Override
    public List<InetSocketAddress> getaddrinfo(@Nullable String host, String service, AddressOptions options)
            throws IOException {
        Integer number = Ports.parse(service);
        int port = number == null ? Services.system().port(service) : number;
        List<InetSocketAddress> found = new ArrayList<>();
        for (InetAddress address : host == null ? ofThisMachine(options.passive()) : ofHost(host, options)) {
            if (NumericHost.isOf(options.family(), address)) {
                found.add(new InetSocketAddress(address, port));
            }
        }
        if (found.isEmpty()) {
            throw new UnknownHostException("cannot look up \"" + host + "\": it has no address of family "
                    + options.family() + "; allow the other family");
        }
        return found;
    }

    // In the order in which the JVM gives the addresses of a host that has both, unless it is told to do otherwise.
    private static List<InetAddress> ofThisMachine(boolean passive) throws UnknownHostException {
        InetAddress four = InetAddress.getByAddress(passive ? new byte[IPV4_BYTES] : LOOPBACK4);
        byte[] bytes = new byte[IPV6_BYTES];
        if (!passive) {
            bytes[IPV6_BYTES - 1] = 1;
        }
        InetAddress six = InetAddress.getByAddress(bytes);
        return Boolean.getBoolean("java.net.preferIPv6Addresses") ? List.of(six, four) : List.of(four, six);
    }

    private static List<InetAddress> ofHost(String host, AddressOptions options) throws UnknownHostException {
        if (options.numericHost()) {
            if (NumericHost.parse(withoutZone(host), null) == null) {
                throw new UnknownHostException("cannot read \"" + host
                        + "\" as an address: it is none, and names are not looked up with numericHost; leave that out");
            }
            return List.of(InetAddress.getByName(host));
        }
        // The JVM takes the first for this machine, and the second for an address in a URL.
        if (host.isEmpty() || host.startsWith("[")) {
            throw new UnknownHostException("cannot look up \"" + host + "\": it is neither a name nor an address; "
                    + "give one, without brackets, or null for this machine");
        }
        try {
            return Arrays.asList(InetAddress.getAllByName(IDN.toASCII(host)));
        } catch (UnknownHostException | IllegalArgumentException unknown) {
            UnknownHostException error = new UnknownHostException("cannot look up \"" + host
                    + "\": no address was found (" + unknown.getMessage() + "); check its spelling, and the name server");
            error.initCause(unknown);
            throw error;
        }
    }

    private static String withoutZone(String host) {
        int zone = host.indexOf('%');
        return zone > 0 && host.indexOf(':') >= 0 ? host.substring(0, zone) : host;
    }

    @Override
    public NameInfo getnameinfo(InetSocketAddress address, NameInfoOptions options) throws IOException {
        String service = options.numericService() ? null : Services.system().name(address.getPort());
        return new NameInfo(host(address.getAddress(), options),
                service == null ? Integer.toString(address.getPort()) : service);
    }

    private static String host(InetAddress address, NameInfoOptions options) throws UnknownHostException {
        String numeric = NumericHost.text(address);
        if (options.numericHost()) {
            return numeric;
        }
        // A copy without the name by which it may have been looked up.
        InetAddress nameless = address instanceof Inet6Address six
                ? Inet6Address.getByAddress(null, six.getAddress(), six.getScopeId())
                : InetAddress.getByAddress(address.getAddress());
        String name = nameless.getCanonicalHostName();
        if (!name.equals(nameless.getHostAddress())) {
            return name;
        }
        if (options.nameRequired()) {
            throw new UnknownHostException("cannot look up the name of " + numeric
                    + ": none was found that leads back to it; do without nameRequired");
        }
        return numeric;
    }
}
