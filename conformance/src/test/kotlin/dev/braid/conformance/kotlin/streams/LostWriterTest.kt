package dev.braid.conformance.kotlin.streams

import dev.braid.conformance.harness.CaughtLog
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.io.ClientHandler
import dev.braid.io.StreamPair
import dev.braid.kotlin.read
import dev.braid.kotlin.startServer
import java.util.logging.Level

/** Writers that nobody closed. */
class LostWriterTest : KotlinCases() {
    /** The other end of a connection whose client's streams are lost. */
    private suspend fun losesOne(): StreamPair {
        val ends = connect()
        return StreamPair(ends.served, ends.other)
    }

    private suspend fun losesAClosedOne(): StreamPair {
        val ends = connect()
        part(ends.writer)
        return StreamPair(ends.served, ends.other)
    }

    private suspend fun losesAServers(t: Trace): StreamPair {
        val server = startServer(ClientHandler.plain { _, _ -> t.log("served") }, "127.0.0.1", 0)
        val streams = connectTo(server)
        server.close()
        return streams
    }

    private suspend fun closesAll() {
        val ends = connect()
        part(ends.writer, ends.other)
    }

    @KotlinCase("STREAMS-49", plain = true)
    fun aWriterThatIsLostIsClosedAndWarnedOf(t: Trace) {
        t.collect() // what others have lost
        shows(t, "closed") { losesAClosedOne() }
        shows(t, "lost") { losesOne() }
        shows(t, "a server's") { losesAServers(t) }
        leaves(t, "closed before its loop") { closesAll() }
        leaves(t, "left to a loop that is closed") { losesOne() }
    }

    private fun shows(t: Trace, what: String, losing: suspend () -> StreamPair) = t.run {
        val streams = CaughtLog().use { log ->
            val streams = losing()
            t.gc()
            t.log(what, streams.reader().read().size, "warned", log.count(Level.WARNING) > 0)
            streams
        }
        part(streams.writer())
    }

    private fun leaves(t: Trace, what: String, losing: suspend () -> Unit) = CaughtLog().use { log ->
        t.run(losing)
        t.collect()
        t.log(what, "warned", log.count(Level.WARNING) > 0)
    }
}
