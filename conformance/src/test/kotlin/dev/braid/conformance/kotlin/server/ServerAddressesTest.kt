package dev.braid.conformance.kotlin.server

import dev.braid.Asyncio
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.Peer
import dev.braid.conformance.harness.Peers
import dev.braid.conformance.harness.Peers.address
import dev.braid.conformance.harness.Peers.host
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.close
import dev.braid.conformance.kotlin.harness.connectTo
import dev.braid.conformance.kotlin.harness.gone
import dev.braid.conformance.kotlin.harness.read
import dev.braid.io.ServerOptions
import dev.braid.io.TransportSocket
import dev.braid.kotlin.await
import dev.braid.kotlin.createConnection
import dev.braid.kotlin.createServer
import java.io.IOException
import java.net.InetSocketAddress
import java.net.StandardProtocolFamily
import java.nio.channels.ServerSocketChannel

/** Which addresses a server listens on. */
class ServerAddressesTest : KotlinCases() {
    /** Connects to one of a server's sockets and closes the connection again. */
    private suspend fun connectTo(socket: TransportSocket) = connectBy(host(address(socket)), address(socket).port)

    private suspend fun connectBy(host: String, port: Int) {
        Asyncio.runningLoop().createConnection(::Peer, host, port).protocol().close()
    }

    @KotlinCase("SERVER-02")
    suspend fun portZeroIsAFreePort(t: Trace) {
        val loop = Asyncio.runningLoop()
        val served = Peers()
        val first = loop.createServer(served::get, "127.0.0.1", 0)
        val second = loop.createServer(served::get, "127.0.0.1", 0)
        val one = address(first).port
        val two = address(second).port
        t.log("ports", one > 0, two > 0, "different", one != two)
        connectTo(first.sockets()[0])
        connectTo(second.sockets()[0])
        served.gone(2)
        first.close()
        second.close()
    }

    @KotlinCase("SERVER-03")
    suspend fun itListensOnEachAddressOnce(t: Trace) {
        val loop = Asyncio.runningLoop()
        val served = Peers()
        var server = loop.createServer(served::get, listOf("127.0.0.1", "::1", "127.0.0.1"), 0)
        t.log("hosts", server.sockets().map { host(address(it)) })
        for (socket in server.sockets()) {
            connectTo(socket)
        }
        served.gone(2)
        server.close()
        server = loop.createServer(served::get, "127.0.0.1", 0)
        val port = address(server).port
        server.close()
        for ((host, count) in listOf(null to 4, "" to 6)) {
            server = loop.createServer(served::get, host, port)
            connectBy("127.0.0.1", port)
            connectBy("::1", port)
            served.gone(count)
            t.log("on all interfaces", served.all().size)
            server.close()
        }
    }

    @KotlinCase("SERVER-04")
    suspend fun aListeningSocketMayBeGiven(t: Trace) {
        val loop = Asyncio.runningLoop()
        val listening = ServerSocketChannel.open()
        listening.bind(InetSocketAddress("127.0.0.1", 0))
        val bound = listening.localAddress as InetSocketAddress
        val served = Peer()
        val server = loop.createServer({ served }, listening)
        t.log("sockets", server.sockets().size, address(server) == bound)
        val client = connectTo(bound, ::Peer).protocol()
        client.transport().write("hello".toByteArray())
        t.log("served read", served.read(5))
        server.close()
        t.log("closed", !listening.isOpen)
        client.close()
        served.lost.await()
    }

    @KotlinCase("SERVER-05")
    suspend fun anAddressInUseIsAnErrorAndNothingStaysOpen(t: Trace) {
        val loop = Asyncio.runningLoop()
        val first = loop.createServer(::Peer, "127.0.0.1", 0)
        val port = address(first).port
        for (hosts in listOf(listOf("127.0.0.1"), listOf("::1", "127.0.0.1"))) {
            try {
                loop.createServer(::Peer, hosts, port)
            } catch (e: IOException) {
                t.log("caught", e)
            }
        }
        val second = loop.createServer(::Peer, "::1", port)
        t.log("the other address is free", second.sockets().size)
        second.close()
        first.close()
        val third = loop.createServer(::Peer, "127.0.0.1", port)
        t.log("free again", third.sockets().size)
        third.close()
        try {
            loop.createServer(::Peer, "192.0.2.1", 0)
        } catch (e: IOException) {
            t.log("not of this machine", e)
        }
    }

    @KotlinCase("SERVER-06")
    suspend fun severalServersMayShareAPort(t: Trace) {
        val loop = Asyncio.runningLoop()
        val served = Peers()
        val shared = ServerOptions.DEFAULT.withReusePort(true)
        val first = loop.createServer(served::get, "127.0.0.1", 0, shared)
        val second = loop.createServer(served::get, "127.0.0.1", address(first).port, shared)
        t.log("the same port", address(second) == address(first))
        repeat(4) {
            connectTo(first.sockets()[0])
        }
        served.gone(4)
        first.close()
        connectTo(second.sockets()[0])
        served.gone(5)
        t.log("served", served.all().size)
        second.close()
        val third = loop.createServer(served::get, "127.0.0.1", 0)
        try {
            loop.createServer(served::get, "127.0.0.1", address(third).port)
        } catch (e: IOException) {
            t.log("not shared", e)
        }
        third.close()
    }

    @KotlinCase("SERVER-07")
    suspend fun familiesMayBeRestrictedAndShareAPortNumber(t: Trace) {
        val loop = Asyncio.runningLoop()
        val served = Peers()
        var restricted =
            loop.createServer(served::get, null, 0, ServerOptions.DEFAULT.withFamily(StandardProtocolFamily.INET))
        var port = address(restricted).port
        connectBy("127.0.0.1", port)
        try {
            connectBy("::1", port)
        } catch (e: IOException) {
            t.log("only the one family", e)
        }
        served.gone(1)
        restricted.close()
        restricted =
            loop.createServer(served::get, null, 0, ServerOptions.DEFAULT.withFamily(StandardProtocolFamily.INET6))
        connectBy("::1", address(restricted).port)
        served.gone(2)
        restricted.close()

        val four = loop.createServer(served::get, "127.0.0.1", 0)
        port = address(four).port
        val six = loop.createServer(served::get, "::1", port)
        connectBy("127.0.0.1", port)
        connectBy("::1", port)
        served.gone(4)
        six.close()
        try {
            connectBy("::1", port)
        } catch (e: IOException) {
            t.log("only the other one is left", e)
        }
        connectBy("127.0.0.1", port)
        served.gone(5)
        four.close()
        t.log("connections", served.all().size)
    }
}
