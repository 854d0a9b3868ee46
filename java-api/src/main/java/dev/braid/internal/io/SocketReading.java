package dev.braid.internal.io;

import dev.braid.io.BaseProtocol;
import dev.braid.io.BufferedProtocol;
import dev.braid.io.Protocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;

/** How a connection's bytes reach its protocol. */
final class SocketReading {

    private final IoPoller io;
    private final SocketChannel channel;

    SocketReading(IoPoller io, SocketChannel channel) {
        this.io = io;
        this.channel = channel;
    }

    static <P extends BaseProtocol> P requireReceiver(P protocol) {
        if (Objects.requireNonNull(protocol, "protocol") instanceof Protocol || protocol instanceof BufferedProtocol) {
            return protocol;
        }
        throw new IllegalArgumentException("cannot serve a connection by " + protocol
                + ": it cannot receive bytes; implement Protocol or BufferedProtocol");
    }

    /** What a receive found. */
    enum Found {
        /** Something, or nothing yet. */
        BYTES,
        /** The end of the stream; the protocol wants the connection kept. */
        END,
        /** The end of the stream, and of the connection. */
        END_OF_ALL
    }

    /** Hands over what has arrived, to a protocol that can receive. */
    Found receive(BaseProtocol receiver) throws IOException, ProtocolFailure {
        return receiver instanceof BufferedProtocol buffered ? receiveInto(buffered) : receiveBy((Protocol) receiver);
    }

    private Found receiveBy(Protocol receiver) throws IOException, ProtocolFailure {
        byte[] data = io.receive(channel);
        if (data == null) {
            return ended(receiver::eofReceived);
        }
        if (data.length > 0) {
            ProtocolFailure.guard("dataReceived", () -> receiver.dataReceived(data));
        }
        return Found.BYTES;
    }

    private Found receiveInto(BufferedProtocol receiver) throws IOException, ProtocolFailure {
        ByteBuffer[] room = new ByteBuffer[1];
        ProtocolFailure.guard("getBuffer", () -> {
            room[0] = Objects.requireNonNull(receiver.getBuffer(-1), "the buffer");
            if (!room[0].hasRemaining()) {
                throw new IllegalStateException("cannot receive for " + receiver
                        + ": its getBuffer() returned an empty buffer; return one with room for a byte at least");
            }
        });
        int count = io.receive(channel, room[0]);
        if (count < 0) {
            return ended(receiver::eofReceived);
        }
        if (count > 0) {
            ProtocolFailure.guard("bufferUpdated", () -> receiver.bufferUpdated(count));
        }
        return Found.BYTES;
    }

    private interface EndOfStream {
        boolean received() throws Exception;
    }

    private static Found ended(EndOfStream end) throws ProtocolFailure {
        boolean[] keepOpen = new boolean[1];
        ProtocolFailure.guard("eofReceived", () -> keepOpen[0] = end.received());
        return keepOpen[0] ? Found.END : Found.END_OF_ALL;
    }
}
