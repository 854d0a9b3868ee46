package dev.braid.conformance.kotlin.transports

import dev.braid.CancelledError
import dev.braid.conformance.harness.Attempts
import dev.braid.conformance.harness.FakeNames
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.io.ConnectionOptions
import dev.braid.io.ConnectionOptions.DEFAULT
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import java.io.IOException
import java.net.ConnectException
import java.time.Duration.ofMillis
import java.time.Duration.ofSeconds
import kotlin.time.Duration.Companion.milliseconds

/** Attempts side by side, and the order in which addresses are tried. */
class HappyEyeballsTest : KotlinCases() {
    @KotlinCase("TRANSPORT-08")
    suspend fun slowAttemptsDoNotHoldUpTheNext(t: Trace) {
        val names = FakeNames.ofRunningLoop()
        names.name("two.test", "2001:db8::1", "192.0.2.1")
        names.name("four.test", "192.0.2.1", "192.0.2.2", "192.0.2.3")
        Attempts(t.java).use { attempts ->
            t.log("the second is faster")
            attempts.succeed("2001:db8::1", ofSeconds(9))
            attempts.succeed("192.0.2.1", ofMillis(500))
            connect(t, "two.test", every(250))
            t.log("closed", attempts.closed())

            t.log("the first answers late")
            attempts.succeed("192.0.2.1", ofSeconds(2))
            attempts.succeed("192.0.2.2", ofSeconds(9))
            attempts.succeed("192.0.2.3", ofSeconds(9))
            connect(t, "four.test", every(1500))

            t.log("a failure does not wait for the delay")
            attempts.fail("2001:db8::1", ConnectException("refused"))
            connect(t, "two.test", every(5000))

            t.log("all fail")
            attempts.end("2001:db8::1", ConnectException("refused"), ofSeconds(3))
            attempts.end("192.0.2.1", IOException("unreachable"), ofMillis(500))
            val error = connect(t, "two.test", every(1000))?.message.orEmpty()
            t.log("in order", error.indexOf("refused") < error.indexOf("unreachable"))

            t.log("cancelled")
            attempts.succeed("192.0.2.1", ofSeconds(9))
            attempts.sockets.clear()
            val task = createTask("cancelled") { connect(t, "four.test", every(1000)) }
            sleep(1500.milliseconds)
            task.cancel("enough")
            try {
                task.await()
            } catch (e: CancelledError) {
                t.log("caught", e)
            }
            t.log("closed", attempts.closed())
        }
    }

    @KotlinCase("TRANSPORT-09")
    suspend fun familiesCanTakeTurns(t: Trace) {
        val names = FakeNames.ofRunningLoop()
        names.name(
            "host.test",
            "2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8::4", "192.0.2.1", "192.0.2.2",
        )
        names.name("four.test", "192.0.2.1", "192.0.2.2", "192.0.2.3")
        Attempts(t.java).use {
            for (interleave in listOf(0, 1, 2, 4, 9)) {
                t.log("interleave", interleave)
                connect(t, "host.test", DEFAULT.withInterleave(interleave))
            }
            t.log("happy eyeballs")
            connect(t, "host.test", every(1000))
            t.log("happy eyeballs, in order")
            connect(t, "host.test", every(1000).withInterleave(0))
            t.log("one family")
            connect(t, "four.test", DEFAULT.withInterleave(2))
        }
    }

    private fun every(millis: Long): ConnectionOptions = DEFAULT.withHappyEyeballs(ofMillis(millis))
}
