package dev.braid.internal.io;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hosts that are addresses, as text and back. Nobody is asked. */
final class NumericHost {

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");

    // What the JDK takes for an IPv6 address or for a mistake, but never for a name.
    private static final Pattern MAYBE_IPV6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]*");

    // Of the JDK's text: two or more groups that are zero, as a whole.
    private static final Pattern ZEROS = Pattern.compile("(?<![^:])0(?::0)+(?![^:])");

    private NumericHost() {}

    /**
     * The address that a text is. Only full forms count, without a zone: other ones, such as {@code 127.1}, are for the
     * system to understand.
     *
     * @param family the family that is wanted, null for any
     * @return the address; null if the text is none of this family
     */
    static @Nullable InetAddress parse(String host, @Nullable StandardProtocolFamily family) {
        boolean six = host.indexOf(':') >= 0;
        if (!(six ? MAYBE_IPV6 : IPV4).matcher(host).matches()) {
            return null;
        }
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
        return isOf(family, address) ? address : null;
    }

    /** Whether an address is one of a family; of null is each. */
    static boolean isOf(@Nullable StandardProtocolFamily family, InetAddress address) {
        return family == null || family == family(address);
    }

    /** The family of an address. */
    static StandardProtocolFamily family(InetAddress address) {
        return address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }

    /** The shortest text of an address: its longest run of zeros, the first of them, is left out (RFC 5952). */
    static String text(InetAddress address) {
        String text = address.getHostAddress();
        if (address instanceof Inet4Address) {
            return text;
        }
        int zone = text.indexOf('%');
        String groups = zone < 0 ? text : text.substring(0, zone);
        int from = 0;
        int to = 0;
        for (Matcher zeros = ZEROS.matcher(groups); zeros.find(); ) {
            if (zeros.end() - zeros.start() > to - from) {
                from = zeros.start();
                to = zeros.end();
            }
        }
        if (to == 0) {
            return text;
        }
        String before = from == 0 ? ":" : groups.substring(0, from);
        String after = to == groups.length() ? ":" : groups.substring(to);
        return before + after + (zone < 0 ? "" : text.substring(zone));
    }
}
