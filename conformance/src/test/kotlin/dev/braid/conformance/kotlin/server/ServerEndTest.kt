package dev.braid.conformance.kotlin.server

import dev.braid.Asyncio
import dev.braid.Task
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.Peer
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.close
import dev.braid.conformance.kotlin.harness.connectTo
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.io.Server
import dev.braid.kotlin.await
import dev.braid.kotlin.createServer
import dev.braid.kotlin.sleep
import dev.braid.kotlin.waitClosed
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** Waiting until a server and its connections are closed. */
class ServerEndTest : KotlinCases() {
    /** A server with one connection, between these two. */
    private suspend fun withClient(served: Peer, client: Peer): Server {
        val server = Asyncio.runningLoop().createServer({ served }, "127.0.0.1", 0)
        connectTo(server) { client }
        served.made.await()
        return server
    }

    private fun waiting(t: Trace, server: Server, name: String): Task<Unit> = createTask(name) {
        server.waitClosed()
        t.log("closed")
    }

    @KotlinCase("SERVER-16")
    suspend fun itIsClosedWhenItsConnectionsAreGoneToo(t: Trace) {
        var served = Peer(t.java, "served")
        var client = Peer()
        var server = withClient(served, client)
        val first = waiting(t, server, "first")
        sleep(1.seconds)
        t.log("open", first.done())
        server.close()
        val second = waiting(t, server, "second")
        sleep(1.seconds)
        t.log("with a connection", first.done(), second.done())
        client.close()
        first.await()
        second.await()

        served = Peer(t.java, "other")
        client = Peer()
        server = withClient(served, client)
        val third = waiting(t, server, "third")
        client.close()
        served.lost.await()
        sleep(1.seconds)
        t.log("without a connection", third.done())
        server.close()
        third.await()
    }

    @KotlinCase("SERVER-17")
    suspend fun waitingForWhatHasClosedTakesNoTurn(t: Trace) {
        val served = Peer()
        val client = Peer()
        val server = withClient(served, client)
        client.close()
        served.lost.await()
        server.close()
        Asyncio.runningLoop().callSoon { t.log("the next turn") }
        server.waitClosed()
        server.waitClosed()
        t.log("closed")
        yieldNow()
    }

    @KotlinCase("SERVER-18")
    suspend fun closingItsConnectionsFlushesThem(t: Trace) {
        val served = Peer(t.java, "served")
        val client = Peer()
        val server = withClient(served, client)
        client.transport().pauseReading()
        served.transport().write(ByteArray(Peer.MORE_THAN_BUFFERS))
        server.close()
        server.closeClients()
        t.log("closing", served.transport().isClosing, "lost", served.lost.done())
        client.transport().resumeReading()
        server.waitClosed()
        t.log("closed")
        client.lost.await()
        t.log("client received", client.count())
        server.closeClients()
    }

    @KotlinCase("SERVER-19")
    suspend fun abortingItsConnectionsDiscardsWhatWasNotSent(t: Trace) {
        val served = Peer(t.java, "served")
        val client = Peer()
        val server = withClient(served, client)
        client.transport().pauseReading()
        served.transport().write(ByteArray(Peer.MORE_THAN_BUFFERS))
        server.close()
        server.abortClients()
        t.log("closing", served.transport().isClosing, "buffered", served.transport().writeBufferSize())
        server.waitClosed()
        t.log("closed")
        client.transport().resumeReading()
        client.lost.await()
        t.log("client received all", client.count() == Peer.MORE_THAN_BUFFERS)
        server.abortClients()
    }
}
