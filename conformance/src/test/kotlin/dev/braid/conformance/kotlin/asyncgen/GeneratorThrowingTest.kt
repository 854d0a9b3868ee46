package dev.braid.conformance.kotlin.asyncgen

import dev.braid.Asyncio
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
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** Throwing into the body. */
class GeneratorThrowingTest : KotlinCases() {
    @KotlinCase("ASYNCGEN-13")
    suspend fun aThrownErrorArrivesAtThePausedYield(t: Trace) {
        val boom = Boom("thrown in")
        val generator = asyncGenerator<Int, String> {
            try {
                yield(1)
                t.log("not reached")
            } catch (e: Boom) {
                t.log("handles", e, "the same object", e === boom)
                sleep(1.seconds)
                val received = yield(2)
                t.log("received", received)
            }
            yield(3)
        }
        t.log("got", generator.anext())
        t.log("got", generator.athrow(boom))
        t.log("got", generator.anext())
        generator.aclose()
    }

    @KotlinCase("ASYNCGEN-14")
    suspend fun anErrorTheBodyDoesNotHandleComesBack(t: Trace) {
        val boom = Boom("thrown in")
        val bang = Bang("instead")
        val letsPass = asyncGenerator<Any> {
            try {
                yield(1)
            } finally {
                t.log("cleaning")
                sleep(1.seconds)
                t.log("cleaned")
            }
        }
        val replaces = asyncGenerator<Any> {
            try {
                yield(1)
            } catch (e: Boom) {
                throw bang
            }
        }

        letsPass.anext()
        try {
            letsPass.athrow(boom)
            t.log("not reached")
        } catch (e: Boom) {
            t.log("caught", e, "the same object", e === boom)
        }
        t.log("then", letsPass.anext("end"))
        replaces.anext()
        try {
            replaces.athrow(boom)
            t.log("not reached")
        } catch (e: Bang) {
            t.log("caught", e, "the same object", e === bang)
        }
        t.log("then", replaces.anext("end"))
    }

    @KotlinCase("ASYNCGEN-15")
    suspend fun anErrorAfterWhichTheBodyEndsIsTheEnd(t: Trace) {
        val generator = asyncGenerator<Any> {
            try {
                yield(1)
            } catch (e: Boom) {
                t.log("handles", e)
                sleep(1.seconds)
            }
        }
        generator.anext()
        try {
            generator.athrow(Boom("a"))
            t.log("not reached")
        } catch (e: StopAsyncIterationException) {
            t.log("caught", e)
        }
        t.log("then", generator.anext("end"))
    }

    @KotlinCase("ASYNCGEN-16")
    suspend fun anErrorThrownBeforeTheFirstStepComesStraightBack(t: Trace) {
        val boom = Boom("early")
        val generator = asyncGenerator<Any> {
            try {
                t.log("not reached")
                yield(1)
            } catch (e: Boom) {
                t.log("not reached")
            }
        }
        Asyncio.runningLoop().callSoon { t.log("queued") }
        try {
            generator.athrow(boom)
            t.log("not reached")
        } catch (e: Boom) {
            t.log("caught", e, "the same object", e === boom)
        }
        try {
            generator.anext()
            t.log("not reached")
        } catch (e: StopAsyncIterationException) {
            t.log("then", e)
        }
        yieldNow()
    }

    @KotlinCase("ASYNCGEN-17")
    suspend fun anErrorThrownAfterTheEndIsDropped(t: Trace) {
        val made = { asyncGenerator<Any> { yield(1) } }
        val generator = made()
        for (n in generator) t.log("got", n)
        t.log("exhausted", generator.athrow(Boom("late")))
        val failed = made()
        failed.anext()
        try {
            failed.athrow(Boom("a"))
            t.log("not reached")
        } catch (e: Boom) {
            t.log("caught", e)
        }
        t.log("failed", failed.athrow(Bang("late")))
    }
}
