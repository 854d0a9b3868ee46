package dev.braid.io;

import dev.braid.CancelledError;
import dev.braid.EventLoop;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.io.AwaitClosed;
import dev.braid.internal.io.Drain;
import dev.braid.internal.io.StreamOperation;
import dev.braid.internal.io.UnclosedWriter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends bytes to a peer. {@link #write} never suspends; {@link #drain} after it does while too much is kept:
 *
 * <pre>{@code
 * writer.write(line);
 * writer.drain();
 * ...
 * writer.close();
 * writer.waitClosed();
 * }</pre>
 *
 * <p>A writer that is reclaimed, together with its reader, before it was closed is closed then, and a warning is logged.
 * A writer belongs to its loop, and no method is for other threads.
 *
 * @see "Python 3.15, asyncio.StreamWriter; cases STREAMS-35 to STREAMS-49, DEBUG-14"
 */
public final class StreamWriter {

    static {
        Access.install();
    }

    private final WriteTransport transport;
    private final StreamReaderProtocol protocol;
    private final @Nullable StreamReader reader;
    final EventLoopImpl loop;

    /**
     * A writer on a connection. Programs get theirs from {@code Asyncio.openConnection} and {@code Asyncio.startServer}.
     *
     * @param transport the connection, not null
     * @param protocol its protocol, not null
     * @param reader what the peer sends on it, whose error {@link #drain} throws; null if nothing reads it
     * @param loop its loop, not null
     * @see "Python 3.15, asyncio.StreamWriter; case STREAMS-48"
     */
    public StreamWriter(
            WriteTransport transport, StreamReaderProtocol protocol, @Nullable StreamReader reader, EventLoop loop) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.protocol = Objects.requireNonNull(protocol, "protocol");
        this.reader = reader;
        this.loop = (EventLoopImpl) Objects.requireNonNull(loop, "loop");
        if (reader != null) {
            reader.writer = this;
        }
        UnclosedWriter.watch(this, this.loop, transport);
    }

    /**
     * Sends bytes, behind those written before. Does not suspend: what cannot be sent at once is kept. On a connection that
     * is lost they are dropped.
     *
     * @param data the bytes, not null; the array may be used again at once
     * @throws IllegalStateException after {@link #writeEof}
     * @see "Python 3.15, asyncio.StreamWriter.write; case STREAMS-35"
     */
    public void write(byte[] data) {
        transport.write(data);
    }

    /**
     * Sends several arrays as if they were one. Does not suspend.
     *
     * @param data the arrays in order, not null
     * @throws IllegalStateException after {@link #writeEof}
     * @see "Python 3.15, asyncio.StreamWriter.writelines; case STREAMS-46"
     */
    public void writelines(Iterable<byte[]> data) {
        transport.writelines(data);
    }

    /**
     * Ends the stream towards the peer when all that was written is sent; what the peer sends can still be read.
     *
     * @throws UnsupportedOperationException if {@link #canWriteEof} is false
     * @see "Python 3.15, asyncio.StreamWriter.write_eof; case STREAMS-45"
     */
    public void writeEof() {
        transport.writeEof();
    }

    /**
     * {@return whether the two directions can be ended one by one}
     *
     * @see "Python 3.15, asyncio.StreamWriter.can_write_eof; case STREAMS-45"
     */
    public boolean canWriteEof() {
        return transport.canWriteEof();
    }

    /**
     * Waits until it makes sense to write on. Returns at once while no more bytes are kept than the transport's high-water
     * mark; else it suspends until they are down to the low-water mark, and can be cancelled there. On a connection that is
     * closing it suspends for one iteration of the loop, so that its end is noticed.
     *
     * <p>Several tasks may wait at the same time; all of them go on then.
     *
     * @throws IOException if the connection is lost: by the error it was lost by, else as a reset
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if it has to wait and the caller is not a task of this loop
     * @see "Python 3.15, asyncio.StreamWriter.drain; cases STREAMS-36 to STREAMS-38, STREAMS-43"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension drain()", level = kotlin.DeprecationLevel.HIDDEN)
    public void drain() throws IOException {
        draining().await();
    }

    StreamOperation<@Nullable Void> draining() {
        return new Drain(this, reader == null ? null : reader.input, transport, protocol.flow());
    }

    /**
     * Closes the connection: what was written is sent first. Does not suspend: {@link #waitClosed} does.
     *
     * @see "Python 3.15, asyncio.StreamWriter.close; cases STREAMS-39, STREAMS-44"
     */
    public void close() {
        transport.close();
    }

    /**
     * {@return whether it is closing or closed: true from {@link #close} on}
     *
     * @see "Python 3.15, asyncio.StreamWriter.is_closing; case STREAMS-42"
     */
    public boolean isClosing() {
        return transport.isClosing();
    }

    /**
     * Suspends until the connection is closed, and can be cancelled there. Returns at once if it is. It does not close:
     * call {@link #close} before.
     *
     * @throws IOException if the connection was lost by an error, by that error
     * @throws CancelledError if the task is cancelled meanwhile; or another task was, while it waited here
     * @throws IllegalStateException if it has to wait and the caller is not a task of this loop
     * @see "Python 3.15, asyncio.StreamWriter.wait_closed; cases STREAMS-40, STREAMS-41"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension waitClosed()", level = kotlin.DeprecationLevel.HIDDEN)
    public void waitClosed() throws IOException {
        closing().await();
    }

    StreamOperation<@Nullable Void> closing() {
        return new AwaitClosed(this, protocol.closed());
    }

    /**
     * A detail of what lies under the connection.
     *
     * @param name such as {@code "peername"}: see {@link BaseTransport#extraInfo(String)}
     * @return the detail, null if there is none of that name
     * @see "Python 3.15, asyncio.StreamWriter.get_extra_info; case STREAMS-47"
     */
    public @Nullable Object extraInfo(String name) {
        return transport.extraInfo(name);
    }

    /**
     * {@link #extraInfo(String)}, or something else in its place.
     *
     * @param name which detail, not null
     * @param defaultValue what to answer if there is none of that name
     * @return the detail, or the default
     * @see "Python 3.15, asyncio.StreamWriter.get_extra_info; case STREAMS-47"
     */
    public @Nullable Object extraInfo(String name, @Nullable Object defaultValue) {
        return transport.extraInfo(name, defaultValue);
    }

    /**
     * {@return the connection}
     *
     * @see "Python 3.15, asyncio.StreamWriter.transport; case STREAMS-48"
     */
    public WriteTransport transport() {
        return transport;
    }

    @Override
    public String toString() {
        return "StreamWriter[transport=" + transport + (reader == null ? "" : ", reader=" + reader) + "]";
    }
}
