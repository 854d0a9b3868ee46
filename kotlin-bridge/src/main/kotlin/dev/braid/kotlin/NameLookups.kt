package dev.braid.kotlin

import dev.braid.EventLoop
import dev.braid.internal.io.SuspendingIo
import dev.braid.io.AddressOptions
import dev.braid.io.NameInfo
import dev.braid.io.NameInfoOptions
import java.net.InetSocketAddress

/**
 * Looks a host's addresses up, in the loop's default executor. Suspends until they are there; can be cancelled there, and
 * the look-up then goes on unheard.
 *
 * Source: Python 3.15, `asyncio.loop.getaddrinfo`; cases DNS-01, DNS-05.
 *
 * @param host a name or an address; null for this machine
 * @param port 0 to 65535, for the addresses
 * @param options which addresses
 * @return the addresses, in the resolver's order
 * @throws java.io.IOException if the host is unknown
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled meanwhile
 * @throws IllegalArgumentException if the port is out of range
 * @throws IllegalStateException if the caller does not belong to this loop
 */
public suspend fun EventLoop.getaddrinfo(
    host: String?,
    port: Int,
    options: AddressOptions = AddressOptions.DEFAULT,
): List<InetSocketAddress> = runJava(SuspendingIo.getaddrinfo(this, host, port, options))

/**
 * [getaddrinfo] with a port as text: a number, or the name of a service. Suspends and throws as that does.
 *
 * Source: Python 3.15, `asyncio.loop.getaddrinfo`; case DNS-06.
 *
 * @throws java.net.UnknownServiceException if no service has this name
 */
public suspend fun EventLoop.getaddrinfo(
    host: String?,
    service: String,
    options: AddressOptions = AddressOptions.DEFAULT,
): List<InetSocketAddress> = runJava(SuspendingIo.getaddrinfo(this, host, service, options))

/**
 * Looks up what an address and its port are called, in the loop's default executor. Suspends and can be cancelled as
 * [getaddrinfo].
 *
 * Source: Python 3.15, `asyncio.loop.getnameinfo`; case DNS-02.
 *
 * @param options numbers in place of names, or names at any price
 * @throws java.io.IOException if there is no name, and one is required
 */
public suspend fun EventLoop.getnameinfo(
    address: InetSocketAddress,
    options: NameInfoOptions = NameInfoOptions.DEFAULT,
): NameInfo = runJava(SuspendingIo.getnameinfo(this, address, options))
