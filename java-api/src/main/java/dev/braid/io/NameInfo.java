package dev.braid.io;

import java.util.Objects;

/**
 * What an address is called: the result of {@link dev.braid.EventLoop#getnameinfo}.
 *
 * @param host the host's name, or its address as text
 * @param service the service that has the port, or the port as text
 * @see "Python 3.15, loop.getnameinfo; case DNS-02"
 */
public record NameInfo(String host, String service) {

    /**
     * Checks that both are there.
     *
     * @param host as above
     * @param service as above
     */
    public NameInfo {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(service, "service");
    }
}
