package dev.braid.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/** The bytes that a connection has still to send, in order. */
final class WriteQueue {

    // How much room a block may have for more than was added: many small pieces share one.
    private static final int MOST_SPARE = 64 * 1024;

    // What is between a block's position and its limit is to be sent; what is behind that is room.
    private final ArrayDeque<ByteBuffer> blocks = new ArrayDeque<>();
    private long size;

    long size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds a copy of what is left in a buffer. */
    void add(ByteBuffer data) {
        long before = size;
        size += data.remaining();
        ByteBuffer last = blocks.peekLast();
        if (last != null) {
            fill(last, data);
        }
        if (data.hasRemaining()) {
            int room = (int) Math.max(data.remaining(), Math.min(before, MOST_SPARE));
            ByteBuffer block = ByteBuffer.allocate(room).limit(0);
            fill(block, data);
            blocks.add(block);
        }
    }

    private static void fill(ByteBuffer block, ByteBuffer data) {
        int end = block.limit();
        int count = Math.min(block.capacity() - end, data.remaining());
        data.get(block.array(), end, count);
        block.limit(end + count);
    }

    void clear() {
        blocks.clear();
        size = 0;
    }

    /**
     * Sends as much as the system takes now.
     *
     * @param buffer what is sent goes through it, for the JDK would copy all there is, whatever of it the system takes
     */
    void sendTo(SocketChannel channel, ByteBuffer buffer) throws IOException {
        do {
            buffer.clear();
            for (ByteBuffer block : blocks) {
                int count = Math.min(block.remaining(), buffer.remaining());
                if (count == 0) {
                    break;
                }
                buffer.put(block.array(), block.position(), count);
            }
            drop(channel.write(buffer.flip()));
        } while (!buffer.hasRemaining() && !isEmpty());
    }

    private void drop(int count) {
        size -= count;
        int left = count;
        while (left > 0) {
            ByteBuffer first = blocks.element();
            int dropped = Math.min(left, first.remaining());
            first.position(first.position() + dropped);
            left -= dropped;
            if (!first.hasRemaining()) {
                blocks.remove();
            }
        }
    }
}
