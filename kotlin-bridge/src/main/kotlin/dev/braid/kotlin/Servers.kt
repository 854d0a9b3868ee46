package dev.braid.kotlin

import dev.braid.EventLoop
import dev.braid.internal.io.SuspendingIo
import dev.braid.io.BaseProtocol
import dev.braid.io.Server
import dev.braid.io.ServerOptions
import java.nio.channels.ServerSocketChannel

/**
 * Serves the connections to the addresses of a host, each by a protocol of its own, in a copy of the caller's context.
 * Suspends while the host is looked up and for one iteration when the server begins to accept; can be cancelled there, and
 * no socket stays open then.
 *
 * ```
 * loop.createServer(::Echo, "localhost", 8080).use { it.serveForever() }
 * ```
 *
 * Source: Python 3.15, `asyncio.loop.create_server`; cases SERVER-01 to SERVER-08, SERVER-26 to SERVER-29, CTXVAR-34.
 *
 * @param protocolFactory makes a protocol for each connection; its methods are callbacks on the loop
 * @param host a name or an address of this machine; null and "" are all of its addresses
 * @param port 0 to 65535; 0 is a free one, which [Server.sockets] tell
 * @param options sockets, backlog and start
 * @return the server, which accepts already, unless [ServerOptions.startServing] is false
 * @throws java.io.IOException if the host is unknown, or one of its addresses cannot be bound
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled meanwhile
 * @throws IllegalArgumentException if the port is out of range, or this platform cannot reuse ports and is to
 * @throws IllegalStateException if the caller does not belong to this loop
 */
public suspend fun EventLoop.createServer(
    protocolFactory: () -> BaseProtocol,
    host: String?,
    port: Int,
    options: ServerOptions = ServerOptions.DEFAULT,
): Server = createServer(protocolFactory, listOf(host), port, options)

/**
 * [createServer] for several hosts, which are looked up at the same time; an address that several of them have is bound
 * once. Suspends and throws as that does.
 *
 * Source: Python 3.15, `asyncio.loop.create_server`; case SERVER-03.
 *
 * @param hosts names or addresses of this machine, at least one; null and "" in it are all of its addresses
 * @throws IllegalArgumentException as there, or if there are no hosts
 */
public suspend fun EventLoop.createServer(
    protocolFactory: () -> BaseProtocol,
    hosts: Collection<String?>,
    port: Int,
    options: ServerOptions = ServerOptions.DEFAULT,
): Server = runJava(SuspendingIo.createServer(this, protocolFactory, hosts, port, options))

/**
 * [createServer] for a socket that is bound already. Suspends and throws as that does; the socket is closed then.
 *
 * Source: Python 3.15, `asyncio.loop.create_server(sock=)`; case SERVER-04.
 *
 * @param socket bound; from now on the server's, which makes it non-blocking and closes it
 * @throws IllegalArgumentException if the socket is not bound
 */
public suspend fun EventLoop.createServer(
    protocolFactory: () -> BaseProtocol,
    socket: ServerSocketChannel,
    options: ServerOptions = ServerOptions.DEFAULT,
): Server = runJava(SuspendingIo.createServer(this, protocolFactory, socket, options))

/**
 * Begins to accept connections, and suspends for one iteration of the loop; can be cancelled there, and accepts all the
 * same. Harmless if the server accepts already.
 *
 * Source: Python 3.15, `asyncio.Server.start_serving`; cases SERVER-08, SERVER-09.
 *
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled meanwhile
 * @throws IllegalStateException if it is closed, or the caller belongs to no loop
 */
public suspend fun Server.startServing() {
    runJava(SuspendingIo.startServing(this))
}

/**
 * Begins to accept connections if the server does not yet, and suspends until the caller is cancelled or the server
 * closed. Then server and connections are closed, and waited for; a second cancellation ends that wait, not the
 * connections.
 *
 * Source: Python 3.15, `asyncio.Server.serve_forever`; cases SERVER-11 to SERVER-13, SERVER-15.
 *
 * @throws dev.braid.CancelledError always: when the caller is cancelled, or the server is closed
 * @throws IllegalStateException if another task is in here, the server is closed, or the caller belongs to no loop
 */
public suspend fun Server.serveForever() {
    runJava(SuspendingIo.serveForever(this))
}

/**
 * Suspends until the server is closed and its connections are gone, in whichever order; can be cancelled there. Returns
 * at once if that is so.
 *
 * Source: Python 3.15, `asyncio.Server.wait_closed`; cases SERVER-16, SERVER-17.
 *
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled meanwhile
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun Server.waitClosed() {
    runJava(SuspendingIo.waitClosed(this))
}
