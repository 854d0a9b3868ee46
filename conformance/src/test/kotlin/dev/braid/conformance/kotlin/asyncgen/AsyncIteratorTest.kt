package dev.braid.conformance.kotlin.asyncgen

import dev.braid.AsyncGenerator
import dev.braid.StopAsyncIterationException
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.anext
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import dev.braid.kotlin.toList
import dev.braid.kotlin.wait
import kotlin.time.Duration.Companion.seconds

/** Iterators, steps with a default, and expressions over a generator. */
class AsyncIteratorTest : KotlinCases() {
    private fun numbers(n: Int): AsyncGenerator<Any?, Void?> = asyncGenerator {
        for (i in 0 until n) {
            sleep(1.seconds)
            yield(i)
        }
    }

    @KotlinCase("ASYNCGEN-42")
    suspend fun aDefaultTakesThePlaceOfTheEnd(t: Trace) {
        val generator = numbers(2)
        t.log("got", generator.anext())
        t.log("got", generator.anext("default"))
        t.log("got", generator.anext("default"))
        t.log("got", generator.anext(null))
        try {
            generator.anext()
            t.log("not reached")
        } catch (e: StopAsyncIterationException) {
            t.log("caught", e)
        }
    }

    /** What has wrong types or another number of arguments does not compile. */
    @KotlinCase("ASYNCGEN-43")
    suspend fun aDefaultTakesThePlaceOfNothingElse(t: Trace) {
        val boom = Boom("no value")
        val generator = asyncGenerator<Any> { throw boom }
        val waits = asyncGenerator<Any> {
            sleep(10.seconds)
            yield(1)
        }
        try {
            generator.anext("default")
            t.log("not reached")
        } catch (e: Boom) {
            t.log("caught", e, "the same object", e === boom)
        }
        t.log("then", generator.anext("default"))
        val task = createTask("consumer") { t.log("not reached", waits.anext("default")) }
        sleep(1.seconds)
        task.cancel()
        wait(listOf(task))
        t.log("cancelled", task.cancelled())
    }

    @KotlinCase("ASYNCGEN-44")
    suspend fun iteratorsOfOneGeneratorShareItsValues(t: Trace) {
        val generator = numbers(4)
        val first = generator.iterator()
        val second = generator.iterator()
        t.log("first", first.next())
        t.log("second", second.next())
        t.log("generator", generator.anext())
        for (n in generator) t.log("loop", n)
        for (iterator in listOf(first, second)) {
            try {
                iterator.next()
                t.log("not reached")
            } catch (e: StopAsyncIterationException) {
                t.log("caught", e)
            }
        }
    }

    /** In Java an expression is a stream; in Kotlin, a generator over the generator. */
    @KotlinCase("ASYNCGEN-45")
    suspend fun anExpressionOverAGeneratorIsLazyAndAsynchronous(t: Trace) {
        val expression = plain(t)
        t.log("made")
        for (n in expression) t.log("got", n)
        t.log("collected", plain(t).toList())
    }

    private fun plain(t: Trace): AsyncGenerator<Int, Void?> {
        val source = asyncGenerator<Int> {
            t.log("begins")
            for (i in 0 until 4) {
                sleep(1.seconds)
                yield(i)
            }
        }
        return asyncGenerator { for (n in source) if (n % 2 == 1) yield(10 * n) }
    }
}
