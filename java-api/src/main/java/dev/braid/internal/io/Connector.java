package dev.braid.internal.io;

import dev.braid.Coroutine;
import dev.braid.internal.EventLoopImpl;
import dev.braid.io.AddressOptions;
import dev.braid.io.ConnectionOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From a host and a port to a connected socket: looks up, orders and tries the addresses. The first half of asyncio's
 * {@code create_connection}.
 */
public final class Connector {

    private final EventLoopImpl loop;
    private final NameLookup names;
    private Connecting connecting;

    /** The connector of a loop, over its look-ups. */
    public Connector(EventLoopImpl loop, NameLookup names) {
        this.loop = loop;
        this.names = names;
        this.connecting = new SocketConnect(loop);
    }

    /** For tests: makes attempts in another way from now on, and tells how they were made before. */
    public Connecting connectBy(Connecting other) {
        Connecting before = connecting;
        connecting = Objects.requireNonNull(other, "connecting");
        return before;
    }

    /**
     * A connected channel, which is the caller's to close. Suspends, and can be cancelled there.
     *
     * @throws IOException if no address was found, or no attempt succeeded
     */
    public SocketChannel connect(@Nullable String host, String service, ConnectionOptions options) throws IOException {
        AddressOptions wanted = AddressOptions.DEFAULT.withFamily(options.family());
        List<InetSocketAddress> addresses = names.ensureResolved(host, service, wanted);
        List<InetSocketAddress> locals = localEnds(options.localAddress(), wanted);
        int ofFirstFamily = ofFirstFamily(options);
        if (ofFirstFamily > 0) {
            addresses = Interleaving.of(addresses, ofFirstFamily);
        }
        ConnectErrors errors = new ConnectErrors();
        SocketChannel connected = options.happyEyeballsDelay() == null
                ? oneByOne(addresses, locals, errors)
                : staggered(addresses, locals, errors, options);
        if (connected == null) {
            throw errors.combined("host " + host + ", port " + service, options.allErrors());
        }
        return connected;
    }

    private @Nullable List<InetSocketAddress> localEnds(@Nullable InetSocketAddress local, AddressOptions wanted)
            throws IOException {
        if (local == null) {
            return null;
        }
        return local.isUnresolved()
                ? names.ensureResolved(local.getHostString(), Ports.text(local.getPort()), wanted)
                : List.of(local);
    }

    private static int ofFirstFamily(ConnectionOptions options) {
        Integer interleave = options.interleave();
        if (interleave != null) {
            return interleave;
        }
        return options.happyEyeballsDelay() == null ? 0 : 1;
    }

    private @Nullable SocketChannel oneByOne(
            List<InetSocketAddress> addresses, @Nullable List<InetSocketAddress> locals, ConnectErrors errors) {
        for (InetSocketAddress address : addresses) {
            try {
                return attempt(address, locals, errors.attempt());
            } catch (IOException failed) {
                // Among the errors by now; the next address may do.
            }
        }
        return null;
    }

    private @Nullable SocketChannel staggered(List<InetSocketAddress> addresses,
            @Nullable List<InetSocketAddress> locals, ConnectErrors errors, ConnectionOptions options) {
        List<SocketChannel> connected = new ArrayList<>();
        List<Coroutine<SocketChannel>> attempts = addresses.stream()
                .<Coroutine<SocketChannel>>map(address -> () -> {
                    SocketChannel channel = attempt(address, locals, errors.attempt());
                    connected.add(channel);
                    return channel;
                })
                .collect(Collectors.toList());
        try {
            return StaggeredRace.run(loop, attempts, options.happyEyeballsDelay()).winner();
        } catch (Throwable error) {
            // The caller is cancelled after an attempt has won, while the others end: nobody will have its socket.
            connected.forEach(channel -> closeAfter(error, channel));
            throw error;
        }
    }

    /** Opens, binds and connects one socket, or closes it again. */
    private SocketChannel attempt(
            InetSocketAddress address, @Nullable List<InetSocketAddress> locals, List<IOException> errors)
            throws IOException {
        SocketChannel channel = null;
        try {
            channel = open(address);
            if (locals != null) {
                bind(channel, address, locals, errors);
            }
            connecting.connect(channel, address);
            return channel;
        } catch (Throwable error) {
            if (error instanceof IOException failure) {
                errors.add(failure);
            }
            if (channel != null) {
                closeAfter(error, channel);
            }
            throw error;
        }
    }

    private static SocketChannel open(InetSocketAddress address) throws IOException {
        try {
            return SocketChannel.open(NumericHost.family(address.getAddress()));
        } catch (UnsupportedOperationException noSuchFamily) {
            throw new IOException("cannot open a socket for " + Addresses.text(address)
                    + ": this machine has no addresses of its family", noSuchFamily);
        }
    }

    private static void bind(SocketChannel channel, InetSocketAddress address, List<InetSocketAddress> locals,
            List<IOException> errors) throws IOException {
        StandardProtocolFamily family = NumericHost.family(address.getAddress());
        int errorsBefore = errors.size();
        for (InetSocketAddress local : locals) {
            if (!NumericHost.isOf(family, local.getAddress())) {
                continue;
            }
            try {
                channel.bind(local);
                return;
            } catch (IOException failed) {
                errors.add(Addresses.bindError(local, failed));
            }
        }
        if (errors.size() > errorsBefore) {
            // The caller adds what is thrown.
            throw errors.remove(errors.size() - 1);
        }
        throw new IOException("cannot connect to " + Addresses.text(address)
                + ": no matching local address with family " + family + " was found");
    }

    private static void closeAfter(Throwable error, SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException failed) {
            error.addSuppressed(failed);
        }
    }
}
