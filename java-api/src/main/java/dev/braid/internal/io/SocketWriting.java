package dev.braid.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;

/** What a connection has been given to send: sent at once as far as possible, and kept, in order, as far as not. */
final class SocketWriting {

    private final IoPoller io;
    private final SocketTransport transport;
    private final SocketChannel channel;
    private final WriteQueue kept = new WriteQueue();
    private final FlowControl flow;
    private boolean ended;

    SocketWriting(IoPoller io, SocketTransport transport, SocketChannel channel) {
        this.io = io;
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

    /** Sends what the system takes now, unless other bytes come first. */
    void sendNow(ByteBuffer data) throws IOException {
        if (kept.isEmpty()) {
            io.send(channel, data);
        }
    }

    /** Keeps a copy of what could not be sent; the array is the caller's. */
    void keep(ByteBuffer rest) {
        if (kept.isEmpty()) {
            transport.awaitWritable();
        }
        kept.add(rest);
        flow.grown(kept.size());
    }

    /** Puts several arrays behind what is kept, all of which is to be sent now as far as possible. */
    void add(List<byte[]> chunks) {
        chunks.forEach(chunk -> kept.add(ByteBuffer.wrap(chunk)));
    }

    /** What was added could not all be sent. */
    void keepAdded() {
        transport.awaitWritable();
        flow.grown(kept.size());
    }

    /** Sends what the system takes of what is kept. The protocol may write, or close the connection, out of this. */
    void sendKept() throws IOException {
        kept.sendTo(channel, io.buffer());
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
