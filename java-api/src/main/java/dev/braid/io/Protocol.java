package dev.braid.io;

/**
 * Receives a connection's bytes. The calls come in this order: {@code connectionMade} once, {@code dataReceived} any
 * number of times, {@code eofReceived} at most once, {@code connectionLost} once; between them, in pairs,
 * {@code pauseWriting} and {@code resumeWriting}.
 *
 * <pre>{@code
 * final class Echo implements Protocol {
 *     private Transport transport;
 *
 *     public void connectionMade(Transport transport) {
 *         this.transport = transport;
 *     }
 *
 *     public void dataReceived(byte[] data) {
 *         transport.write(data);
 *     }
 * }
 * }</pre>
 *
 * @see "Python 3.15, asyncio.Protocol; cases TRANSPORT-13 to TRANSPORT-16, TRANSPORT-44"
 */
public interface Protocol extends BaseProtocol {

    /**
     * Bytes have arrived, in the order in which they were sent; where one array ends and the next begins means nothing.
     *
     * @param data at least one byte; the receiver's own
     * @throws Exception reported, and the connection is closed with it
     */
    default void dataReceived(byte[] data) throws Exception {}

    /**
     * The peer sends no more.
     *
     * @return true to keep the connection open for writing; false closes it
     * @throws Exception reported, and the connection is closed with it
     */
    default boolean eofReceived() throws Exception {
        return false;
    }
}
