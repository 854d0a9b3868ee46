package dev.braid.conformance.kotlin.dns

import dev.braid.Asyncio
import dev.braid.conformance.harness.FakeNames
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.internal.io.Addresses
import dev.braid.io.AddressOptions
import dev.braid.io.NameInfoOptions
import dev.braid.kotlin.await
import dev.braid.kotlin.getaddrinfo
import dev.braid.kotlin.getnameinfo
import dev.braid.kotlin.wait
import dev.braid.kotlin.yieldNow
import java.io.IOException
import java.net.Inet6Address
import java.net.InetSocketAddress
import java.net.StandardProtocolFamily.INET
import java.net.StandardProtocolFamily.INET6
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors

/** Look-ups in the default executor. */
class LookupTest : KotlinCases() {
    @KotlinCase("DNS-01", threads = true)
    suspend fun hostsAreLookedUpInTheDefaultPool(t: Trace) {
        lookUp(t, "an address", "127.0.0.1", 80)
        lookUp(t, "an address", "::1", 443)
        lookUp(t, "no name is looked up", "host.test", 80, AddressOptions.DEFAULT.withNumericHost(true))
        lookUp(t, "not of this family", "127.0.0.1", 80, AddressOptions.of(INET6))
        lookUp(t, "this machine, to connect to", null, 80, AddressOptions.of(INET))
        lookUp(t, "this machine, to connect to", null, 80, AddressOptions.of(INET6))
        lookUp(t, "this machine, to bind to", null, 80, AddressOptions.of(INET).withPassive(true))
        lookUp(t, "this machine, to bind to", null, 80, AddressOptions.of(INET6).withPassive(true))
        val names = FakeNames.ofRunningLoop()
        names.name("host.test", "192.0.2.2", "2001:db8::1", "192.0.2.1")
        lookUp(t, "a name", "host.test", 80)
        lookUp(t, "a service", "host.test", "http")
        lookUp(t, "a number as text", "host.test", "8080")
        lookUp(t, "one family", "host.test", 80, AddressOptions.of(INET6))
        lookUp(t, "unknown", "nowhere.test", 80)
        t.log("asked", names.asked())
        t.log("in other threads", names.threads().isNotEmpty(), Thread.currentThread() !in names.threads())
    }

    private suspend fun lookUp(
        t: Trace,
        what: String,
        host: String?,
        port: Int,
        options: AddressOptions = AddressOptions.DEFAULT,
    ) = log(t, what) { shown(Asyncio.runningLoop().getaddrinfo(host, port, options)) }

    private suspend fun lookUp(t: Trace, what: String, host: String, service: String) =
        log(t, what) { shown(Asyncio.runningLoop().getaddrinfo(host, service)) }

    private fun shown(found: List<InetSocketAddress>): List<List<String>> = found.map {
        listOf(if (it.address is Inet6Address) "INET6" else "INET", Addresses.text(it))
    }

    private suspend fun log(t: Trace, what: String, lookup: suspend () -> Any) {
        try {
            t.log(what, lookup())
        } catch (e: IOException) {
            t.log(what, e)
        }
    }

    @KotlinCase("DNS-02", threads = true)
    suspend fun addressesAreNamedInTheDefaultPool(t: Trace) {
        val numeric = NameInfoOptions.NUMERIC
        val names = NameInfoOptions.DEFAULT
        nameOf(t, "as numbers", "127.0.0.1", 80, numeric)
        nameOf(t, "as numbers", "::1", 443, numeric)
        val fake = FakeNames.ofRunningLoop()
        fake.name("host.test", "192.0.2.1")
        nameOf(t, "as names", "192.0.2.1", 80, names)
        nameOf(t, "the service as a number", "192.0.2.1", 80, names.withNumericService(true))
        nameOf(t, "the host as a number", "192.0.2.1", 80, names.withNumericHost(true))
        nameOf(t, "no names", "192.0.2.2", 8080, names)
        nameOf(t, "a name is required", "192.0.2.2", 8080, names.withNameRequired(true))
        t.log("in other threads", fake.threads().isNotEmpty(), Thread.currentThread() !in fake.threads())
    }

    private suspend fun nameOf(t: Trace, what: String, address: String, port: Int, options: NameInfoOptions) =
        log(t, what) {
            val (host, service) = Asyncio.runningLoop()
                .getnameinfo(InetSocketAddress(FakeNames.address(address), port), options)
                .let { it.host() to it.service() }
            listOf(host, service)
        }

    @KotlinCase("DNS-05", threads = true)
    suspend fun lookupsWaitWhileTheDefaultPoolIsBusy(t: Trace) {
        val loop = Asyncio.runningLoop()
        val release = CountDownLatch(1)
        loop.setDefaultExecutor(Executors.newSingleThreadExecutor())
        val names = FakeNames.ofRunningLoop()
        names.name("host.test", "192.0.2.1")
        val busy = loop.runInExecutor(null) { release.await() }
        val looking = createTask("looking") { lookUp(t, "host.test") }
        val unwanted = createTask("unwanted") { lookUp(t, "unwanted.test") }
        yieldNow()
        val later = loop.runInExecutor(null) { names.note("code") }
        t.log("asked", names.asked())
        unwanted.cancel()
        wait(listOf(unwanted))
        release.countDown()
        busy.await()
        looking.await()
        later.await()
        t.log("in order", names.asked())
    }

    private suspend fun lookUp(t: Trace, host: String) {
        val found = Asyncio.runningLoop().getaddrinfo(host, 80)
        t.log("found", Addresses.text(found[0]))
    }
}
