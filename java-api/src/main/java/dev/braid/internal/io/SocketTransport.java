package dev.braid.internal.io;

import dev.braid.Context;
import dev.braid.Future;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.Fatal;
import dev.braid.internal.Log;
import dev.braid.internal.Sneaky;
import dev.braid.io.BaseProtocol;
import dev.braid.io.Transport;
import dev.braid.io.TransportSocket;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connected socket: asyncio's {@code _SelectorSocketTransport}. Touched by whoever runs the loop. */
public final class SocketTransport implements Transport {

    // asyncio's LOG_THRESHOLD_FOR_CONNLOST_WRITES.
    private static final int DROPPED_WRITES_WARNING = 5;

    private final EventLoopImpl loop;
    private final SocketChannel channel;
    private final IoKey key;
    private final Context context;
    private final @Nullable ServerImpl server;
    private final @Nullable WeakReference<SocketTransport> attached;
    private final UnclosedTransport unclosed;
    private final Map<String, Object> extra = new LinkedHashMap<>();
    private final SocketReading reading;
    private final SocketWriting writing;

    private TransportState state = TransportState.OPEN;
    private @Nullable BaseProtocol protocol;
    private boolean paused;
    private int droppedWrites;

    /**
     * Takes a connected channel over. The protocol is told in the next iteration of the loop, and then the future gets
     * its value.
     *
     * @param context of all callbacks, used as it is
     * @param connected null, or what to complete
     */
    SocketTransport(
            EventLoopImpl loop,
            SocketChannel channel,
            BaseProtocol protocol,
            Context context,
            @Nullable ServerImpl server,
            @Nullable Future<@Nullable Void> connected)
            throws IOException {
        if (server != null) {
            server.requireAccepting();
        }
        this.loop = loop;
        this.channel = channel;
        this.protocol = SocketReading.requireReceiver(protocol);
        this.context = context;
        this.reading = new SocketReading(loop.io(), channel);
        this.writing = new SocketWriting(loop.io(), this, channel);
        this.server = server;
        extra.put("socket", new TransportSocket(channel));
        putAddress("sockname", channel.getLocalAddress());
        putAddress("peername", channel.getRemoteAddress());
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        this.key = loop.io().register(channel);
        this.unclosed = UnclosedTransport.watch(this, channel, describe(), server);
        this.attached = server == null ? null : server.attach(this);
        callSoon(() -> protocol.connectionMade(this));
        callSoon(this::listen);
        if (connected != null) {
            callSoon(() -> {
                if (!connected.done()) {
                    connected.setResult(null);
                }
            });
        }
    }

    private void putAddress(String name, @Nullable SocketAddress address) {
        if (address != null) {
            extra.put(name, address);
        }
    }

    // --- What it is

    @Override
    public @Nullable Object extraInfo(String name) {
        return extra.get(Objects.requireNonNull(name, "name"));
    }

    @Override
    public @Nullable BaseProtocol protocol() {
        return protocol;
    }

    @Override
    public void setProtocol(BaseProtocol protocol) {
        this.protocol = SocketReading.requireReceiver(protocol);
    }

    @Override
    public boolean isClosing() {
        return state != TransportState.OPEN;
    }

    private boolean isLost() {
        return state == TransportState.LOST || state == TransportState.GONE;
    }

    // --- Reading

    @Override
    public boolean isReading() {
        return !isClosing() && !paused;
    }

    @Override
    public void pauseReading() {
        if (isReading()) {
            paused = true;
            key.offReadable();
            debugLog("pauses reading", null);
        }
    }

    @Override
    public void resumeReading() {
        if (!isClosing() && paused) {
            paused = false;
            listen();
            debugLog("resumes reading", null);
        }
    }

    private void listen() {
        if (isReading()) {
            key.onReadable(this::readReady, context);
        }
    }

    private void readReady() {
        BaseProtocol receiver = protocol;
        if (isClosing() || receiver == null) {
            return;
        }
        try {
            switch (reading.receive(receiver)) {
                case BYTES -> {}
                case END -> key.offReadable();
                case END_OF_ALL -> close();
            }
        } catch (ProtocolFailure failure) {
            fatal(failure.getCause(), failure.getMessage());
        } catch (Throwable lost) {
            failed(lost, "Fatal read error on socket transport");
        }
    }

    // --- Writing

    @Override
    public void setWriteBufferLimits() {
        writing.flow().limits();
        writing.limitsSet();
    }

    @Override
    public void setWriteBufferLimits(int high) {
        writing.flow().limits(high);
        writing.limitsSet();
    }

    @Override
    public void setWriteBufferLimits(int low, int high) {
        writing.flow().limits(low, high);
        writing.limitsSet();
    }

    @Override
    public WriteBufferLimits writeBufferLimits() {
        return writing.flow().limitsNow();
    }

    @Override
    public long writeBufferSize() {
        return writing.size();
    }

    @Override
    public void write(byte[] data) {
        Objects.requireNonNull(data, "data");
        writing.requireNotEnded();
        if (data.length > 0 && !dropped()) {
            ByteBuffer rest = ByteBuffer.wrap(data);
            sending(() -> writing.sendNow(rest));
            if (rest.hasRemaining() && !isLost()) {
                writing.keep(rest);
            }
        }
    }

