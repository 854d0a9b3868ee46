package dev.braid.conformance.kotlin.contextlib

import dev.braid.AsyncContextManager
import dev.braid.GeneratorExit
import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asend
import dev.braid.kotlin.asyncContextManager
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.athrow
import dev.braid.kotlin.decorate
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.seconds

/** Managers around functions. */
class ManagerDecoratorTest : KotlinCases() {
    /** Makes managers that log their entry and exit, both a second long. */
    private fun around(t: Trace): () -> AsyncContextManager<Int> {
        var count = 0
        return {
            asyncContextManager {
                val number = ++count
                t.log("enters", number)
                sleep(1.seconds)
                try {
                    yield(number)
                } catch (e: Boom) {
                    t.log("passes", e)
                    throw e
                } finally {
                    sleep(1.seconds)
                    t.log("leaves", number)
                }
            }
        }
    }

    @KotlinCase("CTXLIB-11")
    suspend fun eachCallRunsInsideANewManager(t: Trace) {
        val decorated = ArrayList<suspend () -> String?>()
        val managers = around(t)
        for (n in 0..1) {
            decorated.add(
                decorate(managers) {
                    t.log("runs", n)
                    if (n > 0) decorated[n - 1]() else "deepest"
                },
            )
        }
        t.log("decorated")
        t.log("returned", decorated[1]())
        t.log("returned", decorated[0]())
    }

    @KotlinCase("CTXLIB-12")
    suspend fun anErrorOfTheFunctionPassesThroughTheManager(t: Trace) {
        val boom = Boom("in the function")
        val fails: suspend () -> Int = { throw boom }
        val function = decorate(around(t), fails)
        val suppresses = asyncContextManager<Int> {
            try {
                yield(1)
            } catch (e: Boom) {
                t.log("suppresses", e)
            }
        }
        val harmless = decorate({ suppresses }, fails)

        try {
            function()
            t.log("not reached")
        } catch (e: Boom) {
            t.log("caught", e, "the same object", e === boom)
        }
        t.log("returned", harmless())
    }

    @KotlinCase("CTXLIB-13")
    suspend fun aPlainFunctionBecomesAnAsynchronousOne(t: Trace) {
        val call = decorate(around(t)) {
            t.log("runs")
            "value"
        }
        t.log("called")
        t.log("returned", call())
    }

    @KotlinCase("CTXLIB-14")
    suspend fun theManagerStaysOpenWhileAGeneratorIsIterated(t: Trace) {
        val generator = asyncGenerator<Int>(around(t)) {
            for (n in 0 until 2) {
                t.log("yields", n)
                yield(n)
                sleep(1.seconds)
            }
        }
        t.log("made")
        for (n in generator) t.log("got", n)
        t.log("end")
        val fails = asyncGenerator<Int>(around(t)) {
            yield(1)
            throw Boom("in the generator")
        }
        try {
            for (n in fails) t.log("got", n)
            t.log("not reached")
        } catch (e: Boom) {
            t.log("caught", e)
        }
    }

    @KotlinCase("CTXLIB-15")
    suspend fun closingEarlyClosesTheGeneratorAndThenLeavesTheManager(t: Trace) {
        val generator = asyncGenerator<Any>(around(t)) {
            try {
                yield(1)
                t.log("not reached")
            } finally {
                t.log("cleaning")
                sleep(1.seconds)
                t.log("cleaned")
            }
        }
        t.log("got", generator.anext())
        generator.aclose()
        t.log("closed", generator.anext("end"))
    }

    @KotlinCase("CTXLIB-16")
    suspend fun whatIsSentAndThrownDoesNotGetInside(t: Trace) {
        val generator = asyncGenerator<Int, String?>(around(t)) {
            try {
                t.log("received", yield(1))
                t.log("received", yield(2))
            } catch (e: Bang) {
                t.log("not reached")
            } catch (e: GeneratorExit) {
                t.log("thrown in", e)
                throw e
            }
        }
        t.log("got", generator.asend(null))
        t.log("got", generator.asend("sent"))
        try {
            generator.athrow(Bang("thrown"))
            t.log("not reached")
        } catch (e: Bang) {
            t.log("caught", e)
        }
    }

    /** One body serves both: it suspends or it does not. */
    @KotlinCase("CTXLIB-17")
    suspend fun aPlainGeneratorBecomesAnAsynchronousOne(t: Trace) {
        val managers = around(t)
        val numbers = {
            asyncGenerator<Int>(managers) {
                t.log("begins")
                for (n in 0 until 3) yield(n)
            }
        }
        for (n in numbers()) t.log("got", n)
        val generator = numbers()
        t.log("got", generator.anext())
        generator.aclose()
    }

    @KotlinCase("CTXLIB-18")
    suspend fun aManagerOfOnesOwnCanDecorate(t: Trace) {
        val manager = asyncContextManager(
            enter = {
                t.log("enters")
                sleep(1.seconds)
            },
            exit = { error ->
                t.log("leaves with", error)
                sleep(1.seconds)
                error is Boom
            },
        )
        val functions = ArrayList<suspend () -> String?>()
        for (error in listOf(null, Boom("suppressed"), Bang("passes"))) {
            functions.add(
                decorate({ manager }) {
                    t.log("runs")
                    if (error != null) throw error
                    "value"
                },
            )
        }
        t.log("returned", functions[0]())
        t.log("returned", functions[1]())
        try {
            functions[2]()
            t.log("not reached")
        } catch (e: Bang) {
            t.log("caught", e)
        }
    }
}
