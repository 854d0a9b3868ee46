package dev.braid.kotlin

import dev.braid.EventLoop
import dev.braid.internal.io.SuspendingIo
import dev.braid.io.BaseProtocol
import dev.braid.io.ConnectionOptions
import dev.braid.io.Transport
import dev.braid.io.TransportPair
import java.nio.channels.SocketChannel

/**
 * Connects to a host, and makes the protocol and the transport. Suspends until the protocol has been told that the
 * connection is made, and can be cancelled there; if anything fails, no socket stays open.
 *
 * Source: Python 3.15, `asyncio.loop.create_connection`; cases TRANSPORT-01 to TRANSPORT-11, DNS-03, DNS-04.
 *
 * @param protocolFactory makes the protocol, once, when a socket is connected; its methods are callbacks on the loop
 * @param host a name or an address; null for this machine's loopback addresses
 * @param port 0 to 65535
 * @param options addresses, attempts and errors
 * @throws java.io.IOException if the host is unknown, or no attempt succeeded
 * @throws dev.braid.ExceptionGroup of all attempts' errors, with [ConnectionOptions.allErrors]
 * @throws dev.braid.TimeoutException if no attempt succeeded, but none ended with an error of the network either
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled meanwhile
 * @throws IllegalArgumentException if the port is out of range
 * @throws IllegalStateException if the caller does not belong to this loop
 */
public suspend fun <P : BaseProtocol> EventLoop.createConnection(
    protocolFactory: () -> P,
    host: String?,
    port: Int,
    options: ConnectionOptions = ConnectionOptions.DEFAULT,
): TransportPair<P> = runJava(SuspendingIo.createConnection(this, protocolFactory, host, port, options))

/**
 * [createConnection] with a port as text: a number, or the name of a service. Suspends and throws as that does.
 *
 * Source: Python 3.15, `asyncio.loop.create_connection`; case DNS-06.
 *
 * @throws java.net.UnknownServiceException if no service has this name
 */
public suspend fun <P : BaseProtocol> EventLoop.createConnection(
    protocolFactory: () -> P,
    host: String?,
    service: String,
    options: ConnectionOptions = ConnectionOptions.DEFAULT,
): TransportPair<P> = runJava(SuspendingIo.createConnection(this, protocolFactory, host, service, options))

/**
 * Makes a protocol and a transport for a socket that is connected already. Suspends and throws as the other
 * [createConnection].
 *
 * Source: Python 3.15, `asyncio.loop.create_connection(sock=)`; cases TRANSPORT-06, TRANSPORT-11.
 *
 * @param socket connected; from now on the transport's, which makes it non-blocking and closes it
 * @throws IllegalArgumentException if the socket is not connected
 */
public suspend fun <P : BaseProtocol> EventLoop.createConnection(
    protocolFactory: () -> P,
    socket: SocketChannel,
): TransportPair<P> = runJava(SuspendingIo.createConnection(this, protocolFactory, socket))

/**
 * Makes a protocol and a transport for a connection that was accepted elsewhere. Suspends and throws as
 * [createConnection].
 *
 * Source: Python 3.15, `asyncio.loop.connect_accepted_socket`; case SERVER-30.
 *
 * @param socket connected; from now on the transport's
 * @throws IllegalArgumentException if the socket is not connected
 */
public suspend fun <P : BaseProtocol> EventLoop.connectAcceptedSocket(
    protocolFactory: () -> P,
    socket: SocketChannel,
): TransportPair<P> = runJava(SuspendingIo.connectAcceptedSocket(this, protocolFactory, socket))

/** The connection of a pair: `val (transport, protocol) = loop.createConnection(…)`. Cases TRANSPORT-01, BRIDGE-334. */
public operator fun TransportPair<*>.component1(): Transport = transport

/** The protocol of a pair. Cases TRANSPORT-01, BRIDGE-334. */
public operator fun <P : BaseProtocol> TransportPair<P>.component2(): P = protocol
