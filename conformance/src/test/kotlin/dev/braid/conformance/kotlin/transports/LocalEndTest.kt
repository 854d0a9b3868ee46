package dev.braid.conformance.kotlin.transports

import dev.braid.Asyncio
import dev.braid.conformance.harness.Attempts
import dev.braid.conformance.harness.FakeNames
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.io.ConnectionOptions.DEFAULT
import dev.braid.io.Protocol
import dev.braid.kotlin.createConnection
import dev.braid.kotlin.yieldNow
import java.net.InetSocketAddress
import java.nio.channels.ServerSocketChannel

/** From which address a connection comes. */
class LocalEndTest : KotlinCases() {
    @KotlinCase("TRANSPORT-07")
    suspend fun theLocalEndIsBoundFirst(t: Trace) {
        val names = FakeNames.ofRunningLoop()
        names.name("host.test", "192.0.2.7")
        names.name("both.test", "192.0.2.7", "2001:db8::7")
        names.name("elsewhere.test", "198.51.100.1", "198.51.100.2")
        names.name("partly.test", "2001:db8::1", "198.51.100.1", "127.0.0.1")
        val free = bound().use { it.localAddress as InetSocketAddress }
        Attempts(t.java).use { attempts ->
            attempts.succeed("192.0.2.7")
            val connection = Asyncio.runningLoop()
                .createConnection({ object : Protocol {} }, "host.test", 80, DEFAULT.withLocalAddress(free))
            t.log("bound", connection.transport().extraInfo("sockname") == free)
            connection.transport().close()
            yieldNow()

            t.log("any port")
            from(t, "host.test", ANY_PORT)
            t.log("the first that can be bound")
            from(t, "host.test", named("partly.test"))
            t.log("in use")
            bound().use { taken ->
                val address = taken.localAddress as InetSocketAddress
                val error = from(t, "host.test", address)
                t.log("the address is told", address.port.toString() in error?.message.orEmpty())
            }
            t.log("none can be bound")
            from(t, "host.test", named("elsewhere.test"))
            connect(t, "host.test", DEFAULT.withLocalAddress(named("elsewhere.test")).withAllErrors(true))
            t.log("of another family")
            from(t, "host.test", InetSocketAddress(FakeNames.address("::1"), 0))
            from(t, "both.test", ANY_PORT)
            t.log("unknown")
            from(t, "host.test", named("nowhere.test"))
            t.log("closed", attempts.closed())
        }
    }

    private suspend fun from(t: Trace, host: String, local: InetSocketAddress): Exception? =
        connect(t, host, DEFAULT.withLocalAddress(local))

    private fun named(host: String): InetSocketAddress = InetSocketAddress.createUnresolved(host, 0)

    private fun bound(): ServerSocketChannel = ServerSocketChannel.open().bind(ANY_PORT)

    private companion object {
        val ANY_PORT = InetSocketAddress(FakeNames.address("127.0.0.1"), 0)
    }
}
