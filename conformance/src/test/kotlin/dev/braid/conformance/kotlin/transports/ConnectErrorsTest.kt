package dev.braid.conformance.kotlin.transports

import dev.braid.Asyncio
import dev.braid.ExceptionGroup
import dev.braid.conformance.harness.Attempts
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.FakeNames
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.io.ConnectionOptions.DEFAULT
import dev.braid.io.Protocol
import dev.braid.kotlin.createConnection
import java.io.IOException
import java.net.ConnectException
import java.time.Duration.ofSeconds

/** Several addresses, of which some or all cannot be connected to. */
class ConnectErrorsTest : KotlinCases() {
    @KotlinCase("TRANSPORT-02")
    suspend fun addressesAreTriedOneAfterTheOther(t: Trace) {
        FakeNames.ofRunningLoop().name("host.test", "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4")
        Attempts(t.java).use { attempts ->
            attempts.end("192.0.2.1", ConnectException("refused"), ofSeconds(1))
            attempts.succeed("192.0.2.3", ofSeconds(2))
            val connection = Asyncio.runningLoop().createConnection({ object : Protocol {} }, "host.test", 80)
            t.log("connected", attempts.closed())
            connection.transport().close()
        }
    }

    @KotlinCase("TRANSPORT-03")
    suspend fun theErrorsOfAllAttemptsMakeOne(t: Trace) {
        val names = FakeNames.ofRunningLoop()
        names.name("one.test", "192.0.2.1")
        names.name("two.test", "192.0.2.1", "192.0.2.2")
        val first = ConnectException("refused")
        val second = IOException("unreachable")
        Attempts(t.java).use { attempts ->
            attempts.fail("192.0.2.1", first)
            var error = connect(t, "one.test")
            t.log("the only one", error === first)

            attempts.fail("192.0.2.2", second)
            error = connect(t, "two.test")
            val message = error?.message.orEmpty()
            t.log("a new one", error === first, error === second, "refused" in message, "unreachable" in message)

            attempts.fail("192.0.2.2", ConnectException("refused"))
            error = connect(t, "two.test")
            t.log("the same text", error === first)

            attempts.fail("192.0.2.1", Boom("not of the network"))
            connect(t, "two.test")
            t.log("closed", attempts.closed())
        }
    }

    @KotlinCase("TRANSPORT-04")
    suspend fun allErrorsAreRaisedAsAGroup(t: Trace) {
        val names = FakeNames.ofRunningLoop()
        names.name("one.test", "192.0.2.1")
        names.name("two.test", "192.0.2.1", "192.0.2.2")
        val error = ConnectException("refused")
        val all = DEFAULT.withAllErrors(true)
        Attempts(t.java).use { attempts ->
            attempts.fail("192.0.2.1", error)
            attempts.fail("192.0.2.2", error)
            val group = connect(t, "one.test", all) as ExceptionGroup
            t.log("of one", group.exceptions()[0] === error)
            connect(t, "two.test", all)
            connect(t, "two.test", all.withHappyEyeballs(ofSeconds(1)))
            attempts.succeed("192.0.2.2")
            connect(t, "two.test", all)
        }
    }

    @KotlinCase("TRANSPORT-05")
    suspend fun withoutAnyErrorItIsATimeout(t: Trace) {
        FakeNames.ofRunningLoop().name("host.test", "192.0.2.1", "192.0.2.2")
        Attempts(t.java).use { attempts ->
            attempts.fail("192.0.2.1", Boom("not of the network"))
            attempts.fail("192.0.2.2", Boom("not of the network"))
            connect(t, "host.test", DEFAULT.withHappyEyeballs(ofSeconds(1)))
            t.log("closed", attempts.closed())
        }
    }
}