    @Override
    public void writelines(Iterable<byte[]> data) {
        Objects.requireNonNull(data, "data");
        writing.requireNotEnded();
        // Gone through once: it may give its elements only once.
        List<byte[]> chunks = new ArrayList<>();
        long size = 0;
        for (byte[] chunk : data) {
            chunks.add(Objects.requireNonNull(chunk, "an element of data"));
            size += chunk.length;
        }
        if (chunks.isEmpty() || dropped() || size == 0) {
            return;
        }
        writing.add(chunks);
        writeReady();
        if (!writing.isEmpty()) {
            writing.keepAdded();
        }
    }

    /** The connection is lost: says so of what is written to it, now and then. */
    private boolean dropped() {
        if (!isLost()) {
            return false;
        }
        if (++droppedWrites >= DROPPED_WRITES_WARNING) {
            Log.LOG.log(System.Logger.Level.WARNING, "write to " + this + " dropped, as were " + (droppedWrites - 1)
                    + " before it: the connection is lost; stop writing when isClosing() or when the protocol is told");
        }
        return true;
    }

    private interface Sending {
        void run() throws IOException;
    }

    /** Whatever goes wrong, or it would go wrong again and again; what the protocol throws out of it is reported already. */
    private void sending(Sending send) {
        try {
            send.run();
        } catch (Throwable lost) {
            failed(lost, "Fatal write error on socket transport");
        }
    }

    void awaitWritable() {
        key.onWritable(this::writeReady, context);
    }

    private void writeReady() {
        if (isLost()) {
            return;
        }
        sending(writing::sendKept);
        // The protocol may have written more, or have closed the connection.
        if (!writing.isEmpty() || isLost()) {
            return;
        }
        key.offWritable();
        if (state == TransportState.FLUSHING) {
            lost(null);
        } else if (writing.ended()) {
            sending(writing::end);
        }
    }

    @Override
    public void writeEof() {
        if (!isClosing() && !writing.ended()) {
            sending(writing::end);
        }
    }

    @Override
    public boolean canWriteEof() {
        return true;
    }

    // --- The end

    @Override
    public void close() {
        if (isClosing()) {
            return;
        }
        key.offReadable();
        if (writing.isEmpty()) {
            loseSoon(null);
        } else {
            become(TransportState.FLUSHING);
        }
    }

    @Override
    public void abort() {
        forceClose(null);
    }

    private void forceClose(@Nullable Throwable error) {
        if (isLost()) {
            return;
        }
        writing.clear();
        key.offReadable();
        loseSoon(error);
    }

    private void loseSoon(@Nullable Throwable error) {
        key.offWritable();
        become(TransportState.LOST);
        callSoon(() -> lost(error));
    }

    private void lost(@Nullable Throwable error) {
        BaseProtocol told = Objects.requireNonNull(protocol, "only a connection that is gone has none");
        become(TransportState.GONE);
        try {
            told.connectionLost(error);
        } catch (Exception failure) {
            throw Sneaky.<RuntimeException>rethrow(failure);
        } finally {
            protocol = null;
            unclosed.closed();
            closeChannel();
            if (server != null && attached != null) {
                server.detach(attached);
            }
        }
    }

    private void closeChannel() {
        // First, for the JDK ends the stream of a channel that a selector has: to a peer whose bytes nobody has read, that
        // would look like a proper end, where the system resets the connection.
        key.gone();
        try {
            channel.close();
        } catch (IOException failed) {
            debugLog("failed to close its socket", failed);
        }
    }

    // --- Trouble

    /** Calls a protocol where it cannot disturb the connection. */
    void callReporting(String method, FlowControl.Call call) {
        BaseProtocol called = protocol;
        if (called == null) {
            return;
        }
        try {
            call.on(called);
        } catch (Throwable error) {
            if (Fatal.leavesTheLoop(error)) {
                throw Sneaky.<RuntimeException>rethrow(error);
            }
            loop.callExceptionHandler(TransportReports.of("protocol." + method + "() failed", error, this, called));
        }
    }

    /** Something other than the protocol failed. */
    private void failed(Throwable error, String message) {
        if (Fatal.leavesTheLoop(error)) {
            throw Sneaky.<RuntimeException>rethrow(error);
        }
        fatal(error, message);
    }

    private void fatal(Throwable error, String message) {
        if (error instanceof IOException) {
            debugLog(message, error);
        } else {
            loop.callExceptionHandler(TransportReports.of(message, error, this, protocol));
        }
        forceClose(error);
    }

    private void debugLog(String what, @Nullable Throwable error) {
        if (loop.debug()) {
            Log.LOG.log(System.Logger.Level.DEBUG, this + " " + what, error);
        }
    }

    private void callSoon(ProtocolFailure.Call call) {
        loop.callSoon(() -> {
            try {
                call.run();
            } catch (Exception failure) {
                throw Sneaky.<RuntimeException>rethrow(failure);
            }
        }, context);
    }

    private void become(TransportState next) {
        assert state.canBecome(next) : this + " went from " + state + " to " + next;
        state = next;
    }

    private String describe() {
        return extra.get("sockname") + " to " + extra.get("peername");
    }

    @Override
    public String toString() {
        return "SocketTransport[" + state.word + ", " + describe() + ", read=" + (key.readable() ? "polling" : "idle")
                + ", write=" + (key.writable() ? "polling" : "idle") + " with " + writing.size() + " bytes]";
    }
}
