package dev.braid.conformance.kotlin.transports

import dev.braid.Asyncio
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.Peer
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.close
import dev.braid.conformance.kotlin.harness.connectTo
import dev.braid.kotlin.await
import dev.braid.kotlin.createServer
import dev.braid.kotlin.waitClosed

/** Which protocol a connection has. */
class ProtocolCallsTest : KotlinCases() {
    @KotlinCase("TRANSPORT-01")
    suspend fun aConnectionGivesTheTransportAndTheProtocolOfTheFactory(t: Trace) {
        val client = Peer(t.java, "client")
        val served = Peer()
        val server = Asyncio.runningLoop().createServer({ served }, "127.0.0.1", 0)

        fun factory(): Peer {
            t.log("factory")
            return client
        }

        val pair = connectTo(server, ::factory)
        t.log(
            "returned",
            pair.transport() === client.transport(),
            pair.protocol() === client,
            pair.transport().protocol() === client,
        )
        client.close()
        served.lost.await()
        server.close()
        server.waitClosed()
    }
}
