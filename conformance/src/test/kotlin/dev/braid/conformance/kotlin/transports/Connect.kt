package dev.braid.conformance.kotlin.transports

import dev.braid.Asyncio
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.io.ConnectionOptions
import dev.braid.io.Protocol
import dev.braid.kotlin.createConnection
import dev.braid.kotlin.yieldNow
import java.net.InetSocketAddress

/** Connects, logs how that ends, and closes the connection. Gives the error. */
internal suspend fun connect(
    t: Trace,
    host: String,
    options: ConnectionOptions = ConnectionOptions.DEFAULT,
): Exception? = try {
    val connection = Asyncio.runningLoop().createConnection({ object : Protocol {} }, host, 80, options)
    val peer = connection.transport().extraInfo("peername") as InetSocketAddress
    t.log("connected", peer.address.hostAddress)
    connection.transport().close()
    yieldNow()
    null
} catch (e: Exception) {
    t.log("raises", e)
    e
}
