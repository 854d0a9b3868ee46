package dev.braid.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/** The bytes that a connection has still to send, in order. */
final class WriteQueue {

    // As many as the system takes in one call.
    private static final int MOST_AT_ONCE = 1024;

    private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>();
    private long size;

    long size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds what is left in a buffer, whose array nobody changes any more. */
    void add(ByteBuffer data) {
        if (data.hasRemaining()) {
            chunks.add(data);
            size += data.remaining();
        }
    }

    void clear() {
        chunks.clear();
        size = 0;
    }

    /** Sends as much as the system takes now. */
    void sendTo(SocketChannel channel) throws IOException {
        if (chunks.size() == 1) {
            size -= channel.write(chunks.peek());
        } else if (!chunks.isEmpty()) {
            ByteBuffer[] some = chunks.stream().limit(MOST_AT_ONCE).toArray(ByteBuffer[]::new);
            size -= channel.write(some);
        }
        while (!chunks.isEmpty() && !chunks.peek().hasRemaining()) {
            chunks.remove();
        }
    }

    /** Hands all that is left to somebody else. */
    void drain(Consumer<ByteBuffer> taker) {
        chunks.forEach(taker);
        clear();
    }
}
