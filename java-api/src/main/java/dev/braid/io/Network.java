package dev.braid.io;

import dev.braid.CancelledError;
import dev.braid.EventLoop;
import dev.braid.ExceptionGroup;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.internal.LoopNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a loop does with sockets: connections, servers, and names of hosts. Every {@link EventLoop} is one.
 *
 * @see "Python 3.15, asyncio.AbstractEventLoop; cases SERVER-01 to SERVER-08, TRANSPORT-01 to TRANSPORT-11, DNS-01 to
 *     DNS-06"
 */
public sealed interface Network permits EventLoop, LoopNetwork {

    /**
     * {@link #createConnection(Supplier, String, int, ConnectionOptions)} with the defaults.
     *
     * @param <P> the protocol's type
     * @param protocolFactory makes the protocol, not null
     * @param host the host, as there
     * @param port the port, as there
     * @return the connection and its protocol
     * @throws IOException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createConnection()", level = kotlin.DeprecationLevel.HIDDEN)
    <P extends BaseProtocol> TransportPair<P> createConnection(
            Supplier<P> protocolFactory, @Nullable String host, int port) throws IOException;

    /**
     * Connects to a host. Its addresses are looked up, unless it is one itself, and tried one after the other, or side by
     * side with {@link ConnectionOptions#withHappyEyeballs}, until one answers; then the protocol and the transport are
     * made. Suspends until the protocol has been told that the connection is made, and can be cancelled there. If
     * anything fails, no socket stays open.
     *
     * <p>Each attempt lasts as long as the system tries, often minutes: limit the whole with {@link Timeout#after}.
     *
     * @param <P> the protocol's type
     * @param protocolFactory makes the protocol, once, when a socket is connected; not null
     * @param host a name or an address; null for this machine's loopback addresses
     * @param port 0 to 65535
     * @param options addresses, attempts and errors, not null
     * @return the connection and its protocol
     * @throws IOException if the host is unknown ({@link java.net.UnknownHostException}), or no attempt succeeded: the
     *     only error, or one of several with the same message, or one that has all messages and suppresses the errors
     * @throws ExceptionGroup if no attempt succeeded, of all errors, even of one, with
     *     {@link ConnectionOptions#allErrors()}
     * @throws TimeoutException if no attempt succeeded, but none ended with an error of the network either
     * @throws CancelledError if the task is cancelled meanwhile; nothing stays open
     * @throws IllegalArgumentException if the port is out of range
     * @throws IllegalStateException if the caller is not a task of this loop
     * @see "Python 3.15, loop.create_connection; cases TRANSPORT-01 to TRANSPORT-11, DNS-03, DNS-04"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createConnection()", level = kotlin.DeprecationLevel.HIDDEN)
    <P extends BaseProtocol> TransportPair<P> createConnection(
            Supplier<P> protocolFactory, @Nullable String host, int port, ConnectionOptions options) throws IOException;

    /**
     * {@link #createConnection(Supplier, String, int, ConnectionOptions)} with a port as text.
     *
     * @param <P> the protocol's type
     * @param protocolFactory makes the protocol, as there
     * @param host the host, as there
     * @param service a number, or the name of a service, as {@link #getaddrinfo(String, String, AddressOptions)} takes
     *     it; not null
     * @param options addresses, attempts and errors, not null
     * @return the connection and its protocol
     * @throws IOException as there, or {@link java.net.UnknownServiceException} if no service has this name
     * @see "Python 3.15, loop.create_connection; case DNS-06"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createConnection()", level = kotlin.DeprecationLevel.HIDDEN)
    <P extends BaseProtocol> TransportPair<P> createConnection(
            Supplier<P> protocolFactory, @Nullable String host, String service, ConnectionOptions options)
            throws IOException;

    /**
     * Makes a protocol and a transport for a socket that is connected already. Suspends until the protocol has been told
     * that the connection is made, and can be cancelled there. If anything fails, the socket is closed.
     *
     * @param <P> the protocol's type
     * @param protocolFactory makes the protocol, not null
     * @param socket connected, not null; from now on the transport's, which makes it non-blocking and closes it
     * @return the connection and its protocol
     * @throws IOException if the socket cannot be used any more
     * @throws CancelledError if the task is cancelled meanwhile; the connection is closed
     * @throws IllegalArgumentException if the socket is not connected
     * @throws IllegalStateException if the caller is not a task of this loop
     * @see "Python 3.15, loop.create_connection(sock=); cases TRANSPORT-06, TRANSPORT-11"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createConnection()", level = kotlin.DeprecationLevel.HIDDEN)
    <P extends BaseProtocol> TransportPair<P> createConnection(Supplier<P> protocolFactory, SocketChannel socket)
            throws IOException;

    /**
     * Makes a protocol and a transport for a connection that was accepted elsewhere. Suspends and throws as
     * {@link #createConnection(Supplier, SocketChannel)}.
     *
     * @param <P> the protocol's type
     * @param protocolFactory makes the protocol, not null
     * @param socket connected, not null; from now on the transport's
     * @return the connection and its protocol
     * @throws IOException as there
     * @throws CancelledError as there
     * @throws IllegalArgumentException as there
     * @throws IllegalStateException as there
     * @see "Python 3.15, loop.connect_accepted_socket; case SERVER-30"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension connectAcceptedSocket()", level = kotlin.DeprecationLevel.HIDDEN)
    <P extends BaseProtocol> TransportPair<P> connectAcceptedSocket(Supplier<P> protocolFactory, SocketChannel socket)
            throws IOException;

    /**
     * {@link #createServer(Supplier, String, int, ServerOptions)} with the defaults.
     *
     * @param protocolFactory makes the protocols, as there
     * @param host the host, as there
     * @param port the port, as there
     * @return the server
     * @throws IOException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createServer()", level = kotlin.DeprecationLevel.HIDDEN)
    Server createServer(Supplier<? extends BaseProtocol> protocolFactory, @Nullable String host, int port)
            throws IOException;

    /**
     * Serves the connections to the addresses of a host. Suspends while the host is looked up, unless it is an address,
     * and for one iteration when the server begins to accept; can be cancelled there, and no socket stays open then.
     *
     * <p>Each connection gets a protocol of its own, and a copy of the context in which this is called. The JDK's sockets
     * for all IPv6 addresses take connections to IPv4 addresses too, which asyncio's do not: so for all addresses of this
     * machine one socket listens, and for {@code "::"} alone on those of both families.
     *
     * @param protocolFactory makes a protocol for each connection, in a task of the connection's own, not null
     * @param host a name or an address of this machine; null and "" are all of its addresses
     * @param port 0 to 65535; 0 is a free one, which {@link Server#sockets()} tell
     * @param options sockets, backlog and start, not null
     * @return the server, which accepts already, unless {@link ServerOptions#startServing()} is false
     * @throws IOException if the host is unknown ({@link java.net.UnknownHostException}), or one of its addresses cannot
     *     be bound ({@link java.net.BindException}: in use, most often); none stays bound then
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalArgumentException if the port is out of range, or this platform cannot reuse ports and is to
     * @throws IllegalStateException if the caller is not a task of this loop
     * @see "Python 3.15, loop.create_server; cases SERVER-01 to SERVER-03, SERVER-05 to SERVER-08, SERVER-26 to SERVER-29,
     *     CTXVAR-34"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createServer()", level = kotlin.DeprecationLevel.HIDDEN)
    Server createServer(
            Supplier<? extends BaseProtocol> protocolFactory, @Nullable String host, int port, ServerOptions options)
            throws IOException;

    /**
     * {@link #createServer(Supplier, String, int, ServerOptions)} for several hosts, which are looked up at the same time;
     * an address that several of them have is bound once.
     *
     * @param protocolFactory makes the protocols, as there
     * @param hosts names or addresses of this machine, at least one; null and "" in it are all of its addresses
     * @param port the port, as there; with 0 each socket has one of its own
     * @param options as there
     * @return the server
     * @throws IOException as there
     * @throws IllegalArgumentException as there, or if there are no hosts
     * @see "Python 3.15, loop.create_server; case SERVER-03"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createServer()", level = kotlin.DeprecationLevel.HIDDEN)
    Server createServer(Supplier<? extends BaseProtocol> protocolFactory,
            Collection<? extends @Nullable String> hosts, int port, ServerOptions options) throws IOException;

    /**
     * {@link #createServer(Supplier, ServerSocketChannel, ServerOptions)} with the defaults.
     *
     * @param protocolFactory makes the protocols, as there
     * @param socket bound, as there
     * @return the server
     * @throws IOException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createServer()", level = kotlin.DeprecationLevel.HIDDEN)
    Server createServer(Supplier<? extends BaseProtocol> protocolFactory, ServerSocketChannel socket) throws IOException;

    /**
     * Serves the connections to a socket that is bound already. Suspends and can be cancelled as
     * {@link #createServer(Supplier, String, int, ServerOptions)}; the socket is closed then.
     *
     * @param protocolFactory makes the protocols, as there
     * @param socket bound, not null; from now on the server's, which makes it non-blocking and closes it
     * @param options as there; what concerns addresses and binding has no effect
     * @return the server, as there
     * @throws IOException if the socket cannot be used any more
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalArgumentException if the socket is not bound
     * @throws IllegalStateException if the caller is not a task of this loop
     * @see "Python 3.15, loop.create_server(sock=); case SERVER-04"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension createServer()", level = kotlin.DeprecationLevel.HIDDEN)
    Server createServer(
            Supplier<? extends BaseProtocol> protocolFactory, ServerSocketChannel socket, ServerOptions options)
            throws IOException;

    /**
     * {@link #getaddrinfo(String, int, AddressOptions)} with the defaults.
     *
     * @param host the host, as there
     * @param port the port of the addresses, as there
     * @return its addresses
     * @throws IOException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    List<InetSocketAddress> getaddrinfo(@Nullable String host, int port) throws IOException;

    /**
     * The addresses of a host, in the order in which the JVM gives them: that is the system's, with the IPv4 addresses
     * in front unless {@code -Djava.net.preferIPv6Addresses} says otherwise. What asyncio gives several times, once for
     * each type of socket, is here once.
     *
     * <p>Runs in the loop's default executor, and waits there while that is busy (DNS-05). Suspends, and can be
     * cancelled there; the look-up then goes on, unheard. The JVM remembers answers, also that a host is unknown, for
     * as long as its security properties {@code networkaddress.cache.ttl} and {@code
     * networkaddress.cache.negative.ttl} say. In debug mode each look-up's duration is logged at level DEBUG, and at
     * INFO if it lasted {@link EventLoop#slowCallbackDuration()} or longer (DEBUG-13).
     *
     * @param host a name or an address; null for this machine, as {@link AddressOptions#passive()} tells
     * @param port the port of the addresses, 0 to 65535
     * @param options the family and more, not null
     * @return at least one address
     * @throws IOException if there is none: {@link java.net.UnknownHostException}
     * @throws IllegalArgumentException if the port is out of range
     * @throws IllegalStateException if the caller is not a task of this loop, or the default executor was shut down
     * @throws CancelledError if the task is cancelled meanwhile
     * @see "Python 3.15, loop.getaddrinfo; cases DNS-01, DNS-05, DEBUG-13"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    List<InetSocketAddress> getaddrinfo(@Nullable String host, int port, AddressOptions options) throws IOException;

    /**
     * {@link #getaddrinfo(String, int, AddressOptions)} with a port as text.
     *
     * @param host the host, as there
     * @param service a number, or the name that {@code /etc/services} has for a TCP port; empty for port 0
     * @param options the family and more, not null
     * @return at least one address
     * @throws IOException as there, or {@link java.net.UnknownServiceException} if no service has this name
     * @throws IllegalArgumentException if it is a number out of range
     * @see "Python 3.15, loop.getaddrinfo; cases DNS-01, DNS-06"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    List<InetSocketAddress> getaddrinfo(@Nullable String host, String service, AddressOptions options)
            throws IOException;

    /**
     * {@link #getnameinfo(InetSocketAddress, NameInfoOptions)} with the defaults.
     *
     * @param address the address, as there
     * @return its names
     * @throws IOException as there
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    NameInfo getnameinfo(InetSocketAddress address) throws IOException;

    /**
     * The names of a host and of a service, from an address. A host's name counts only if it leads back to the address;
     * a service's is the one that {@code /etc/services} has for the TCP port. Where there is none, the number stands.
     *
     * <p>Runs in the loop's default executor. Suspends, and can be cancelled there; the look-up then goes on, unheard.
     *
     * @param address a resolved address, not null
     * @param options what to leave as it is; not null
     * @return the names
     * @throws IOException if the host's name is required and there is none: {@link java.net.UnknownHostException}
     * @throws IllegalArgumentException if the address is not resolved
     * @throws IllegalStateException if the caller is not a task of this loop, or the default executor was shut down
     * @throws CancelledError if the task is cancelled meanwhile
     * @see "Python 3.15, loop.getnameinfo; case DNS-02"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension", level = kotlin.DeprecationLevel.HIDDEN)
    NameInfo getnameinfo(InetSocketAddress address, NameInfoOptions options) throws IOException;
}
