package dev.braid.kotlin

import dev.braid.Coroutine
import dev.braid.internal.io.ClientBody
import dev.braid.internal.io.StreamAccess
import dev.braid.internal.io.Streams
import dev.braid.io.ClientHandler
import dev.braid.io.ConnectionOptions
import dev.braid.io.Server
import dev.braid.io.ServerOptions
import dev.braid.io.StreamPair
import dev.braid.io.StreamReader
import dev.braid.io.StreamWriter

/**
 * Connects to a host, to read and write by streams. Suspends until connected, and can be cancelled there; nothing stays open
 * then.
 *
 * ```
 * val (reader, writer) = openConnection("example.org", 80)
 * ```
 *
 * Source: Python 3.15, `asyncio.open_connection`; cases STREAMS-01, STREAMS-02.
 *
 * @param host a name or an address; null for this machine's loopback addresses
 * @param port 0 to 65535
 * @param options addresses, attempts, and the reader's limit
 * @return the reader and the writer; close the writer
 * @throws java.io.IOException if the host is unknown, or no attempt succeeded
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled meanwhile
 * @throws IllegalArgumentException if the port is out of range
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun openConnection(
    host: String?,
    port: Int,
    options: ConnectionOptions = ConnectionOptions.DEFAULT,
): StreamPair = runJava(Streams.opening(host, port, options))

/** The reader of a pair: `val (reader, writer) = openConnection(…)`. Case STREAMS-01. */
public operator fun StreamPair.component1(): StreamReader = reader

/** The writer of a pair. Case STREAMS-01. */
public operator fun StreamPair.component2(): StreamWriter = writer

/**
 * Listens as [createServer] does, and has each client served by a body with a reader and a writer of its own, in a task of
 * its own. A body that fails is reported with the transport, and its connection closed; one that is cancelled has it closed
 * without a report; else the body closes the writer. Suspends until the server listens, and can be cancelled there.
 *
 * ```
 * val server = startServer("localhost", 8080) { reader, writer ->
 *     for (line in reader) writer.write(line)
 *     writer.close()
 * }
 * ```
 *
 * Source: Python 3.15, `asyncio.start_server`; cases STREAMS-04 to STREAMS-08.
 *
 * @param host a name or an address of this machine; null and "" are all of its addresses
 * @param port 0 to 65535; 0 is a free one, which [Server.sockets] tell
 * @param options addresses, the listening sockets, and the readers' limit
 * @param handler serves a client; run once for each
 * @throws java.io.IOException if an address cannot be bound; none stays bound then
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled meanwhile
 * @throws IllegalArgumentException if the port is out of range
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun startServer(
    host: String?,
    port: Int,
    options: ServerOptions = ServerOptions.DEFAULT,
    handler: suspend (StreamReader, StreamWriter) -> Unit,
): Server = startServer(KotlinHandler(handler), host, port, options)

/**
 * [startServer] with a handler written in Java, or one that is called: [ClientHandler.plain]. Suspends and throws as that
 * does.
 *
 * Source: Python 3.15, `asyncio.start_server`; cases STREAMS-05, STREAMS-07.
 */
public suspend fun startServer(
    handler: ClientHandler,
    host: String?,
    port: Int,
    options: ServerOptions = ServerOptions.DEFAULT,
): Server = runJava(Streams.serving(handler, host, port, options))

private class KotlinHandler(private val handler: suspend (StreamReader, StreamWriter) -> Unit) : ClientBody {
    override fun body(reader: StreamReader, writer: StreamWriter): Coroutine<*> =
        KotlinBody(StreamAccess.loop(writer), handler) { handler(reader, writer) }

    override fun toString(): String = "startServer's handler $handler"
}
