package dev.braid.conformance.kotlin.server

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.Peer
import dev.braid.conformance.harness.Peers
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.close
import dev.braid.conformance.kotlin.harness.connectTo
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.conformance.kotlin.harness.gone
import dev.braid.io.ServerOptions
import dev.braid.kotlin.await
import dev.braid.kotlin.createServer
import dev.braid.kotlin.serveForever
import dev.braid.kotlin.sleep
import dev.braid.kotlin.startServing
import dev.braid.kotlin.wait
import dev.braid.kotlin.waitClosed
import dev.braid.kotlin.yieldNow
import java.io.IOException
import kotlin.time.Duration.Companion.seconds

/** From when to when a server accepts, and serving forever. */
class ServingTest : KotlinCases() {
    private val notYet = ServerOptions.DEFAULT.withStartServing(false)

    @KotlinCase("SERVER-08")
    suspend fun itIsBoundAndServesWhenThatIsStarted(t: Trace) {
        val loop = Asyncio.runningLoop()
        val served = Peer(t.java, "served")
        var server = loop.createServer({ served }, "127.0.0.1", 0, notYet)
        val address = Peers.address(server)
        t.log("bound", address.port > 0, "serving", server.isServing)
        server.startServing()
        t.log("serving", server.isServing)
        val client = connectTo(address, ::Peer).protocol()
        served.made.await()
        server.close()
        client.close()
        served.lost.await()

        server = loop.createServer(::Peer, "127.0.0.1", 0, notYet)
        server.close()
        server.waitClosed()
        t.log("closed before it served", server.sockets().size)
    }

    @KotlinCase("SERVER-09")
    suspend fun startingToServeAgainChangesNothing(t: Trace) {
        val served = Peers()
        val server = Asyncio.runningLoop().createServer(served::get, "127.0.0.1", 0, notYet)
        repeat(3) {
            server.startServing()
            t.log("serving", server.isServing)
        }
        repeat(2) {
            val client = connectTo(server, ::Peer).protocol()
            client.transport().write("x".toByteArray())
            client.close()
        }
        served.gone(2)
        t.log("connections", served.all().size)
        server.close()
    }

    @KotlinCase("SERVER-10")
    suspend fun itIsServingFromTheStartOfThatToTheClose(t: Trace) {
        val loop = Asyncio.runningLoop()
        var server = loop.createServer(::Peer, "127.0.0.1", 0, notYet)
        t.log("made", server.isServing)
        server.startServing()
        t.log("started", server.isServing)
        server.close()
        t.log("closed", server.isServing)
        server = loop.createServer(::Peer, "127.0.0.1", 0)
        t.log("made and started", server.isServing)
        server.close()
        t.log("closed", server.isServing)
    }

    @KotlinCase("SERVER-11")
    suspend fun servingForeverEndsByCancellation(t: Trace) {
        val served = Peer(t.java, "served")
        val server = Asyncio.runningLoop().createServer({ served }, "127.0.0.1", 0, notYet)
        val address = Peers.address(server)
        val task = createTask("serve") {
            try {
                server.serveForever()
            } catch (e: CancelledError) {
                t.log("ended", e, "serving", server.isServing, "sockets", server.sockets().size)
                throw e
            }
        }
        sleep(1.seconds)
        t.log("serving", server.isServing)
        val client = connectTo(address, ::Peer).protocol()
        served.made.await()
        client.close()
        served.lost.await()
        sleep(1.seconds)
        t.log("done", task.done())
        task.cancel("enough")
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("caught", e, task.cancelled())
        }
        try {
            connectTo(address, ::Peer)
        } catch (e: IOException) {
            t.log("connecting", e)
        }
    }

    @KotlinCase("SERVER-12")
    suspend fun cancellingItClosesTheConnectionsToo(t: Trace) {
        val served = Peer(t.java, "served")
        val server = Asyncio.runningLoop().createServer({ served }, "127.0.0.1", 0)
        val idle = connectTo(server, ::Peer).protocol()
        served.made.await()
        val task = createTask("serve") { server.serveForever() }
        sleep(1.seconds)
        task.cancel("idle")
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("caught", e)
        }
        idle.lost.await()
        t.log("closed", server.isServing)
        cancelledWhileItCloses(t)
    }

    private suspend fun cancelledWhileItCloses(t: Trace) {
        val served = Peer(t.java, "other")
        val server = Asyncio.runningLoop().createServer({ served }, "127.0.0.1", 0)
        val busy = connectTo(server, ::Peer).protocol()
        served.made.await()
        busy.transport().pauseReading()
        served.transport().write(ByteArray(Peer.MORE_THAN_BUFFERS))
        val task = createTask("serve") { server.serveForever() }
        sleep(1.seconds)
        task.cancel("once")
        sleep(1.seconds)
        t.log("waits for what is to be flushed", task.done())
        task.cancel("twice")
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("caught", e)
        }
        server.abortClients()
        server.waitClosed()
        busy.close()
    }

    @KotlinCase("SERVER-13")
    suspend fun itServesForeverOnceAndNotWhenClosed(t: Trace) {
        val server = Asyncio.runningLoop().createServer(::Peer, "127.0.0.1", 0)
        val task = createTask("serve") { server.serveForever() }
        yieldNow()
        try {
            server.serveForever()
        } catch (e: IllegalStateException) {
            t.log("meanwhile", e)
        }
        t.log("the first goes on", !task.done(), server.isServing)
        task.cancel()
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("caught", e)
        }
        try {
            server.serveForever()
        } catch (e: IllegalStateException) {
            t.log("closed", e)
        }
    }

    @KotlinCase("SERVER-15")
    suspend fun closingItEndsServingForever(t: Trace) {
        val server = Asyncio.runningLoop().createServer(::Peer, "127.0.0.1", 0)
        val task = createTask("serve") {
            try {
                server.serveForever()
            } catch (e: CancelledError) {
                t.log("ended", e, "cancelling", currentTask().cancelling())
                throw e
            }
        }
        sleep(1.seconds)
        server.close()
        t.log("closed", task.done())
        wait(listOf(task))
        t.log("cancelled", task.cancelled())
        server.waitClosed()
    }
}
