package dev.braid.io;

import java.net.StandardProtocolFamily;
import org.jspecify.annotations.Nullable;

/**
 * The optional arguments of {@code createServer} and {@code startServer}.
 *
 * @param family the family of the addresses to listen on, {@code INET} or {@code INET6}; null for both
 * @param backlog how many connections may wait to be accepted, at least 1; the system may allow fewer
 * @param reuseAddress whether a port is free again before the system has forgotten its last connections
 *     ({@code SO_REUSEADDR}); null for what the platform is used to, true but on Windows
 * @param reusePort true to let other servers that say so too listen on the same port ({@code SO_REUSEPORT})
 * @param keepAlive true to have idle connections probed ({@code SO_KEEPALIVE})
 * @param startServing true to accept connections at once; with false they wait in the backlog, from when the server is
 *     made, until {@link Server#startServing()}
 * @param limit of the readers' buffers in bytes, more than 0; for {@code startServer} alone
 * @see "Python 3.15, loop.create_server(family, backlog, reuse_address, reuse_port, keep_alive, start_serving); cases
 *     SERVER-05 to SERVER-08, SERVER-26, SERVER-28"
 */
public record ServerOptions(
        @Nullable StandardProtocolFamily family,
        int backlog,
        @Nullable Boolean reuseAddress,
        boolean reusePort,
        boolean keepAlive,
        boolean startServing,
        int limit) {

    private static final int DEFAULT_BACKLOG = 100;

    /** Both families, a backlog of 100, accepting at once. */
    public static final ServerOptions DEFAULT =
            new ServerOptions(null, DEFAULT_BACKLOG, null, false, false, true, Limits.DEFAULT_LIMIT);

    /**
     * Checks the arguments.
     *
     * @param family as above
     * @param backlog as above
     * @param reuseAddress as above
     * @param reusePort as above
     * @param keepAlive as above
     * @param startServing as above
     * @param limit as above
     * @throws IllegalArgumentException if the family is not one of the internet, or {@code backlog} or {@code limit} are
     *     not positive
     */
    public ServerOptions {
        Families.requireInternet(family, "listen on addresses");
        if (backlog <= 0) {
            throw new IllegalArgumentException("cannot listen with a backlog of " + backlog
                    + ": no connection could wait to be accepted; give a positive number");
        }
        Limits.requirePositive(limit);
    }

    /**
     * These options with another family.
     *
     * @param family {@code INET} or {@code INET6}; null for both
     * @return the options
     * @throws IllegalArgumentException if the family is not one of the internet
     */
    public ServerOptions withFamily(@Nullable StandardProtocolFamily family) {
        return new ServerOptions(family, backlog, reuseAddress, reusePort, keepAlive, startServing, limit);
    }

    /**
     * These options with another backlog.
     *
     * @param backlog how many connections may wait to be accepted, at least 1
     * @return the options
     * @throws IllegalArgumentException if it is not positive
     */
    public ServerOptions withBacklog(int backlog) {
        return new ServerOptions(family, backlog, reuseAddress, reusePort, keepAlive, startServing, limit);
    }

    /**
     * These options, with the addresses of connections that have ended free at once or not.
     *
     * @param reuseAddress whether they are; null for what the platform is used to
     * @return the options
     */
    public ServerOptions withReuseAddress(@Nullable Boolean reuseAddress) {
        return new ServerOptions(family, backlog, reuseAddress, reusePort, keepAlive, startServing, limit);
    }

    /**
     * These options, with a port that other servers may listen on too, or not.
     *
     * @param reusePort whether they may
     * @return the options
     */
    public ServerOptions withReusePort(boolean reusePort) {
        return new ServerOptions(family, backlog, reuseAddress, reusePort, keepAlive, startServing, limit);
    }

    /**
     * These options, with idle connections probed or not.
     *
     * @param keepAlive whether they are
     * @return the options
     */
    public ServerOptions withKeepAlive(boolean keepAlive) {
        return new ServerOptions(family, backlog, reuseAddress, reusePort, keepAlive, startServing, limit);
    }

    /**
     * These options, accepting connections at once or not.
     *
     * @param startServing whether the server does
     * @return the options
     */
    public ServerOptions withStartServing(boolean startServing) {
        return new ServerOptions(family, backlog, reuseAddress, reusePort, keepAlive, startServing, limit);
    }

    /**
     * These options with another limit of the readers.
     *
     * @param limit in bytes, more than 0
     * @return the options
     * @throws IllegalArgumentException if it is not positive
     */
    public ServerOptions withLimit(int limit) {
        return new ServerOptions(family, backlog, reuseAddress, reusePort, keepAlive, startServing, limit);
    }
}
