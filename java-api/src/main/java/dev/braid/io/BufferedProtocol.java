package dev.braid.io;

import java.nio.ByteBuffer;

/**
 * Receives a connection's bytes in buffers of its own: before each receive it is asked for one. The calls come in this
 * order: {@code connectionMade} once, any number of times {@code getBuffer} and then, if something arrived,
 * {@code bufferUpdated}, {@code eofReceived} at most once, {@code connectionLost} once.
 *
 * @see "Python 3.15, asyncio.BufferedProtocol; cases TRANSPORT-38 to TRANSPORT-40, TRANSPORT-52"
 */
public interface BufferedProtocol extends BaseProtocol {

    /**
     * Gives room for the next bytes. They are put from the buffer's position on, and at most up to its limit; the
     * position is left behind them.
     *
     * @param sizeHint how many bytes would be of use; a recommendation only, -1 if any number is
     * @return a buffer with room for at least one byte, which may be the same one each time
     * @throws Exception reported, and the connection is closed with it; so is a buffer without room
     */
    ByteBuffer getBuffer(int sizeHint) throws Exception;

    /**
     * Bytes have been put into the buffer that {@link #getBuffer} gave last.
     *
     * @param count how many, at least one
     * @throws Exception reported, and the connection is closed with it
     */
    void bufferUpdated(int count) throws Exception;

    /**
     * The peer sends no more; neither of the other two is called again.
     *
     * @return true to keep the connection open for writing; false closes it
     * @throws Exception reported, and the connection is closed with it
     */
    default boolean eofReceived() throws Exception {
        return false;
    }
}
