package dev.braid.io;

import dev.braid.AsyncIterable;
import dev.braid.AsyncIterator;
import dev.braid.CancelledError;
import dev.braid.EventLoop;
import dev.braid.IncompleteReadException;
import dev.braid.LimitOverrunException;
import dev.braid.internal.CurrentLoop;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.io.LineIterator;
import dev.braid.internal.io.ReadExactly;
import dev.braid.internal.io.ReadLine;
import dev.braid.internal.io.ReadSome;
import dev.braid.internal.io.ReadUntil;
import dev.braid.internal.io.StreamInput;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a peer sends, to be read by tasks. Iterating gives its lines:
 *
 * <pre>{@code
 * for (byte[] line : reader) {
 *     handle(line);
 * }
 * }</pre>
 *
 * <p>Reads suspend until there is what they ask for, and can be cancelled there: what has arrived stays for the next read
 * (only {@link #read()} has taken out, and loses, what it has). One task at a time may wait in a read.
 *
 * <p>When the connection is lost by an error, a read that waits and all reads after it throw that error, the same object,
 * whatever bytes are left; the methods declare {@link IOException} for it, but it is any exception that
 * {@link #setException} was given.
 *
 * <p>If more than twice the limit is kept, the transport is paused until a read has brought it down to the limit or has to
 * wait. A reader belongs to its loop, and no method is for other threads.
 *
 * @see "Python 3.15, asyncio.StreamReader; cases STREAMS-10 to STREAMS-34, STREAMS-50, STREAMS-51"
 */
public final class StreamReader implements AsyncIterable<byte[]> {

    static {
        Access.install();
    }

    final StreamInput input;

    // A connection lives as long as somebody uses either of its ends.
    @Nullable StreamWriter writer;

    /**
     * A reader with a limit of 64 KiB, on the running or else the registered loop.
     *
     * @throws IllegalStateException if there is neither
     * @see "Python 3.15, asyncio.StreamReader(); cases STREAMS-30, STREAMS-50"
     */
    public StreamReader() {
        this(StreamInput.DEFAULT_LIMIT);
    }

    /**
     * A reader on the running or else the registered loop.
     *
     * @param limit in bytes, at least 1: how much {@link #readline} and {@link #readuntil(byte[])} take before a separator,
     *     and half of how much is kept before the transport is paused
     * @throws IllegalArgumentException if the limit is below 1
     * @throws IllegalStateException if there is no loop
     * @see "Python 3.15, asyncio.StreamReader(limit); cases STREAMS-30, STREAMS-50"
     */
    public StreamReader(int limit) {
        this(limit, CurrentLoop.require("create a StreamReader"));
    }

    /**
     * A reader on a loop.
     *
     * @param limit as in {@link #StreamReader(int)}
     * @param loop the loop, not null
     * @throws IllegalArgumentException if the limit is below 1
     * @see "Python 3.15, asyncio.StreamReader(limit, loop); case STREAMS-30"
     */
    public StreamReader(int limit, EventLoop loop) {
        input = new StreamInput(this, (EventLoopImpl) Objects.requireNonNull(loop, "loop"), limit);
    }

    // --- Reading

    /**
     * Reads all bytes to the end of the stream, however many. Suspends until then, and can be cancelled there; what it has
     * taken out by then is lost.
     *
     * @return the bytes; none if there are no more
     * @throws IOException if the connection is lost, by the error it was lost by
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if it has to wait, and another task waits for this stream, or the caller is not a task
     *     of its loop
     * @see "Python 3.15, asyncio.StreamReader.read; cases STREAMS-12, STREAMS-33"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension read()", level = kotlin.DeprecationLevel.HIDDEN)
    public byte[] read() throws IOException {
        return read(-1);
    }

    /**
     * Reads what is there, once there is something. Suspends while there is nothing, and can be cancelled there.
     *
     * @param most how many bytes at most; 0 gives none at once; any negative number reads all, as {@link #read()}
     * @return at least one byte; none at the end of the stream
     * @throws IOException if the connection is lost, by the error it was lost by
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException as {@link #read()}
     * @see "Python 3.15, asyncio.StreamReader.read; cases STREAMS-10, STREAMS-11, STREAMS-13, STREAMS-14, STREAMS-31"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension read()", level = kotlin.DeprecationLevel.HIDDEN)
    public byte[] read(int most) throws IOException {
        return ReadSome.of(input, most).await();
    }

    /**
     * Reads a line, with its line feed. Suspends until it is there, and can be cancelled there.
     *
     * @return the line; at the end of the stream what is left without a line feed, or none
     * @throws IllegalArgumentException if the line is longer than the limit, its line feed not counted: it is dropped; if its
     *     end has not arrived yet, all that has is dropped
     * @throws IOException if the connection is lost, by the error it was lost by
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException as {@link #read()}
     * @see "Python 3.15, asyncio.StreamReader.readline; cases STREAMS-15 to STREAMS-17"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension readline()", level = kotlin.DeprecationLevel.HIDDEN)
    public byte[] readline() throws IOException {
        return new ReadLine(input).await();
    }

    /**
     * Reads that many bytes, however many. Suspends until they are there, and can be cancelled there.
     *
     * @param count how many; 0 gives none at once
     * @return the bytes
     * @throws IncompleteReadException if the stream ends before: it has what is left, which is taken out
     * @throws IllegalArgumentException if the count is negative
     * @throws IOException if the connection is lost, by the error it was lost by
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException as {@link #read()}
     * @see "Python 3.15, asyncio.StreamReader.readexactly; cases STREAMS-18 to STREAMS-20"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension readexactly()", level = kotlin.DeprecationLevel.HIDDEN)
    public byte[] readexactly(int count) throws IOException {
        return new ReadExactly(input, count).await();
    }

    /**
     * Reads up to a separator, which is the end of what is returned. Suspends until it is there, and can be cancelled there.
     *
     * @param separator at least one byte
     * @return the bytes
     * @throws IncompleteReadException if the stream ends before: it has what is left, which is taken out
     * @throws LimitOverrunException if more than the limit comes before the separator; nothing is taken out
     * @throws IllegalArgumentException if the separator is empty
     * @throws IOException if the connection is lost, by the error it was lost by
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException as {@link #read()}
     * @see "Python 3.15, asyncio.StreamReader.readuntil; cases STREAMS-21 to STREAMS-24"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension readuntil()", level = kotlin.DeprecationLevel.HIDDEN)
    public byte[] readuntil(byte[] separator) throws IOException {
        return ReadUntil.any(input, List.of(Objects.requireNonNull(separator, "separator"))).await();
    }

    /**
     * Reads up to whichever of several separators ends first. Suspends until one is there, and can be cancelled there.
     *
     * @param separators at least one, each of at least one byte; of those that end at the same place the shortest counts
     * @return the bytes, the shortest that end in any of them
     * @throws IncompleteReadException as {@link #readuntil(byte[])}
     * @throws LimitOverrunException as {@link #readuntil(byte[])}
     * @throws IllegalArgumentException if there is no separator, or an empty one
     * @throws IOException if the connection is lost, by the error it was lost by
     * @throws CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException as {@link #read()}
     * @see "Python 3.15, asyncio.StreamReader.readuntil; case STREAMS-25"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension readuntil()", level = kotlin.DeprecationLevel.HIDDEN)
    public byte[] readuntil(Collection<byte[]> separators) throws IOException {
        return ReadUntil.any(input, separators).await();
    }

    /**
     * {@return an iterator over the lines that are left, whose steps are those of {@link #readline}: they suspend, and throw
     * what it throws, an {@link IOException} undeclared}
     *
     * @see "Python 3.15, asyncio.StreamReader, asynchronous iteration; case STREAMS-26"
     */
    @Override
    public AsyncIterator<byte[]> iterator() {
        return new LineIterator(input);
    }

    /**
     * {@return whether the end of the stream has been fed and all of it read}
     *
     * @see "Python 3.15, asyncio.StreamReader.at_eof; case STREAMS-27"
     */
    public boolean atEof() {
        return input.atEnd();
    }

    // --- Feeding

    /**
     * Adds bytes for the readers, and wakes the one who waits. For protocols.
     *
     * @param data the bytes, the reader's own from now on; none at all does nothing
     * @throws IllegalStateException after {@link #feedEof}
     * @see "Python 3.15, asyncio.StreamReader.feed_data; cases STREAMS-29, STREAMS-32"
     */
    public void feedData(byte[] data) {
        input.feed(data);
    }

    /**
     * Ends the stream: who waits goes on, and the readers get what is left. For protocols.
     *
     * @see "Python 3.15, asyncio.StreamReader.feed_eof; case STREAMS-28"
     */
    public void feedEof() {
        input.feedEnd();
    }

    /**
     * {@return the error with which the connection was lost, null if none}
     *
     * @see "Python 3.15, asyncio.StreamReader.exception; case STREAMS-33"
     */
    public @Nullable Throwable exception() {
        return input.error();
    }

    /**
     * Has a read that waits, and all reads from now on, throw an error. For protocols.
     *
     * @param error thrown as it is, not null
     * @see "Python 3.15, asyncio.StreamReader.set_exception; case STREAMS-33"
     */
    public void setException(Throwable error) {
        input.fail(error);
    }

    /**
     * Says what is to be paused when too much is kept. For protocols.
     *
     * @param transport not null; one that throws {@link UnsupportedOperationException} when it is paused is not asked again
     * @throws IllegalStateException if there is one already
     * @see "Python 3.15, asyncio.StreamReader.set_transport; case STREAMS-32"
     */
    public void setTransport(ReadTransport transport) {
        input.transport(transport);
    }

    @Override
    public String toString() {
        return input.toString();
    }
}
