package dev.braid.io;

/**
 * The sending half of a connection. Writing never suspends: what cannot be sent at once is kept, in order, and sent as
 * the peer takes it. A writer that minds how much is kept listens to {@link BaseProtocol#pauseWriting}, or drains a
 * {@link StreamWriter}.
 *
 * @see "Python 3.15, asyncio.WriteTransport; cases TRANSPORT-19, TRANSPORT-21 to TRANSPORT-27, TRANSPORT-30 to
 *     TRANSPORT-33"
 */
public interface WriteTransport extends BaseTransport {

    /**
     * The two marks between which writing is paused and resumed.
     *
     * @param low resume at this many bytes kept or fewer
     * @param high pause at more bytes kept than this
     */
    record WriteBufferLimits(int low, int high) {}

    /**
     * Sets both marks to what they are by default: 64 KiB and a quarter of it.
     *
     * @see "Python 3.15, asyncio.WriteTransport.set_write_buffer_limits; case TRANSPORT-31"
     */
    void setWriteBufferLimits();

    /**
     * Sets the high-water mark, and the low one to a quarter of it. If more than that is kept already, writing is paused
     * at once.
     *
     * @param high in bytes; 0 pauses whenever anything is kept
     * @throws IllegalArgumentException if it is negative
     * @see "Python 3.15, asyncio.WriteTransport.set_write_buffer_limits; case TRANSPORT-31"
     */
    void setWriteBufferLimits(int high);

    /**
     * Sets both marks. If more than the high one is kept already, writing is paused at once.
     *
     * @param low in bytes, 0 or more
     * @param high in bytes, not below the low mark
     * @throws IllegalArgumentException if {@code low} is negative or above {@code high}
     * @see "Python 3.15, asyncio.WriteTransport.set_write_buffer_limits; case TRANSPORT-31"
     */
    void setWriteBufferLimits(int low, int high);

    /**
     * {@return the two marks}
     *
     * @see "Python 3.15, asyncio.WriteTransport.get_write_buffer_limits; case TRANSPORT-32"
     */
    WriteBufferLimits writeBufferLimits();

    /**
     * {@return how many bytes are kept, still to be sent}
     *
     * @see "Python 3.15, asyncio.WriteTransport.get_write_buffer_size; case TRANSPORT-33"
     */
    long writeBufferSize();

    /**
     * Sends bytes, behind those written before. Does not suspend. On a connection that is lost they are dropped; from the
     * fifth such call on a warning is logged.
     *
     * @param data the bytes, not null; none at all does nothing. The array may be used again at once.
     * @throws IllegalStateException after {@link #writeEof}
     * @see "Python 3.15, asyncio.WriteTransport.write; cases TRANSPORT-21 to TRANSPORT-24"
     */
    void write(byte[] data);

    /**
     * Sends several arrays as if they were one.
     *
     * @param data the arrays in order, not null
     * @throws IllegalStateException after {@link #writeEof}
     * @see "Python 3.15, asyncio.WriteTransport.writelines; cases TRANSPORT-25, TRANSPORT-26"
     */
    void writelines(Iterable<byte[]> data);

    /**
     * Ends the stream towards the peer when all that was written is sent; what the peer sends still arrives. Does nothing
     * the second time, or if the connection is closing.
     *
     * @throws UnsupportedOperationException if {@link #canWriteEof} is false
     * @see "Python 3.15, asyncio.WriteTransport.write_eof; case TRANSPORT-27"
     */
    void writeEof();

    /**
     * {@return whether the two directions can be ended one by one}
     *
     * @see "Python 3.15, asyncio.WriteTransport.can_write_eof; case TRANSPORT-27"
     */
    boolean canWriteEof();

    /**
     * Closes the connection at once: what was written and not sent is dropped. The protocol is told soon, by
     * {@code connectionLost(null)}.
     *
     * @see "Python 3.15, asyncio.WriteTransport.abort; case TRANSPORT-19"
     */
    void abort();
}
