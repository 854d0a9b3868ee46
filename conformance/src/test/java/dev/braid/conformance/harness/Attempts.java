package dev.braid.conformance.harness;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.io.Addresses;
import dev.braid.internal.io.Connecting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The running loop's attempts to connect, which are logged and end as told, by the host: the oracle's class of this name.
 * One that is to succeed is connected to a socket that listens here, whatever its address. Touched on the loop.
 */
public final class Attempts implements Connecting, AutoCloseable {

    private record Outcome(Duration after, @Nullable Exception error) {}

    private final Trace t;
    private final Map<InetAddress, Outcome> outcomes = new HashMap<>();
    private final ServerSocketChannel listener = ServerSocketChannel.open();

    /** The sockets of all attempts, in order. */
    public final List<SocketChannel> sockets = new ArrayList<>();

    /** Begins. */
    public Attempts(Trace t) throws IOException {
        this.t = t;
        listener.bind(new InetSocketAddress(FakeNames.address("127.0.0.1"), 0));
        ((EventLoopImpl) Asyncio.runningLoop()).connector().connectBy(this);
    }

    /** Attempts at this host succeed. */
    public void succeed(String host) {
        end(host, null, Duration.ZERO);
    }

    /** Attempts at this host succeed after a while. */
    public void succeed(String host, Duration after) {
        end(host, null, after);
    }

    /** Attempts at this host end by the error. */
    public void fail(String host, Exception error) {
        end(host, error, Duration.ZERO);
    }

    /** Attempts at this host end by the error after a while; by no error, they succeed. */
    public void end(String host, @Nullable Exception error, Duration after) {
        outcomes.put(FakeNames.address(host), new Outcome(after, error));
    }

    @Override
    public void connect(SocketChannel channel, InetSocketAddress address) throws IOException {
        sockets.add(channel);
        t.log("attempt", Addresses.text(address));
        Outcome outcome = outcomes.get(address.getAddress());
        if (outcome == null) {
            throw new ConnectException("refused");
        }
        if (!outcome.after.isZero()) {
            try {
                Asyncio.sleep(outcome.after);
            } catch (CancelledError e) {
                t.log("cancelled", Addresses.text(address));
                throw e;
            }
        }
        if (outcome.error instanceof IOException failure) {
            throw failure;
        }
        if (outcome.error != null) {
            throw (RuntimeException) outcome.error;
        }
        channel.connect(listener.getLocalAddress());
    }

    /** Of each attempt, whether its socket has been closed. */
    public List<Boolean> closed() {
        return sockets.stream().map(socket -> !socket.isOpen()).collect(Collectors.toList());
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
