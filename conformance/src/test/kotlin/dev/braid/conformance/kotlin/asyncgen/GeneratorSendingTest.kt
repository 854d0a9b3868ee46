package dev.braid.conformance.kotlin.asyncgen

import dev.braid.StopAsyncIterationException
import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asend
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.seconds

/** What the consumer sends to the body. */
class GeneratorSendingTest : KotlinCases() {
    @KotlinCase("ASYNCGEN-06")
    suspend fun theSignalOfTheEndCannotBeRaisedByTheBody(t: Trace) {
        val stop = StopAsyncIterationException("mine")
        val made = {
            asyncGenerator<Any> {
                yield(1)
                throw stop
            }
        }

        val generator = made()
        t.log("got", generator.anext())
        try {
            generator.anext()
            t.log("not reached")
        } catch (e: IllegalStateException) {
            t.log("caught", e, "because of mine", e.cause === stop)
        }
        try {
            for (n in made()) t.log("got", n)
            t.log("not reached")
        } catch (e: IllegalStateException) {
            t.log("caught", e)
        }
        t.log("then", generator.anext("end"))
    }

    @KotlinCase("ASYNCGEN-08")
    suspend fun aSentValueIsWhatThePausedYieldGives(t: Trace) {
        val generator = asyncGenerator<Int, String?> {
            var received = yield(1)
            t.log("received", received)
            sleep(1.seconds)
            received = yield(2)
            t.log("received", received)
            yield(3)
        }
        t.log("got", generator.asend(null))
        t.log("got", generator.asend("a"))
        t.log("got", generator.asend("b"))
        generator.aclose()
    }

    @KotlinCase("ASYNCGEN-09")
    suspend fun aGeneratorThatHasNotStartedTakesNoValue(t: Trace) {
        val generator = asyncGenerator<Any, String?> {
            t.log("begins")
            val received = yield(1)
            t.log("received", received)
        }
        try {
            generator.asend("early")
            t.log("not reached")
        } catch (e: IllegalArgumentException) {
            t.log("caught", e)
        }
        t.log("got", generator.asend(null))
        t.log("got", generator.anext("end"))
    }

    @KotlinCase("ASYNCGEN-10")
    suspend fun aPlainStepSendsNone(t: Trace) {
        val generator = asyncGenerator<Int, String> {
            t.log("received", yield(1))
            t.log("received", yield(2))
            t.log("received", yield(3))
        }
        generator.anext()
        generator.asend("a")
        generator.anext()
        for (n in generator) t.log("not reached", n)
        t.log("end")
    }

    @KotlinCase("ASYNCGEN-11")
    suspend fun aSendThatEndsTheBodySaysSo(t: Trace) {
        val generator = asyncGenerator<Int, String> {
            val received = yield(1)
            t.log("received", received)
            sleep(1.seconds)
        }
        t.log("got", generator.anext())
        try {
            generator.asend("last")
            t.log("not reached")
        } catch (e: StopAsyncIterationException) {
            t.log("caught", e)
        }
        try {
            generator.asend("too late")
            t.log("not reached")
        } catch (e: StopAsyncIterationException) {
            t.log("again", e)
        }
    }

    @KotlinCase("ASYNCGEN-12")
    suspend fun aFailureAfterASendComesOutOfItAfterTheCleanUp(t: Trace) {
        val boom = Boom("a")
        val generator = asyncGenerator<Any, String> {
            try {
                val received = yield(1)
                t.log("received", received)
                sleep(1.seconds)
                throw boom
            } finally {
                t.log("cleaning")
                sleep(1.seconds)
                t.log("cleaned")
            }
        }
        val replaces = asyncGenerator<Any, String> {
            try {
                yield(1)
                throw Boom("replaced")
            } finally {
                throw Bang("of the clean-up")
            }
        }

        generator.anext()
        try {
            generator.asend("go")
            t.log("not reached")
        } catch (e: Boom) {
            t.log("caught", e, "the same object", e === boom)
        }
        replaces.anext()
        try {
            replaces.asend("go")
            t.log("not reached")
        } catch (e: Bang) {
            t.log("caught", e)
        }
        t.log("then", replaces.anext("end"))
    }
}
