package dev.braid.io;

import dev.braid.AsyncContextManager;
import dev.braid.EventLoop;
import java.util.List;

/**
 * Listens for connections. {@code Asyncio.with(server, …)} closes it at the end of the block and waits until it is.
 *
 * @see "Python 3.15, asyncio.Server; cases SERVER-08 to SERVER-22"
 */
public interface Server extends AsyncContextManager<Server> {

    /**
     * Begins to accept connections, and suspends for one iteration of the loop; can be cancelled there, and accepts all
     * the same. Harmless if it accepts already.
     *
     * @throws dev.braid.CancelledError if the task is cancelled meanwhile
     * @throws IllegalStateException if it is closed: make a new one
     * @see "Python 3.15, asyncio.Server.start_serving; cases SERVER-08, SERVER-09"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension startServing()", level = kotlin.DeprecationLevel.HIDDEN)
    void startServing();

    /**
     * Begins to accept connections if it does not yet, and suspends until the task is cancelled or the server closed.
     * Then server and connections are closed, and waited for; a second cancellation ends that wait, not the connections.
     *
     * @throws dev.braid.CancelledError always: when the task is cancelled, or the server is closed
     * @throws IllegalStateException if another task is in here, or it is closed
     * @see "Python 3.15, asyncio.Server.serve_forever; cases SERVER-11 to SERVER-13, SERVER-15"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension serveForever()", level = kotlin.DeprecationLevel.HIDDEN)
    void serveForever();

    /**
     * {@return whether it accepts connections}
     *
     * @see "Python 3.15, asyncio.Server.is_serving; case SERVER-10"
     */
    boolean isServing();

    /**
     * Stops listening, at once. Connections that were accepted stay open; a task in {@link #serveForever} is cancelled
     * there. Does nothing the second time. Does not suspend: {@link #waitClosed} does.
     *
     * @see "Python 3.15, asyncio.Server.close; cases SERVER-14, SERVER-15"
     */
    void close();

    /**
     * Closes all connections; what was written to them is sent first.
     *
     * @see "Python 3.15, asyncio.Server.close_clients; case SERVER-18"
     */
    void closeClients();

    /**
     * Closes all connections at once; what was written to them and not sent is dropped.
     *
     * @see "Python 3.15, asyncio.Server.abort_clients; case SERVER-19"
     */
    void abortClients();

    /**
     * Suspends until the server is closed and its connections are gone, in whichever order; can be cancelled there.
     * Returns at once if that is so.
     *
     * @throws dev.braid.CancelledError if the task is cancelled meanwhile
     * @see "Python 3.15, asyncio.Server.wait_closed; cases SERVER-16, SERVER-17"
     */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension waitClosed()", level = kotlin.DeprecationLevel.HIDDEN)
    void waitClosed();

    /**
     * {@return the sockets it listens on, as they are now; none when it is closed}
     *
     * @see "Python 3.15, asyncio.Server.sockets; cases SERVER-02, SERVER-20"
     */
    List<TransportSocket> sockets();

    /**
     * {@return its loop}
     *
     * @see "Python 3.15, asyncio.Server.get_loop; case SERVER-22"
     */
    EventLoop loop();
}
