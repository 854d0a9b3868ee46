package dev.braid.io;

/**
 * Both ends of a stream.
 *
 * @param reader what the peer sends
 * @param writer what the peer is sent
 * @see "Python 3.15, asyncio.open_connection; case STREAMS-01"
 */
public record StreamPair(StreamReader reader, StreamWriter writer) {}
