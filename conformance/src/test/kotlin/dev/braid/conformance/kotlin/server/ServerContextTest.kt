package dev.braid.conformance.kotlin.server

import dev.braid.Asyncio
import dev.braid.ContextVar
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.Peer
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.connectTo
import dev.braid.conformance.kotlin.harness.read
import dev.braid.io.Transport
import dev.braid.kotlin.await
import dev.braid.kotlin.createServer

/** The context in which a server's protocols run. */
class ServerContextTest : KotlinCases() {
    @KotlinCase("SERVER-29")
    suspend fun protocolsRunInContextsOfTheServersCreation(t: Trace) {
        val variable = ContextVar.withDefault("var", "unset")

        class Served : Peer() {
            override fun connectionMade(transport: Transport) {
                t.log("made", variable.get())
                super.connectionMade(transport)
            }

            override fun dataReceived(data: ByteArray) {
                if (count() == 0) {
                    t.log("data", variable.get())
                }
                super.dataReceived(data)
            }

            override fun eofReceived(): Boolean {
                t.log("eof", variable.get())
                return super.eofReceived()
            }

            override fun connectionLost(error: Throwable?) {
                t.log("lost", variable.get())
                super.connectionLost(error)
            }
        }

        variable.set("at creation")
        val served = Served()

        fun factory(): Peer {
            t.log("factory", variable.get())
            return served
        }

        val server = Asyncio.runningLoop().createServer(::factory, "127.0.0.1", 0)
        variable.set("later")
        val client = connectTo(server, ::Peer).protocol()
        served.made.await()
        client.transport().write("hello".toByteArray())
        served.read(5)
        client.transport().writeEof()
        served.lost.await()
        client.lost.await()
        server.close()
        t.log("here", variable.get())
    }
}
