package dev.braid.io;

/**
 * A connection in both directions.
 *
 * @see "Python 3.15, asyncio.Transport; cases TRANSPORT-13 to TRANSPORT-37, TRANSPORT-51"
 */
public interface Transport extends ReadTransport, WriteTransport {}
