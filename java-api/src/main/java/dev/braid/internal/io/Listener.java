package dev.braid.internal.io;

import dev.braid.Context;
import dev.braid.ExceptionContext;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.Log;
import dev.braid.io.ServerOptions;
import dev.braid.io.TransportSocket;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One listening socket of a server, which accepts what comes and hands it on. */
final class Listener {

    // asyncio's ACCEPT_RETRY_DELAY.
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final EventLoopImpl loop;
    private final ServerSocketChannel channel;
    private final ServerOptions options;
    private final Consumer<SocketChannel> accepted;
    private final UnclosedListener unclosed;
    private @Nullable IoKey key;

    /** A listener that does not accept yet. */
    Listener(
            EventLoopImpl loop, ServerSocketChannel channel, ServerOptions options, Consumer<SocketChannel> accepted) {
        this.loop = loop;
        this.channel = channel;
        this.options = options;
        this.accepted = accepted;
        this.unclosed = UnclosedListener.watch(this, channel);
    }

    TransportSocket socket() {
        return new TransportSocket(channel);
    }

    void start() throws IOException {
        key = loop.io().register(channel);
        listen();
    }

    private void listen() {
        if (key != null && channel.isOpen()) {
            key.onReadable(this::acceptSome, new Context());
        }
    }

    /** As many as can have been waiting, and then others get their turn. */
    private void acceptSome() {
        // Whoever is told of a connection may close the server.
        for (int left = options.backlog(); left >= 0 && channel.isOpen(); left--) {
            SocketChannel connection;
            try {
                connection = channel.accept();
            } catch (IOException noRoom) {
                pause(noRoom);
                return;
            }
            if (connection == null) {
                return;
            }
            keepAlive(connection);
            handOn(connection);
        }
    }

    private void handOn(SocketChannel connection) {
        try {
            accepted.accept(connection);
        } catch (Throwable failed) {
            // Such as by a task factory: nobody has the connection then.
            try {
                connection.close();
            } catch (IOException again) {
                failed.addSuppressed(again);
            }
            throw failed;
        }
    }

    /** On the connection itself: the JDK's listening sockets do not have the option for them to inherit. */
    private void keepAlive(SocketChannel connection) {
        if (options.keepAlive()) {
            try {
                connection.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            } catch (IOException lost) {
                Log.LOG.log(System.Logger.Level.DEBUG, "cannot have " + connection + " kept alive", lost);
            }
        }
    }

    /** The system has no descriptors or memory left, the one reason why this fails: tries again in a while. */
    private void pause(IOException noRoom) {
        loop.callExceptionHandler(new ExceptionContext("socket.accept() out of system resource", noRoom,
                null, null, null, null, null, null, null, socket()));
        if (key != null) {
            key.offReadable();
        }
        loop.callLater(RETRY, this::listen);
    }

    void close() {
        unclosed.closed();
        try {
            channel.close();
        } catch (IOException failed) {
            Log.LOG.log(System.Logger.Level.WARNING, "cannot close a listening socket of " + loop, failed);
        }
        if (key != null) {
            key.gone();
        }
    }
}
