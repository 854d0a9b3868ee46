package dev.braid.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.Objects;

/** What a connection has been given to send: sent at once as far as possible, and kept, in order, as far as not. */
final class SocketWriting {

    private final SocketTransport transport;
    private final SocketChannel channel;
    private final WriteQueue kept = new WriteQueue();
    private final FlowControl flow;
    private boolean ended;

    SocketWriting(SocketTransport transport, SocketChannel channel) {
        this.transport = transport;
        this.channel = channel;
        this.flow = new FlowControl(transport::callReporting);
    }

    FlowControl flow() {
        return flow;
    }

    /** The marks have changed. */
    void limitsSet() {
        flow.grown(kept.size());
    }

    long size() {
        return kept.size();
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** Whether the stream is to end, or has ended, behind what was written. */
    boolean ended() {
        return ended;
    }

    void requireNotEnded() {
        if (ended) {
            throw new IllegalStateException("cannot write to " + transport
                    + ": its stream was ended by writeEof(); write everything before that");
        }
    }

    /** Sends, or keeps a copy of what cannot be sent now; the array is the caller's. */
    void write(byte[] data) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(data);
        if (kept.isEmpty()) {
            channel.write(rest);
        }
        keepLater(rest);
        flow.grown(kept.size());
    }

    /** Does so with several arrays, in one call of the system's where possible. */
    void write(Iterator<byte[]> chunks) throws IOException {
        WriteQueue all = new WriteQueue();
        while (chunks.hasNext()) {
            all.add(ByteBuffer.wrap(Objects.requireNonNull(chunks.next(), "an element of data")));
        }
        if (kept.isEmpty()) {
            all.sendTo(channel);
        }
        all.drain(this::keepLater);
        flow.grown(kept.size());
    }

    private void keepLater(ByteBuffer rest) {
        if (rest.hasRemaining()) {
            if (kept.isEmpty()) {
                transport.awaitWritable();
            }
            byte[] copy = new byte[rest.remaining()];
            rest.get(copy);
            kept.add(ByteBuffer.wrap(copy));
        }
    }

    /** The system takes more. The protocol may write, or close the connection, out of this. */
    void sendKept() throws IOException {
        kept.sendTo(channel);
        flow.shrunk(kept.size());
    }

    void clear() {
        kept.clear();
    }

    /** Ends the stream, once all is sent. */
    void end() throws IOException {
        ended = true;
        if (kept.isEmpty()) {
            channel.shutdownOutput();
        }
    }
}
