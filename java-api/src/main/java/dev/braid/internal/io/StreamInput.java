package dev.braid.internal.io;

import dev.braid.Future;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.Sneaky;
import dev.braid.io.ReadTransport;
import dev.braid.io.StreamReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The machine behind {@code StreamReader}: bytes between those who feed them, in callbacks, and the one task that waits
 * for them. Touched only on the loop.
 */
public final class StreamInput {

    /** asyncio's limit if none is given: 64 KiB. */
    public static final int DEFAULT_LIMIT = 1 << 16;

    // Who reads by this.
    final StreamReader reader;

    private final EventLoopImpl loop;

    // How long a line may be, and half of what may be kept before the transport is paused.
    final int limit;

    final ByteQueue bytes = new ByteQueue();

    private boolean ended;

    // What the reading task waits for. Null as soon as it has been woken.
    private @Nullable Future<@Nullable Object> waiter;

    private @Nullable Throwable error;

    // Who is paused if too much is kept. Null for one that cannot be.
    private @Nullable ReadTransport transport;

    // Whether this paused the transport.
    private boolean paused;

    /** An empty one. */
    public StreamInput(StreamReader reader, EventLoopImpl loop, int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException(
                    "cannot create a StreamReader: its limit is " + limit + " bytes; give one of at least 1 byte");
        }
        this.reader = reader;
        this.loop = loop;
        this.limit = limit;
    }

    public EventLoopImpl loop() {
        return loop;
    }

    // --- Feeding

    public void transport(ReadTransport transport) {
        Objects.requireNonNull(transport, "transport");
        if (this.transport != null) {
            throw new IllegalStateException("cannot set a transport for " + this + ": it has one already; "
                    + "make a StreamReader for each connection");
        }
        this.transport = transport;
    }

    public void feed(byte[] data) {
        if (ended) {
            throw new IllegalStateException(
                    "cannot feed " + data.length + " bytes into " + this + ": its end has been fed; feed nothing after that");
        }
        if (data.length == 0) {
            return;
        }
        bytes.add(data);
        wake();
        ReadTransport source = transport;
        if (source != null && !paused && bytes.size() > 2L * limit) {
            try {
                source.pauseReading();
                paused = true;
            } catch (UnsupportedOperationException cannotBePaused) {
                // All has to be kept then; it need not be asked again.
                transport = null;
            }
        }
    }

    public void feedEnd() {
        ended = true;
        wake();
    }

    private void wake() {
        Future<@Nullable Object> told = takeWaiter();
        if (told != null) {
            told.setResult(null);
        }
    }

    public void fail(Throwable error) {
        this.error = Objects.requireNonNull(error, "error");
        Future<@Nullable Object> told = takeWaiter();
        if (told != null) {
            told.setException(error);
        }
    }

    private @Nullable Future<@Nullable Object> takeWaiter() {
        Future<@Nullable Object> told = waiter;
        waiter = null;
        return told == null || told.cancelled() ? null : told;
    }

    // --- Looking

    public @Nullable Throwable error() {
        return error;
    }

    boolean ended() {
        return ended;
    }

    public boolean atEnd() {
        return ended && bytes.isEmpty();
    }

    // --- Reading

    /** Throws the error with which the connection was lost, as it is. */
    void requireNoError() {
        if (error != null) {
            throw Sneaky.<RuntimeException>rethrow(error);
        }
    }

    /** Begins to wait for more bytes, for the end, or for an error. */
    Future<?> beginWait(String action) {
        if (waiter != null) {
            throw new IllegalStateException("cannot " + action + " " + this + ": another task waits for its bytes, and "
                    + "which of them would get them is left to chance; let one task at a time read");
        }
        assert !ended : this + " has ended: there is nothing to wait for";
        if (paused) {
            // What is waited for would never come.
            resume();
        }
        Future<@Nullable Object> mine = loop.createFuture();
        waiter = mine;
        return mine;
    }

    /** A wait is over. Another task may have begun to wait since this one was woken; asyncio would never wake that. */
    void endWait(@Nullable Future<?> mine) {
        if (waiter == mine) {
            waiter = null;
        }
    }

    /** Bytes have been taken out. */
    void taken() {
        if (paused && bytes.size() <= limit) {
            resume();
        }
    }

    private void resume() {
        paused = false;
        Objects.requireNonNull(transport, "what is paused is there").resumeReading();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!bytes.isEmpty()) {
            text.append(", ").append(bytes.size()).append(" bytes");
        }
        if (ended) {
            text.append(", eof");
        }
        if (limit != DEFAULT_LIMIT) {
            text.append(", limit=").append(limit);
        }
        if (waiter != null) {
            text.append(", waiter=").append(waiter);
        }
        if (error != null) {
            text.append(", exception=").append(error);
        }
        if (transport != null) {
            text.append(", transport=").append(transport);
        }
        if (paused) {
            text.append(", paused");
        }
        return text.isEmpty() ? "StreamReader[]" : "StreamReader[" + text.substring(2) + "]";
    }
}
