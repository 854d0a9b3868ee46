package dev.braid.conformance.kotlin.asyncgen

import dev.braid.Asyncio
import dev.braid.GeneratorExit
import dev.braid.StopAsyncIterationException
import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.athrow
import dev.braid.kotlin.collect
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import java.time.Duration.ofMillis
import kotlin.time.Duration.Companion.seconds

/** Closing a generator before its end. */
class GeneratorClosingTest : KotlinCases() {
    @KotlinCase("ASYNCGEN-19")
    suspend fun closingRaisesGeneratorExitAtThePausedYield(t: Trace) {
        val letsPass = asyncGenerator<Any> {
            try {
                yield(1)
                t.log("not reached")
            } catch (e: GeneratorExit) {
                t.log("thrown in", e)
                throw e
            }
        }
        val returns = asyncGenerator<Any> {
            try {
                yield(1)
                t.log("not reached")
            } catch (e: GeneratorExit) {
                t.log("returns")
            }
        }
        for (generator in listOf(letsPass, returns)) {
            generator.anext()
            t.log("closed", generator.aclose())
            t.log("then", generator.anext("end"))
        }
    }

    @KotlinCase("ASYNCGEN-20")
    suspend fun cleanUpRunsDuringTheCloseAndMaySuspend(t: Trace) {
        val generator = asyncGenerator<Any> {
            try {
                sleep(1.seconds)
                yield(1)
                t.log("not reached")
            } finally {
                t.log("cleaning")
                sleep(1.seconds)
                yieldNow()
                t.log("cleaned")
            }
        }
        t.log("got", generator.anext())
        Asyncio.runningLoop().callLater(ofMillis(500)) { t.log("meanwhile") }
        yieldNow()
        generator.aclose()
        t.log("closed")
    }

    @KotlinCase("ASYNCGEN-21")
    suspend fun aValueYieldedDuringTheCloseIsRefused(t: Trace) {
        val generator = asyncGenerator<Any> {
            try {
                yield(1)
            } catch (e: GeneratorExit) {
                sleep(1.seconds)
                yield(2)
                t.log("goes on")
            }
        }
        t.log("got", generator.anext())
        try {
            generator.aclose()
            t.log("not reached")
        } catch (e: IllegalStateException) {
            t.log("caught", e)
        }
        t.log("then", generator.anext("end"))
    }

    @KotlinCase("ASYNCGEN-22")
    suspend fun aFailingCleanUpComesOutOfTheClose(t: Trace) {
        val bang = Bang("of the clean-up")
        val generator = asyncGenerator<Any> {
            try {
                yield(1)
            } finally {
                sleep(1.seconds)
                throw bang
            }
        }
        generator.anext()
        try {
            generator.aclose()
            t.log("not reached")
        } catch (e: Bang) {
            t.log("caught", e, "the same object", e === bang)
        }
        generator.aclose()
        t.log("then", generator.anext("end"))
    }

    @KotlinCase("ASYNCGEN-23")
    suspend fun closingBeforeTheFirstStepRunsNothing(t: Trace) {
        val generator = asyncGenerator<Any> {
            try {
                t.log("not reached")
                yield(1)
            } finally {
                t.log("not reached")
            }
        }
        generator.aclose()
        t.log("closed")
        repeat(2) {
            try {
                generator.anext()
                t.log("not reached")
            } catch (e: StopAsyncIterationException) {
                t.log("caught", e)
            }
        }
    }

    @KotlinCase("ASYNCGEN-24")
    suspend fun closingWhatIsFinishedDoesNothing(t: Trace) {
        val generator = {
            asyncGenerator<Any> {
                try {
                    yield(1)
                } finally {
                    t.log("cleans up")
                }
            }
        }
        val exhausted = generator()
        exhausted.collect {}
        Asyncio.runningLoop().callSoon { t.log("queued") }
        exhausted.aclose()
        t.log("exhausted")
        val closed = generator()
        closed.anext()
        closed.aclose()
        closed.aclose()
        t.log("closed twice")
        val failed = generator()
        failed.anext()
        try {
            failed.athrow(Boom("a"))
        } catch (e: Boom) {
            t.log("failed", e)
        }
        failed.aclose()
        t.log("then", failed.anext("end"))
    }
}
