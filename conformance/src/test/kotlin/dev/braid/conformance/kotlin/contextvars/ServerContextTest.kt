package dev.braid.conformance.kotlin.contextvars

import dev.braid.Asyncio
import dev.braid.ContextVar
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.Peer
import dev.braid.conformance.harness.Peers
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.close
import dev.braid.conformance.kotlin.harness.connectTo
import dev.braid.conformance.kotlin.harness.read
import dev.braid.io.Transport
import dev.braid.kotlin.await
import dev.braid.kotlin.component1
import dev.braid.kotlin.component2
import dev.braid.kotlin.createServer
import dev.braid.kotlin.openConnection
import dev.braid.kotlin.read
import dev.braid.kotlin.startServer
import dev.braid.kotlin.waitClosed
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Event

/** The contexts of a server's connections. */
class ServerContextTest : KotlinCases() {
    @KotlinCase("CTXVAR-34")
    suspend fun handlersOfAServerShareWhatWasSetWhenItWasCreated(t: Trace) {
        val variable = ContextVar.withDefault("var", "unset")
        val protocols = mutableListOf<Peer>()

        class Served : Peer() {
            override fun connectionMade(transport: Transport) {
                t.log("made", variable.get())
                variable.set("of connection ${protocols.size}")
                super.connectionMade(transport)
            }

            override fun dataReceived(data: ByteArray) {
                t.log("data", variable.get())
                super.dataReceived(data)
            }
        }

        variable.set("at creation")
        var server = Asyncio.runningLoop().createServer({ Served().also { protocols += it } }, "127.0.0.1", 0)
        variable.set("later")
        repeat(2) { number ->
            val client = connectTo(server, ::Peer).protocol()
            client.transport().write("x".toByteArray())
            while (protocols.size <= number) {
                yieldNow()
            }
            protocols[number].read(1)
            client.close()
            protocols[number].lost.await()
        }
        server.close()
        t.log("here", variable.get())

        var ended = Event()
        variable.set("at creation of streams")
        server = startServer("127.0.0.1", 0) { reader, writer ->
            t.log("handler", variable.get())
            variable.set("of this handler")
            t.log("read", reader.read().decodeToString(), variable.get())
            writer.close()
            writer.waitClosed()
            ended.set()
        }
        variable.set("later")
        for (text in listOf("one", "two")) {
            ended = Event()
            val (reader, writer) = openConnection("127.0.0.1", Peers.address(server).port)
            writer.write(text.toByteArray())
            writer.writeEof()
            reader.read()
            writer.close()
            writer.waitClosed()
            ended.await()
        }
        server.close()
        t.log("here", variable.get())
    }
}
