package dev.braid.internal.io;

import dev.braid.EventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A loop's selector. At the beginning of each iteration the loop asks it what has become ready, as asyncio's does, and
 * each event becomes one callback behind those that are ready already.
 *
 * <p>While the loop has nothing to do, its selector waits in place of its host; or, where the host has other work on its
 * thread, an {@link IoWatch} waits for both.
 *
 * <p>Touched by whoever runs the loop, but for what says otherwise.
 */
public final class IoPoller {

    private static final Consumer<SelectionKey> LEAVE_FOR_POLL = key -> {};

    // asyncio's max_size of a receive.
    private static final int MOST_AT_ONCE = 256 * 1024;

    private static final long NANOS_PER_MILLI = 1_000_000;

    final EventLoop loop;
    private final Selector selector;
    private final IoWatch watch;

    // What is ready, in the order in which the system tells, until it is polled.
    private final List<SelectionKey> found = new ArrayList<>();
    private final Consumer<SelectionKey> keep = found::add;

    // What every connection receives into and sends from, one after the other.
    private @Nullable ByteBuffer buffer;

    /**
     * A poller for a loop.
     *
     * @param loop whose callbacks the events become
     * @param wake wakes the loop's host, from any thread
     */
    public IoPoller(EventLoop loop, Runnable wake) throws IOException {
        this.loop = loop;
        this.selector = Selector.open();
        this.watch = new IoWatch(selector, wake);
    }

    /** Makes a channel non-blocking and one that this loop can wait for. */
    public IoKey register(SelectableChannel channel) throws IOException {
        channel.configureBlocking(false);
        return new IoKey(this, channel, channel.register(selector, 0));
    }

    /**
     * Schedules the callbacks of what the last wait found, or of what is ready now. The latter also lets go of channels
     * that have been closed.
     *
     * @param look whether to look now, if the last wait found nothing
     */
    public void poll(boolean look) {
        watch.pause();
        if (found.isEmpty() && look) {
            select(0);
        }
        for (SelectionKey key : found) {
            if (key.isValid()) {
                ((IoKey) key.attachment()).ready(key.readyOps());
            }
        }
        found.clear();
    }

    /** Lets the system have back what a closed channel held, such as its port, now and not at the next poll. */
    void flush() {
        // The loop may not be running, and be watched all the same.
        boolean watched = watch.pause();
        try {
            selector.selectNow(LEAVE_FOR_POLL);
        } catch (IOException broken) {
            throw cannotWait(broken);
        } finally {
            if (watched) {
                watch.resume();
            }
        }
    }

    /**
     * Receives what has arrived, as much as fits into one buffer of the loop's.
     *
     * @return an array of the caller's own; null at the end of the stream
     */
    byte @Nullable [] receive(SocketChannel channel) throws IOException {
        ByteBuffer received = buffer();
        int count = channel.read(received.clear());
        if (count < 0) {
            return null;
        }
        byte[] data = new byte[count];
        received.flip().get(data);
        return data;
    }

    /** {@link #receive} into somebody's own room: how many bytes, negative at the end of the stream. */
    int receive(SocketChannel channel, ByteBuffer room) throws IOException {
        if (room.isDirect()) {
            return channel.read(room);
        }
        ByteBuffer received = buffer();
        int count = channel.read(received.clear().limit(Math.min(room.remaining(), MOST_AT_ONCE)));
        room.put(received.flip());
        return count;
    }

    /** Sends as much as the system takes now, and leaves the rest in the buffer, which has an array. */
    void send(SocketChannel channel, ByteBuffer data) throws IOException {
        ByteBuffer sent = buffer();
        do {
            int offered = Math.min(data.remaining(), MOST_AT_ONCE);
            sent.clear().put(data.array(), data.position(), offered);
            data.position(data.position() + channel.write(sent.flip()));
        } while (!sent.hasRemaining() && data.hasRemaining());
    }

    /** Room outside the heap, where the system reads and writes: for one operation. */
    ByteBuffer buffer() {
        ByteBuffer present = buffer;
        if (present == null) {
            present = ByteBuffer.allocateDirect(MOST_AT_ONCE);
            buffer = present;
        }
        return present;
    }

    /** Refuses to wait for anything once the loop is closed. */
    void requireOpen() {
        if (!selector.isOpen()) {
            throw new IllegalStateException("cannot wait for a socket of " + loop + ": it is closed; close its "
                    + "connections before it, and make new ones on a new loop");
        }
    }

    /** Whether there is anything to wait for. */
    public boolean hasChannels() {
        return !selector.keys().isEmpty();
    }

    /**
     * Waits until something is ready, {@link #wake()} was called since the last look, or the time is up, which is counted
     * in whole milliseconds, as by asyncio. For the host, between two iterations; the next {@link #poll} schedules what
     * this finds.
     *
     * @param nanos how long, more than 0; {@code Long.MAX_VALUE} is for ever
     */
    public void await(long nanos) throws InterruptedException {
        select(nanos);
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for sockets");
        }
    }

    /** Looks, without waiting, and tells whether the next {@link #poll} will find anything. Ends the watch. */
    public boolean look() {
        watch.pause();
        select(0);
        return !found.isEmpty();
    }

    private void select(long nanos) {
        try {
            if (nanos == 0) {
                selector.selectNow(keep);
            } else if (nanos == Long.MAX_VALUE) {
                selector.select(keep);
            } else {
                selector.select(keep, nanos / NANOS_PER_MILLI + (nanos % NANOS_PER_MILLI == 0 ? 0 : 1));
            }
        } catch (IOException broken) {
            throw cannotWait(broken);
        }
    }

    /** Ends {@link #await}, now or the next one. Any thread. */
    public void wake() {
        selector.wakeup();
    }

    /** Has the loop's host woken when something is ready, until the next poll. */
    public void watch() {
        watch.resume();
    }

    /** The loop has closed. Channels stay open, as in asyncio; nobody waits for them any more. */
    public void close() {
        watch.close();
        try {
            selector.close();
        } catch (IOException broken) {
            throw cannotWait(broken);
        }
    }

    private IllegalStateException cannotWait(IOException broken) {
        return new IllegalStateException("cannot wait for the sockets of " + loop + ": its selector failed; "
                + "close the loop and make a new one", broken);
    }
}
