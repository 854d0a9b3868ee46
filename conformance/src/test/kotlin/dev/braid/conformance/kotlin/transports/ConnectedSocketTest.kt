package dev.braid.conformance.kotlin.transports

import dev.braid.Asyncio
import dev.braid.conformance.harness.Attempts
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.FakeNames
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.io.Protocol
import dev.braid.kotlin.createConnection
import dev.braid.kotlin.yieldNow
import java.net.InetSocketAddress
import java.nio.channels.ServerSocketChannel
import java.nio.channels.SocketChannel
import java.util.concurrent.atomic.AtomicReference

/** Sockets that are connected, and what becomes of them. */
class ConnectedSocketTest : KotlinCases() {
    private fun fails(): Protocol = throw Boom("no protocol")

    @KotlinCase("TRANSPORT-06")
    suspend fun aConnectedSocketMayBeGiven(t: Trace) {
        val loop = Asyncio.runningLoop()
        listener().use { listener ->
            val socket = SocketChannel.open(listener.localAddress)
            val here = socket.localAddress
            val connection = loop.createConnection({ object : Protocol {} }, socket)
            t.log("used", connection.transport().extraInfo("sockname") == here)
            t.log("protocol", connection.transport().protocol() === connection.protocol())
            connection.transport().close()
            yieldNow()
            t.log("closed with the transport", !socket.isOpen)
        }
        val fromJava = AtomicReference<SocketChannel>().get()
        try {
            loop.createConnection({ object : Protocol {} }, fromJava)
        } catch (e: NullPointerException) {
            t.log("no socket", e)
        }
    }

    private fun listener(): ServerSocketChannel =
        ServerSocketChannel.open().bind(InetSocketAddress(FakeNames.address("127.0.0.1"), 0))

    @KotlinCase("TRANSPORT-11")
    suspend fun theSocketIsClosedIfThereIsNoProtocol(t: Trace) {
        val loop = Asyncio.runningLoop()
        Attempts(t.java).use { attempts ->
            attempts.succeed("127.0.0.1")
            try {
                loop.createConnection(::fails, "127.0.0.1", 80)
            } catch (e: Boom) {
                t.log("raises", e, attempts.closed())
            }
            @Suppress("UNCHECKED_CAST")
            val nothing = { null } as () -> Protocol
            try {
                loop.createConnection(nothing, "127.0.0.1", 80)
            } catch (e: Exception) {
                t.log("no transport without a protocol", attempts.closed())
            }
        }
        listener().use { listener ->
            val socket = SocketChannel.open(listener.localAddress)
            try {
                loop.createConnection(::fails, socket)
            } catch (e: Boom) {
                t.log("raises", e, !socket.isOpen)
            }
        }
    }
}
