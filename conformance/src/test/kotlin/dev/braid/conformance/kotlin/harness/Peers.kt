package dev.braid.conformance.kotlin.harness

import dev.braid.Asyncio
import dev.braid.conformance.harness.Peer
import dev.braid.conformance.harness.Peers
import dev.braid.io.BaseProtocol
import dev.braid.io.Server
import dev.braid.io.TransportPair
import dev.braid.kotlin.await
import dev.braid.kotlin.createConnection
import dev.braid.kotlin.yieldNow
import java.net.InetSocketAddress

// What Kotlin cases write instead of the methods of Java's `Peer` and `Peers` that wait.

/** Takes so many bytes of those that arrive, or what there is when no more can. */
suspend fun Peer.take(count: Int): ByteArray {
    while (!has(count)) {
        news().await()
    }
    return takeNow(count)
}

/** So many bytes of those that arrive, as text. */
suspend fun Peer.read(count: Int): String = take(count).decodeToString()

/** Closes the connection and waits for its end. */
suspend fun Peer.close(): Throwable? {
    transport().close()
    return lost.await()
}

/** Waits until there have been so many connections. */
suspend fun Peers.come(count: Int) {
    while (all().size < count) {
        yieldNow()
    }
}

/** Waits until so many connections have come and all have ended. */
suspend fun Peers.gone(count: Int) {
    come(count)
    all().forEach { it.lost.await() }
}

/** A connection to a server. */
suspend fun <P : BaseProtocol> connectTo(server: Server, factory: () -> P): TransportPair<P> =
    connectTo(Peers.address(server), factory)

/** A connection to an address. */
suspend fun <P : BaseProtocol> connectTo(address: InetSocketAddress, factory: () -> P): TransportPair<P> =
    Asyncio.runningLoop().createConnection(factory, Peers.host(address), address.port)
