package dev.braid.internal.io;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Context;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.TaskOptions;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.Fatal;
import dev.braid.internal.Sneaky;
import dev.braid.io.BaseProtocol;
import dev.braid.io.Server;
import dev.braid.io.ServerOptions;
import dev.braid.io.TransportSocket;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** asyncio's {@code Server}. Touched by whoever runs the loop, but for what says otherwise. */
public final class ServerImpl implements Server {

    private final EventLoopImpl loop;
    private final Supplier<? extends BaseProtocol> protocols;
    private final List<Listener> listeners = new ArrayList<>();
    private final Clients clients = new Clients();
    private final List<Future<@Nullable Void>> waiting = new ArrayList<>();

    // What each connection's context is a copy of.
    private final Context context = Context.copyCurrent();

    private ServerState state = ServerState.BOUND;
    private @Nullable Future<@Nullable Void> servingForever;

    /** A server over bound sockets, in the caller's context. It does not accept yet. */
    ServerImpl(
            EventLoopImpl loop,
            Supplier<? extends BaseProtocol> protocols,
            List<ServerSocketChannel> sockets,
            ServerOptions options) {
        this.loop = loop;
        this.protocols = protocols;
        for (ServerSocketChannel socket : sockets) {
            listeners.add(new Listener(loop, socket, options, this::accepted));
        }
    }

    // --- Accepting

    @Override
    public void startServing() {
        start();
        Asyncio.yieldNow();
    }

    void start() {
        requireOpen("start ");
        if (state == ServerState.SERVING) {
            return;
        }
        become(ServerState.SERVING);
        try {
            for (Listener listener : listeners) {
                listener.start();
            }
        } catch (IOException failed) {
            close();
            throw new IllegalStateException("cannot start " + this + ": its loop cannot wait for its sockets; it has "
                    + "been closed", failed);
        }
    }

    private void accepted(SocketChannel connection) {
        Context own = context.copy();
        loop.createTask(() -> connect(connection, own), TaskOptions.inContext(own));
    }

    private void connect(SocketChannel connection, Context own) {
        try {
            Connections.protocolFor(loop, connection, protocols, own, this);
        } catch (Throwable error) {
            if (Fatal.leavesTheLoop(error)) {
                throw Sneaky.<RuntimeException>rethrow(error);
            }
            if (loop.debug()) {
                loop.callExceptionHandler(TransportReports.of(
                        "Error on transport creation for incoming connection", error, null, null));
            }
        }
    }

    @Override
    public void serveForever() {
        if (servingForever != null) {
            throw new IllegalStateException("cannot serve forever by " + this
                    + ": another task is in serveForever() already; wait for that one, or use startServing()");
        }
        start();
        Future<@Nullable Void> forever = loop.createFuture();
        servingForever = forever;
        try {
            forever.await();
        } catch (CancelledError cancelled) {
            // What ends this wait takes the place of the first cancellation.
            close();
            closeClients();
            waitClosed();
            throw cancelled;
        } finally {
            servingForever = null;
        }
    }

    @Override
    public boolean isServing() {
        return state == ServerState.SERVING;
    }

    // --- Closing

    @Override
    public void close() {
        if (state == ServerState.CLOSED || state == ServerState.ENDED) {
            return;
        }
        become(ServerState.CLOSED);
        listeners.forEach(Listener::close);
        if (servingForever != null) {
            servingForever.cancel();
        }
        endIfEmpty();
    }

    @Override
    public void closeClients() {
        clients.snapshot().forEach(SocketTransport::close);
    }

    @Override
    public void abortClients() {
        clients.snapshot().forEach(SocketTransport::abort);
    }

    /** Refuses a connection that was accepted before the server was closed, but not made yet. */
    void requireAccepting() {
        requireOpen("make a connection of ");
    }

    WeakReference<SocketTransport> attach(SocketTransport transport) {
        return clients.add(transport);
    }

    void detach(WeakReference<SocketTransport> client) {
        clients.remove(client);
        endIfEmpty();
    }

    /** One of the connections was reclaimed. Any thread. */
    void reclaimed() {
        if (!loop.isClosed()) {
            loop.callSoonThreadsafe(this::endIfEmpty);
        }
    }

    private void endIfEmpty() {
        if (state == ServerState.CLOSED && clients.isEmpty()) {
            become(ServerState.ENDED);
            for (Future<@Nullable Void> waiter : waiting) {
                if (!waiter.done()) {
                    waiter.setResult(null);
                }
            }
            waiting.clear();
        }
    }

    @Override
    public void waitClosed() {
        if (state == ServerState.ENDED) {
            return;
        }
        Future<@Nullable Void> waiter = loop.createFuture();
        waiting.add(waiter);
        try {
            waiter.await();
        } finally {
            waiting.remove(waiter);
        }
    }

    @Override
    public Server enter() {
        return this;
    }

    @Override
    public boolean exit(@Nullable Throwable error) {
        close();
        waitClosed();
        return false;
    }

    // --- What it is

    @Override
    public List<TransportSocket> sockets() {
        return state == ServerState.CLOSED || state == ServerState.ENDED
                ? List.of()
                : listeners.stream().map(Listener::socket).toList();
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    private void requireOpen(String action) {
        if (state == ServerState.CLOSED || state == ServerState.ENDED) {
            throw new IllegalStateException("cannot " + action + this + ": it is closed; create a new server");
        }
    }

    private void become(ServerState next) {
        assert state.canBecome(next) : this + " went from " + state + " to " + next;
        state = next;
    }

    @Override
    public String toString() {
        return "Server[" + state.word + ", " + sockets() + "]";
    }
}
