package dev.braid.conformance.kotlin.server

import dev.braid.Asyncio
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.Peer
import dev.braid.conformance.harness.Peers
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.close
import dev.braid.conformance.kotlin.harness.come
import dev.braid.conformance.kotlin.harness.connectTo
import dev.braid.conformance.kotlin.harness.gone
import dev.braid.conformance.kotlin.harness.read
import dev.braid.kotlin.await
import dev.braid.kotlin.connectAcceptedSocket
import dev.braid.kotlin.createConnection
import dev.braid.kotlin.createServer
import dev.braid.kotlin.use
import dev.braid.kotlin.waitClosed
import java.net.InetSocketAddress
import java.nio.ByteBuffer
import java.nio.channels.ServerSocketChannel
import java.nio.channels.SocketChannel
import java.time.Duration.ofSeconds

/** The connections that a server accepts, or that somebody else did. */
class ServerConnectionsTest : KotlinCases() {
    @KotlinCase("SERVER-01")
    suspend fun eachConnectionHasAProtocolOfTheFactory(t: Trace) {
        val loop = Asyncio.runningLoop()
        val served = Peers()
        val server = loop.createServer(served::get, "127.0.0.1", 0)
        t.log("serving", server.isServing, server.sockets().size, "protocols", served.all().size)
        val clients = mutableListOf<Peer>()
        for (name in listOf("one", "two")) {
            val pair = connectTo(server, ::Peer)
            clients += pair.protocol()
            pair.transport().write(name.toByteArray())
            served.come(clients.size)
            val peer = served.all().last()
            val text = peer.read(3)
            t.log("read", text, "from", Peers.host(peer.transport().extraInfo("peername") as InetSocketAddress))
        }
        val (one, two) = served.all()
        t.log("protocols", served.all().size, "different", one.transport() !== two.transport())
        clients.forEach { it.close() }
        served.gone(2)
        server.close()
        server.waitClosed()
    }

    @KotlinCase("SERVER-30")
    suspend fun aSocketThatWasAcceptedElsewhereGetsATransport(t: Trace) {
        val loop = Asyncio.runningLoop()
        val (connected, accepted) = ServerSocketChannel.open().use { listening ->
            listening.bind(InetSocketAddress("127.0.0.1", 0))
            SocketChannel.open(listening.localAddress) to listening.accept()
        }
        val pair = loop.connectAcceptedSocket({ Peer(t.java, "served") }, accepted)
        val served = pair.protocol()
        t.log("returned", pair.transport() === served.transport(), pair.transport().protocol() === served)
        connected.write(ByteBuffer.wrap("hello".toByteArray()))
        t.log("served read", served.read(5))
        pair.transport().write("answer".toByteArray())
        val client = loop.createConnection(::Peer, connected).protocol()
        t.log("client read", client.read(6))
        client.close()
        served.lost.await()
        t.log("closed", !accepted.isOpen)
    }

    @KotlinCase("SERVER-21")
    suspend fun leavingItsBlockClosesItAndWaits(t: Trace) {
        val loop = Asyncio.runningLoop()
        val served = Peer(t.java, "served")
        val server = loop.createServer({ served }, "127.0.0.1", 0)
        val client = server.use {
            t.log("serving", it.isServing)
            val pair = connectTo(it, ::Peer)
            served.made.await()
            loop.callLater(ofSeconds(5), pair.transport()::close)
            pair.protocol()
        }
        t.log("left", server.isServing, server.sockets().size)
        client!!.lost.await()
        val other = loop.createServer(::Peer, "127.0.0.1", 0)
        try {
            other.use { throw Boom("inside") }
        } catch (e: Boom) {
            t.log("caught", e, other.isServing)
        }
    }
}
