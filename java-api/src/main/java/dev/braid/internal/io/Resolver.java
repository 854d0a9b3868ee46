package dev.braid.internal.io;

import dev.braid.io.AddressOptions;
import dev.braid.io.NameInfo;
import dev.braid.io.NameInfoOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two blocking look-ups, by the names of the system's. Called on threads of executors, several at a time. */
public interface Resolver {

    /**
     * The addresses of a host, with the port of a service.
     *
     * @param host a name or an address; null for this machine
     * @param service a name or a number; empty for port 0
     */
    List<InetSocketAddress> getaddrinfo(@Nullable String host, String service, AddressOptions options) throws IOException;

    /** The names of an address, which is resolved. */
    NameInfo getnameinfo(InetSocketAddress address, NameInfoOptions options) throws IOException;
}
