package dev.braid.conformance.kotlin.streams

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.io.ClientHandler
import dev.braid.io.ConnectionOptions
import dev.braid.io.Server
import dev.braid.io.StreamPair
import dev.braid.io.StreamReader
import dev.braid.io.StreamWriter
import dev.braid.kotlin.openConnection
import dev.braid.kotlin.read
import dev.braid.kotlin.readline
import dev.braid.kotlin.sleep
import dev.braid.kotlin.startServer
import dev.braid.kotlin.waitClosed
import java.io.IOException
import kotlin.time.Duration.Companion.seconds

/** Connecting, and serving clients. */
class ConnectTest : KotlinCases() {
    /** Serves a client: greets it by the name that it sends. */
    private suspend fun greets(reader: StreamReader, writer: StreamWriter) {
        val name = reader.readline()
        writer.write(bytes("hello " + text(name)))
        part(writer)
    }

    @KotlinCase("STREAMS-01")
    suspend fun connectingGivesAReaderAndAWriter(t: Trace) {
        val server = startServer("127.0.0.1", 0, handler = ::greets)
        val port = port(server)
        for (host in listOf("127.0.0.1", "localhost")) {
            val streams = openConnection(host, port)
            streams.writer().write(bytes("you\n"))
            t.log("answer", text(streams.reader().read()))
            part(streams.writer())
        }
        val streams = openConnection("127.0.0.1", port, ConnectionOptions.DEFAULT.withLimit(4))
        streams.writer().write(bytes("you\n"))
        try {
            streams.reader().readline()
        } catch (e: IllegalArgumentException) {
            t.log("more than the limit", e)
        }
        part(streams.writer())
        server.close()
        server.waitClosed()
    }

    @KotlinCase("STREAMS-02")
    suspend fun aConnectionThatFailsIsAnError(t: Trace) {
        val server = startServer("127.0.0.1", 0, handler = ::greets)
        val port = port(server)
        server.close()
        try {
            openConnection("127.0.0.1", port)
        } catch (e: IOException) {
            t.log("nobody listens", e)
        }
        val again = startServer("127.0.0.1", port, handler = ::greets)
        val streams = openConnection("127.0.0.1", port)
        streams.writer().write(bytes("you\n"))
        t.log("again", text(streams.reader().read()))
        part(streams.writer())
        again.close()
    }

    @KotlinCase("STREAMS-04")
    suspend fun eachClientIsServedOnceAndByItsOwnStreams(t: Trace) {
        val served = mutableListOf<StreamPair>()
        val server = startServer("127.0.0.1", 0) { reader, writer ->
            val name = text(reader.readline())
            t.log("serves", name)
            served.add(StreamPair(reader, writer))
            writer.write(bytes("hello " + name))
        }
        val clients = mutableListOf<StreamPair>()
        for (name in listOf("a", "b", "c")) {
            val client = connectTo(server)
            clients.add(client)
            client.writer().write(bytes(name + "\n"))
            t.log("client", text(client.reader().readline()))
        }
        t.log("served", served.size)
        for (one in served.reversed()) {
            one.writer().write(bytes("bye\n"))
        }
        for (client in clients) {
            t.log("client", text(client.reader().readline()))
        }
        part(*(clients + served).map { it.writer() }.toTypedArray())
        server.close()
        server.waitClosed()
    }

    @KotlinCase("STREAMS-05")
    suspend fun aCoroutineIsRunAsATaskAndAFunctionIsCalled(t: Trace) {
        val tasks = mutableListOf<Task<*>>()
        val coroutine: suspend (StreamReader, StreamWriter) -> Unit = { _, writer ->
            tasks.add(currentTask())
            t.log("coroutine")
            writer.write(bytes("coroutine\n"))
            sleep(1.seconds)
            t.log("goes on")
            part(writer)
        }
        val function = ClientHandler.plain { _, writer ->
            t.log("function", Asyncio.currentTask() == null)
            writer.write(bytes("function\n"))
            writer.close()
        }
        for (plain in listOf(false, true)) {
            val server = if (plain) startServer(function, "127.0.0.1", 0) else startServer("127.0.0.1", 0, handler = coroutine)
            repeat(2) {
                val client = connectTo(server)
                t.log("client", text(client.reader().read()))
                part(client.writer())
            }
            server.close()
            server.waitClosed()
        }
        t.log("tasks", tasks.toSet().size, currentTask() in tasks)
    }

    /** Connects to a server and waits until it has closed the connection. */
    private suspend fun endOfAConnectionTo(t: Trace, server: Server) {
        val client = connectTo(server)
        t.log("client", client.reader().read().size)
        part(client.writer())
        server.close()
        server.waitClosed()
    }

    @KotlinCase("STREAMS-06")
    suspend fun aHandlerThatFailsIsReportedAndItsConnectionClosed(t: Trace) {
        t.catchReports()
        endOfAConnectionTo(t, startServer("127.0.0.1", 0) { _, _ -> throw Boom("at once") })
        val later = startServer("127.0.0.1", 0) { _, _ ->
            sleep(1.seconds)
            throw Boom("later")
        }
        endOfAConnectionTo(t, later)
    }

    @KotlinCase("STREAMS-07")
    suspend fun aFunctionThatFailsIsReportedAndItsConnectionClosed(t: Trace) {
        t.catchReports()
        endOfAConnectionTo(t, startServer(ClientHandler.plain { _, _ -> throw Boom("function") }, "127.0.0.1", 0))
    }

    @KotlinCase("STREAMS-08")
    suspend fun aHandlerThatIsCancelledHasItsConnectionClosed(t: Trace) {
        t.catchReports()
        val server = startServer("127.0.0.1", 0) { reader, _ ->
            val task = currentTask()
            after(1) { task.cancel() }
            try {
                reader.read()
            } catch (e: CancelledError) {
                t.log("cancelled", e)
                throw e
            }
        }
        endOfAConnectionTo(t, server)
    }
}
