package dev.braid.internal.io;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.Locale;

/** Addresses in messages, and the errors of binding to them. */
public final class Addresses {

    private Addresses() {}

    /** {@code 127.0.0.1:80}, {@code [::1]:80}. */
    public static String text(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String text = NumericHost.text(host);
        boolean four = NumericHost.family(host) == StandardProtocolFamily.INET;
        return (four ? text : "[" + text + "]") + ":" + address.getPort();
    }

    /** The error of a bind, with the address in its message. */
    static BindException bindError(InetSocketAddress address, IOException error) {
        String reason = error.getMessage() == null ? error.toString() : error.getMessage().toLowerCase(Locale.ROOT);
        BindException telling =
                new BindException("error while attempting to bind on address " + text(address) + ": " + reason);
        telling.initCause(error);
        return telling;
    }
}
