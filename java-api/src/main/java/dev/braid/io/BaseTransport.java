package dev.braid.io;

import org.jspecify.annotations.Nullable;

/**
 * A connection as the loop carries it.
 *
 * @see "Python 3.15, asyncio.BaseTransport; cases TRANSPORT-18, TRANSPORT-20, TRANSPORT-36, TRANSPORT-37"
 */
public interface BaseTransport {

    /**
     * A detail of what lies under the transport. For a TCP connection: {@code "socket"}, a {@link TransportSocket};
     * {@code "sockname"} and {@code "peername"}, the own and the other end's {@link java.net.InetSocketAddress}. They
     * stay the same when the connection has been closed.
     *
     * @param name which one, not null
     * @return the detail, null if there is none of that name
     * @see "Python 3.15, asyncio.BaseTransport.get_extra_info; case TRANSPORT-36"
     */
    @Nullable Object extraInfo(String name);

    /**
     * {@link #extraInfo(String)}, or something else in its place.
     *
     * @param name which one, not null
     * @param defaultValue what to answer if there is none of that name
     * @return the detail, or the default
     * @see "Python 3.15, asyncio.BaseTransport.get_extra_info; case TRANSPORT-36"
     */
    default @Nullable Object extraInfo(String name, @Nullable Object defaultValue) {
        Object detail = extraInfo(name);
        return detail == null ? defaultValue : detail;
    }

    /**
     * {@return whether it is closing or closed: true from {@link #close} or an abort on}
     *
     * @see "Python 3.15, asyncio.BaseTransport.is_closing; case TRANSPORT-20"
     */
    boolean isClosing();

    /**
     * Closes the connection: no more is received, what was written is sent, and then the protocol is told by
     * {@code connectionLost(null)}, in a later iteration of the loop. Does nothing if it is closing already. Does not
     * suspend.
     *
     * @see "Python 3.15, asyncio.BaseTransport.close; case TRANSPORT-18"
     */
    void close();

    /**
     * {@return the protocol that is called; null when the connection is gone}
     *
     * @see "Python 3.15, asyncio.BaseTransport.get_protocol; case TRANSPORT-37"
     */
    @Nullable BaseProtocol protocol();

    /**
     * Has another protocol called from now on. It is not told that a connection was made.
     *
     * @param protocol the protocol, not null: a {@link Protocol} or a {@link BufferedProtocol} where bytes arrive
     * @see "Python 3.15, asyncio.BaseTransport.set_protocol; cases TRANSPORT-37, TRANSPORT-40"
     */
    void setProtocol(BaseProtocol protocol);
}
