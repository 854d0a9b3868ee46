package dev.braid.internal.io;

import dev.braid.Context;
import dev.braid.Future;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.Fatal;
import dev.braid.internal.Log;
import dev.braid.internal.Sneaky;
import dev.braid.io.BaseProtocol;
import dev.braid.io.BufferedProtocol;
import dev.braid.io.Protocol;
import dev.braid.io.Transport;
import dev.braid.io.TransportSocket;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
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
    private final WriteQueue writes = new WriteQueue();
    private final FlowControl flow = new FlowControl(this::callReporting);

    private TransportState state = TransportState.OPEN;
    private @Nullable BaseProtocol protocol;
    private boolean paused;
    private boolean writeEnded;
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
        this.loop = loop;
        this.channel = channel;
        this.protocol = requireReceiver(protocol);
        this.context = context;
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
        this.protocol = requireReceiver(protocol);
    }

    private static BaseProtocol requireReceiver(BaseProtocol protocol) {
        if (Objects.requireNonNull(protocol, "protocol") instanceof Protocol || protocol instanceof BufferedProtocol) {
            return protocol;
        }
        throw new IllegalArgumentException("cannot serve a connection by " + protocol
                + ": it cannot receive bytes; implement Protocol or BufferedProtocol");
    }

    @Override
    public boolean isClosing() {
        return state != TransportState.OPEN;
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
        if (isClosing()) {
            return;
        }
        try {
            if (protocol instanceof BufferedProtocol buffered) {
                receiveInto(buffered);
            } else {
                receive((Protocol) Objects.requireNonNull(protocol, "only a connection that is gone has none"));
            }
        } catch (ProtocolFailure failure) {
            fatal(failure.getCause(), failure.getMessage());
        } catch (IOException lost) {
            fatal(lost, "Fatal read error on socket transport");
        }
    }

    private void receive(Protocol receiver) throws IOException, ProtocolFailure {
        byte[] data = loop.io().receive(channel);
        if (data == null) {
            ended(receiver::eofReceived);
        } else if (data.length > 0) {
            guard("dataReceived", () -> receiver.dataReceived(data));
        }
    }

    private void receiveInto(BufferedProtocol receiver) throws IOException, ProtocolFailure {
        ByteBuffer[] room = new ByteBuffer[1];
        guard("getBuffer", () -> {
            room[0] = Objects.requireNonNull(receiver.getBuffer(-1), "the buffer");
            if (!room[0].hasRemaining()) {
                throw new IllegalStateException("cannot receive for " + receiver
                        + ": its getBuffer() returned an empty buffer; return one with room for a byte at least");
            }
        });
        int count = channel.read(room[0]);
        if (count < 0) {
            ended(receiver::eofReceived);
        } else if (count > 0) {
            guard("bufferUpdated", () -> receiver.bufferUpdated(count));
        }
    }

    private interface EndOfStream {
        boolean received() throws Exception;
    }

    private void ended(EndOfStream end) throws ProtocolFailure {
        debugLog("received the end of the stream", null);
        boolean[] keepOpen = new boolean[1];
        guard("eofReceived", () -> keepOpen[0] = end.received());
        if (keepOpen[0]) {
            key.offReadable();
        } else {
            close();
        }
    }

    // --- Writing

    @Override
    public void setWriteBufferLimits() {
        flow.limits();
        flow.grown(writes.size());
    }

    @Override
    public void setWriteBufferLimits(int high) {
        flow.limits(high);
        flow.grown(writes.size());
    }

    @Override
    public void setWriteBufferLimits(int low, int high) {
        flow.limits(low, high);
        flow.grown(writes.size());
    }

    @Override
    public WriteBufferLimits writeBufferLimits() {
        return flow.limitsNow();
    }

    @Override
    public long writeBufferSize() {
        return writes.size();
    }

    @Override
    public void write(byte[] data) {
        Objects.requireNonNull(data, "data");
        requireWritable("write to ");
        if (data.length == 0 || dropped()) {
            return;
        }
        ByteBuffer rest = ByteBuffer.wrap(data);
        if (writes.isEmpty()) {
            try {
                channel.write(rest);
            } catch (IOException lost) {
                fatal(lost, "Fatal write error on socket transport");
                return;
            }
            if (!rest.hasRemaining()) {
                return;
            }
            key.onWritable(this::writeReady, context);
        }
        keep(rest);
        flow.grown(writes.size());
    }

    @Override
    public void writelines(Iterable<byte[]> data) {
        Objects.requireNonNull(data, "data");
        requireWritable("write to ");
        if (!data.iterator().hasNext() || dropped()) {
            return;
        }
        boolean idle = writes.isEmpty();
        // Sent from where they are; what is left then is the caller's, and copied.
        WriteQueue all = new WriteQueue();
        for (byte[] chunk : data) {
            all.add(ByteBuffer.wrap(Objects.requireNonNull(chunk, "an element of data")));
        }
        if (idle) {
            try {
                all.sendTo(channel);
            } catch (IOException lost) {
                fatal(lost, "Fatal write error on socket transport");
                return;
            }
        }
        all.drain(this::keep);
        if (idle && !writes.isEmpty()) {
            key.onWritable(this::writeReady, context);
        }
        flow.grown(writes.size());
    }

    private void keep(ByteBuffer rest) {
        byte[] copy = new byte[rest.remaining()];
        rest.get(copy);
        writes.add(ByteBuffer.wrap(copy));
    }

    private void requireWritable(String action) {
        if (writeEnded) {
            throw new IllegalStateException("cannot " + action + this
                    + ": its stream was ended by writeEof(); write everything before that");
        }
    }

    private boolean dropped() {
        if (state == TransportState.OPEN || state == TransportState.FLUSHING) {
            return false;
        }
        if (++droppedWrites >= DROPPED_WRITES_WARNING) {
            Log.LOG.log(System.Logger.Level.WARNING, "write to " + this + " dropped, as were " + (droppedWrites - 1)
                    + " before it: the connection is lost; stop writing when isClosing() or when the protocol is told");
        }
        return true;
    }

    private void writeReady() {
        if (state == TransportState.LOST || state == TransportState.GONE) {
            return;
        }
        try {
            writes.sendTo(channel);
        } catch (IOException lost) {
            key.offWritable();
            writes.clear();
            fatal(lost, "Fatal write error on socket transport");
            return;
        }
        flow.shrunk(writes.size());
        // The protocol may have written more, or have closed the connection.
        if (!writes.isEmpty() || state == TransportState.LOST || state == TransportState.GONE) {
            return;
        }
        key.offWritable();
        if (state == TransportState.FLUSHING) {
            lost(null);
        } else if (writeEnded) {
            shutdownOutput();
        }
    }

    @Override
    public void writeEof() {
        if (isClosing() || writeEnded) {
            return;
        }
        writeEnded = true;
        if (writes.isEmpty()) {
            shutdownOutput();
        }
    }

    private void shutdownOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException lost) {
            fatal(lost, "Fatal write error on socket transport");
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
        if (writes.isEmpty()) {
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
        if (state == TransportState.LOST || state == TransportState.GONE) {
            return;
        }
        writes.clear();
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
        try {
            channel.close();
        } catch (IOException failed) {
            debugLog("failed to close its socket", failed);
        }
        key.closed();
    }

    // --- Trouble

    /** What a protocol threw, and what the report says of it. */
    private static final class ProtocolFailure extends Exception {
        private static final long serialVersionUID = 1L;

        ProtocolFailure(String method, Throwable cause) {
            super("Fatal error: protocol." + method + "() call failed.", cause, false, false);
        }
    }

    private interface ProtocolCall {
        void run() throws Exception;
    }

    private static void guard(String method, ProtocolCall call) throws ProtocolFailure {
        try {
            call.run();
        } catch (Throwable error) {
            if (Fatal.leavesTheLoop(error)) {
                throw Sneaky.<RuntimeException>rethrow(error);
            }
            throw new ProtocolFailure(method, error);
        }
    }

    private void callReporting(String method, FlowControl.Call call) {
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

    private void callSoon(ProtocolCall call) {
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
                + ", write=" + (key.writable() ? "polling" : "idle") + " with " + writes.size() + " bytes]";
    }
}
