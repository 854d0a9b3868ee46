package dev.braid.conformance.kotlin.dns

import dev.braid.Asyncio
import dev.braid.conformance.harness.Attempts
import dev.braid.conformance.harness.FakeNames
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.io.ConnectionOptions
import dev.braid.io.ConnectionOptions.DEFAULT
import dev.braid.io.Protocol
import dev.braid.io.TransportPair
import dev.braid.kotlin.createConnection
import dev.braid.kotlin.createServer
import dev.braid.kotlin.yieldNow
import java.io.IOException
import java.net.InetSocketAddress
import java.net.StandardProtocolFamily.INET6
import java.time.Duration.ofSeconds

/** What connections look up, and what they do not. */
class ResolvedTest : KotlinCases() {
    private suspend fun connect(t: Trace, host: String, options: ConnectionOptions) = connect(t, host, "80", options)

    private suspend fun connect(t: Trace, host: String, service: String, options: ConnectionOptions) {
        try {
            end(t, Asyncio.runningLoop().createConnection({ object : Protocol {} }, host, service, options))
        } catch (e: IOException) {
            t.log("raises", "OSError")
        }
    }

    private suspend fun end(t: Trace, connection: TransportPair<*>) {
        t.log("connected")
        connection.transport().close()
        yieldNow()
    }

    @KotlinCase("DNS-03")
    suspend fun addressesAreNotLookedUp(t: Trace) {
        val names = FakeNames.ofRunningLoop()
        names.name("host.test", "192.0.2.1")
        names.name("192.0.2.1", "192.0.2.1")
        names.name("fe80::1%1", "fe80::1%1")
        Attempts(t.java).use { attempts ->
            attempts.succeed("192.0.2.1")
            connect(t, "192.0.2.1", DEFAULT)
            connect(t, "2001:db8::1", DEFAULT)
            connect(t, "2001:db8::1", DEFAULT.withFamily(INET6))
            connect(t, "192.0.2.1", DEFAULT.withLocalAddress(InetSocketAddress.createUnresolved("127.0.0.1", 0)))
            t.log("asked", names.asked())
            connect(t, "host.test", DEFAULT)
            connect(t, "192.0.2.1", DEFAULT.withFamily(INET6))
            connect(t, "192.0.2", DEFAULT)
            connect(t, "192.0.2.256", DEFAULT)
            connect(t, "192.0.2.01", DEFAULT)
            connect(t, "fe80::1%1", DEFAULT)
            connect(t, "::12345", DEFAULT)
            t.log("asked", names.asked())
        }
    }

    @KotlinCase("DNS-04")
    suspend fun noAddressIsAnError(t: Trace) {
        val loop = Asyncio.runningLoop()
        FakeNames.ofRunningLoop().name("host.test")
        val local = InetSocketAddress.createUnresolved("host.test", 0)
        Attempts(t.java).use {
            connect(t, "host.test", DEFAULT)
            connect(t, "host.test", DEFAULT.withAllErrors(true))
            connect(t, "host.test", DEFAULT.withHappyEyeballs(ofSeconds(1)))
            connect(t, "127.0.0.1", DEFAULT.withLocalAddress(local))
            for (hosts in listOf(listOf("host.test"), listOf("127.0.0.1", "host.test"))) {
                try {
                    loop.createServer({ object : Protocol {} }, hosts, 0)
                } catch (e: IOException) {
                    t.log("server", e)
                }
            }
        }
    }

    @KotlinCase("DNS-06")
    suspend fun portsAreNumbersOrNamesOfServices(t: Trace) {
        val names = FakeNames.ofRunningLoop()
        names.name("host.test", "192.0.2.1")
        names.name("192.0.2.1", "192.0.2.1")
        Attempts(t.java).use { attempts ->
            attempts.succeed("192.0.2.1")
            for (host in listOf("192.0.2.1", "host.test")) {
                for (port in listOf(80, 0, 65535, "80", "0080", "", "http", "https")) {
                    t.log(host, port)
                    if (port is Int) {
                        end(t, Asyncio.runningLoop().createConnection({ object : Protocol {} }, host, port))
                    } else {
                        connect(t, host, port as String, DEFAULT)
                    }
                }
            }
            t.log("asked", names.asked())
            connect(t, "192.0.2.1", "nonsense", DEFAULT)
        }
    }
}
