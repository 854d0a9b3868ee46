package dev.braid.io;

import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.internal.CurrentLoop;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.Fatal;
import dev.braid.internal.io.ClientTask;
import dev.braid.internal.io.DrainQueue;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The protocol between a transport and a stream: feeds a {@link StreamReader}, and has the writer's tasks wait while
 * writing is paused.
 *
 * <p>It does not keep the reader: a connection whose reader and writer nobody uses any more is closed.
 *
 * @see "Python 3.15, asyncio.StreamReaderProtocol; cases STREAMS-04 to STREAMS-08, STREAMS-49, STREAMS-50"
 */
public final class StreamReaderProtocol implements Protocol {

    private final EventLoopImpl loop;
    private final @Nullable ClientHandler handler;
    private final DrainQueue flow;
    private final Future<@Nullable Object> closed;

    // Null where nothing is read, and when the connection is gone.
    private @Nullable WeakReference<StreamReader> reader;

    // A server's reader, which nobody else knows until a client has connected.
    private @Nullable StreamReader unconnected;

    // What serves the client, as long as the connection lives.
    private @Nullable Task<?> task;

    /**
     * A protocol that feeds a reader, on the running or else the registered loop.
     *
     * @param reader the reader, not null
     * @throws IllegalStateException if there is no loop
     * @see "Python 3.15, asyncio.StreamReaderProtocol(stream_reader); case STREAMS-50"
     */
    public StreamReaderProtocol(StreamReader reader) {
        this(Objects.requireNonNull(reader, "reader"), null, CurrentLoop.require("create a StreamReaderProtocol"));
    }

    /**
     * A protocol that feeds a reader and has a handler called with it and a writer when the connection is made.
     *
     * @param reader the reader, or null if nothing is to be read
     * @param handler serves the connection as a client's; null for none
     * @param loop the loop, not null
     * @see "Python 3.15, asyncio.StreamReaderProtocol(stream_reader, client_connected_cb, loop); cases STREAMS-04,
     *     STREAMS-05"
     */
    public StreamReaderProtocol(@Nullable StreamReader reader, @Nullable ClientHandler handler, EventLoop loop) {
        this.loop = (EventLoopImpl) Objects.requireNonNull(loop, "loop");
        this.reader = reader == null ? null : new WeakReference<>(reader);
        this.handler = handler;
        this.unconnected = handler == null ? null : reader;
        this.flow = new DrainQueue(this.loop);
        this.closed = this.loop.createFuture();
    }

    private @Nullable StreamReader reader() {
        return reader == null ? null : reader.get();
    }

    DrainQueue flow() {
        return flow;
    }

    /** Done when the connection is gone, with the error it was lost by. */
    Future<?> closed() {
        return closed;
    }

    @Override
    public void connectionMade(Transport transport) {
        StreamReader input = reader();
        if (input != null) {
            input.setTransport(transport);
        }
        if (handler != null) {
            serve(handler, input, transport);
            unconnected = null;
        }
    }

    private void serve(ClientHandler handler, @Nullable StreamReader input, Transport transport) {
        StreamWriter output = new StreamWriter(transport, this, input, loop);
        if (handler instanceof PlainClientHandler plain) {
            try {
                plain.connected(input, output);
            } catch (Throwable error) {
                if (Fatal.leavesTheLoop(error)) {
                    throw (Error) error;
                }
                ClientTask.failed(loop, transport, error);
            }
        } else {
            task = ClientTask.start(loop, transport, handler, input, output);
        }
    }

    @Override
    public void dataReceived(byte[] data) {
        StreamReader input = reader();
        if (input != null) {
            input.feedData(data);
        }
    }

    @Override
    public boolean eofReceived() {
        StreamReader input = reader();
        if (input != null) {
            input.feedEof();
        }
        return true;
    }

    @Override
    public void pauseWriting() {
        flow.pause();
    }

    @Override
    public void resumeWriting() {
        flow.resume();
    }

    @Override
    public void connectionLost(@Nullable Throwable error) {
        StreamReader input = reader();
        if (input != null) {
            if (error == null) {
                input.feedEof();
            } else {
                input.setException(error);
            }
        }
        if (!closed.done()) {
            finish(error);
        }
        flow.lose(error);
        reader = null;
        unconnected = null;
        task = null;
    }

    private void finish(@Nullable Throwable error) {
        if (error == null) {
            closed.setResult(null);
        } else {
            closed.setException(error);
            // Nobody has to wait for the end, so an error that nobody looks at is none to report.
            closed.exception();
        }
    }

    @Override
    public String toString() {
        StreamReader input = reader();
        return "StreamReaderProtocol[" + (input == null ? "no reader" : input) + (task == null ? "" : ", " + task) + "]";
    }
}
