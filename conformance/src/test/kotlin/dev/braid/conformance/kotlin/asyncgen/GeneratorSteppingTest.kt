package dev.braid.conformance.kotlin.asyncgen

import dev.braid.Asyncio
import dev.braid.StopAsyncIterationException
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asend
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.await
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** What a step of an async generator gives, and when its body runs. */
class GeneratorSteppingTest : KotlinCases() {
    @KotlinCase("ASYNCGEN-01")
    suspend fun theBodyBeginsWithTheFirstStep(t: Trace) {
        val n = 7
        val generator = asyncGenerator<Any> {
            t.log("begins", n)
            yield(n)
            t.log("goes on")
        }
        t.log("made")
        sleep(1.seconds)
        t.log("first", generator.anext())
        t.log("second", generator.anext("end"))
    }

    @KotlinCase("ASYNCGEN-02")
    suspend fun iteratingGivesTheValuesInOrder(t: Trace) {
        val generator = asyncGenerator<Int> {
            for (n in 0 until 3) {
                t.log("yields", n)
                yield(n)
            }
            t.log("returns")
        }
        val empty = asyncGenerator<Int> { t.log("has nothing") }

        for (n in generator) t.log("got", n)
        t.log("behind the loop")
        for (n in empty) t.log("not reached", n)
        t.log("end")
    }

    @KotlinCase("ASYNCGEN-03")
    suspend fun theBodyMaySuspendBetweenItsValues(t: Trace) {
        val generator = asyncGenerator<String> {
            sleep(1.seconds)
            yield("a")
            yieldNow()
            yield("b")
            sleep(2.seconds)
            t.log("returns")
        }
        val task = createTask("other") {
            repeat(3) {
                t.log("meanwhile")
                sleep(750.milliseconds)
            }
        }
        for (value in generator) {
            t.log("got", value)
            Asyncio.runningLoop().callSoon { t.log("queued after", value) }
        }
        t.log("end")
        task.await()
    }

    @KotlinCase("ASYNCGEN-04")
    suspend fun everyStepAfterTheEndIsRefused(t: Trace) {
        val generator = asyncGenerator<Int> { yield(1) }
        t.log("got", generator.anext())
        repeat(3) {
            try {
                generator.anext()
                t.log("not reached")
            } catch (e: StopAsyncIterationException) {
                t.log("caught", e)
            }
        }
        for (n in generator) t.log("not reached", n)
        t.log("end")
    }

    @KotlinCase("ASYNCGEN-05")
    suspend fun aFailureOfTheBodyComesOutOfTheStepAndEndsIt(t: Trace) {
        val boom = Boom("in the body")
        val generator = asyncGenerator<Int> {
            try {
                yield(1)
                sleep(1.seconds)
                throw boom
            } finally {
                t.log("cleans up")
            }
        }
        t.log("got", generator.anext())
        try {
            generator.anext()
            t.log("not reached")
        } catch (e: Boom) {
            t.log("caught", e, "the same object", e === boom)
        }
        repeat(2) {
            try {
                generator.anext()
                t.log("not reached")
            } catch (e: StopAsyncIterationException) {
                t.log("then", e)
            }
        }
    }

    @KotlinCase("ASYNCGEN-30")
    suspend fun leavingTheLoopEarlyDoesNotClose(t: Trace) {
        val generator = asyncGenerator<Int> {
            try {
                for (n in 0 until 4) yield(n)
            } finally {
                t.log("cleans up")
            }
        }
        for (n in generator) {
            t.log("first loop", n)
            if (n == 1) break
        }
        sleep(1.seconds)
        t.log("between")
        for (n in generator) t.log("second loop", n)
        t.log("end")
    }

    @KotlinCase("ASYNCGEN-49")
    suspend fun valuesAreDeliveredAsTheyAre(t: Trace) {
        val boom = Boom("a value")
        val stop = StopAsyncIterationException("a value too")
        val values = listOf(listOf(1, 2), listOf<Any>(), null, boom, stop)
        val generator = asyncGenerator<Any?> {
            for (value in values) yield(value)
        }
        var i = 0
        for (value in generator) {
            t.log("got", value, "the same object", value === values[i])
            i++
        }
        t.log("count", i)
        val sent = ArrayList<Any?>()
        val echo = asyncGenerator<Any?, Any> {
            var received: Any? = null
            while (true) {
                received = yield(received)
                sent += received
            }
        }
        echo.anext()
        t.log("echo", echo.asend(boom) === boom, echo.asend(stop) === stop)
        t.log("received", sent)
        echo.aclose()
    }
}
