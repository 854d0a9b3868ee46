package dev.braid.conformance.kotlin.streams

import dev.braid.Asyncio
import dev.braid.EventLoop
import dev.braid.io.ClientHandler
import dev.braid.io.Server
import dev.braid.io.StreamPair
import dev.braid.io.StreamReader
import dev.braid.io.StreamWriter
import dev.braid.io.TransportSocket
import dev.braid.kotlin.await
import dev.braid.kotlin.openConnection
import dev.braid.kotlin.startServer
import dev.braid.kotlin.waitClosed
import java.net.StandardSocketOptions

/** What no kernel takes all at once, in bytes. */
internal const val MORE_THAN_BUFFERS = 20_000_000

/** Both ends of a connection, as streams: a client's, and those of the server's end. */
internal class Ends(val reader: StreamReader, val writer: StreamWriter, val served: StreamReader, val other: StreamWriter)

internal suspend fun connect(): Ends {
    val served = Asyncio.runningLoop().createFuture<StreamPair>()
    val handler = ClientHandler.plain { reader, writer -> served.setResult(StreamPair(reader, writer)) }
    val server = startServer(handler, "127.0.0.1", 0)
    val client = connectTo(server)
    server.close()
    val other = served.await()
    return Ends(client.reader(), client.writer(), other.reader(), other.writer())
}

internal fun port(server: Server): Int = server.sockets()[0].localAddress()!!.port

internal suspend fun connectTo(server: Server): StreamPair = openConnection("127.0.0.1", port(server))

/** Closes connections, and waits until they are. */
internal suspend fun part(vararg writers: StreamWriter) {
    for (writer in writers) writer.close()
    for (writer in writers) writer.waitClosed()
}

/** Ends a connection so that its other end fails. */
internal fun reset(writer: StreamWriter) {
    (writer.extraInfo("socket") as TransportSocket).setOption(StandardSocketOptions.SO_LINGER, 0)
    writer.transport().abort()
}

/** Tells, when it is asked, whether something has run in between. */
internal fun suspends(loop: EventLoop): () -> Boolean {
    var ran = false
    loop.callSoon { ran = true }
    return { ran }
}
