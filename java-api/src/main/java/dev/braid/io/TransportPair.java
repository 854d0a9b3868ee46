package dev.braid.io;

/**
 * A connection and what serves it.
 *
 * @param <P> the protocol's type
 * @param transport the connection
 * @param protocol what the factory made for it
 * @see "Python 3.15, asyncio.loop.create_connection; case TRANSPORT-01"
 */
public record TransportPair<P extends BaseProtocol>(Transport transport, P protocol) {}
