package dev.braid.conformance.kotlin.debug

import dev.braid.Asyncio
import dev.braid.conformance.harness.CaughtLog
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.io.ClientHandler
import dev.braid.io.Protocol
import dev.braid.io.Server
import dev.braid.io.StreamPair
import dev.braid.kotlin.await
import dev.braid.kotlin.createConnection
import dev.braid.kotlin.openConnection
import dev.braid.kotlin.read
import dev.braid.kotlin.startServer
import dev.braid.kotlin.waitClosed
import java.util.logging.Level

/** What is reclaimed although nobody has closed it. */
class UnclosedTest : KotlinCases() {
    private fun port(server: Server): Int = server.sockets()[0].localAddress()!!.port

    /** Connects a transport to a server that keeps its end as streams, which are what is given. */
    private suspend fun connect(close: Boolean): StreamPair {
        val served = Asyncio.runningLoop().createFuture<StreamPair>()
        val handler = ClientHandler.plain { reader, writer -> served.setResult(StreamPair(reader, writer)) }
        val server = startServer(handler, "127.0.0.1", 0)
        val transport = Asyncio.runningLoop().createConnection({ object : Protocol {} }, "127.0.0.1", port(server)).transport()
        server.close()
        if (close) transport.close() else transport.pauseReading() // else the loop has it, to read from
        return served.await()
    }

    private suspend fun showEnd(t: Trace, streams: StreamPair) {
        t.log("the peer", streams.reader().read().size)
        streams.writer().close()
        streams.writer().waitClosed()
    }

    private suspend fun loseTransport(t: Trace) {
        val streams = connect(close = false)
        t.gc()
        showEnd(t, streams)
    }

    private suspend fun loseWriter(t: Trace) {
        val server = startServer(ClientHandler.plain { _, _ -> }, "127.0.0.1", 0)
        val streams = openConnection("127.0.0.1", port(server))
        server.close()
        t.gc()
        showEnd(t, streams)
    }

    @KotlinCase("DEBUG-14", plain = true)
    fun whatIsLostUnclosedIsWarnedOf(t: Trace) {
        warned(t, "a loop") { t.newLoop() }
        warned(t, "a closed loop") { t.newLoop().close() }
        warned(t, "a transport") { t.run { loseTransport(t) } }
        warned(t, "a closed transport") { t.run { showEnd(t, connect(close = true)) } }
        warned(t, "a stream's writer") { t.run { loseWriter(t) } }
    }

    private fun warned(t: Trace, what: String, lose: () -> Unit) = CaughtLog().use { log ->
        lose()
        t.collect()
        t.log(what, log.count(Level.WARNING) > 0)
    }
}
