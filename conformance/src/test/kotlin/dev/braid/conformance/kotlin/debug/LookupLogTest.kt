package dev.braid.conformance.kotlin.debug

import dev.braid.Asyncio
import dev.braid.conformance.harness.CaughtLog
import dev.braid.conformance.harness.FakeNames
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.io.AddressOptions
import dev.braid.kotlin.getaddrinfo
import java.io.IOException
import java.net.StandardProtocolFamily.INET
import java.net.StandardProtocolFamily.INET6
import java.time.Duration.ofMillis
import java.time.Duration.ofNanos
import java.util.logging.Level
import java.util.logging.LogRecord

/** How long look-ups take, by the loop's clock. */
class LookupLogTest : KotlinCases() {
    @KotlinCase("DEBUG-13")
    suspend fun theDurationOfLookupsIsLogged(t: Trace) {
        val loop = Asyncio.runningLoop()
        val names = FakeNames.ofRunningLoop()
        names.name("host.test", "192.0.2.1", "2001:db8::1")
        lookUp(t, names, "no debug", 10_000.0)
        loop.setDebug(true)
        lookUp(t, names, "fast", 62.5)
        lookUp(t, names, "slow", 250.0)
        lookUp(t, names, "one family", 250.0, AddressOptions.of(INET))
        lookUp(t, names, "the other family", 0.0, AddressOptions.of(INET6))
        loop.setSlowCallbackDuration(ofMillis(500))
        lookUp(t, names, "not slow any more", 250.0)
        lookUp(t, names, "at least the limit", 500.0)
        lookUp(t, names, "unknown", 1000.0, host = "nowhere.test")
    }

    private suspend fun lookUp(
        t: Trace,
        names: FakeNames,
        text: String,
        millis: Double,
        options: AddressOptions = AddressOptions.DEFAULT,
        host: String = "host.test",
    ) {
        val loop = Asyncio.runningLoop()
        names.before { t.java.burn(loop, ofNanos((millis * 1_000_000).toLong())) }
        val records = CaughtLog(Level.FINE).use { log ->
            try {
                loop.getaddrinfo(host, 80, options)
            } catch (e: IOException) {
                t.log("raises", e)
            }
            log.records()
        }
        t.log(text, records.filter { "address info" in it.message }.map(::shown))
    }

    private fun shown(line: LogRecord): List<Any?> = listOf(
        if (line.level == Level.FINE) "DEBUG" else line.level.name,
        TOOK.find(line.message)?.let { it.groupValues[1].toDouble() },
        "host.test:80" in line.message,
        "family=" in line.message,
        "db8" in line.message,
    )

    private companion object {
        val TOOK = Regex("""took (\d+\.\d+)ms""")
    }
}
