package dev.braid.conformance.kotlin.contextlib

import dev.braid.AsyncContextManager
import dev.braid.AsyncGenerator
import dev.braid.Asyncio
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.anext
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import dev.braid.kotlin.use
import kotlin.time.Duration.Companion.seconds

/** Managers that close, and one that does nothing. */
class ClosingManagerTest : KotlinCases() {
    private fun numbers(t: Trace): AsyncGenerator<Any, Void?> = asyncGenerator {
        try {
            var n = 0
            while (true) yield(n++)
        } finally {
            t.log("cleaning")
            sleep(1.seconds)
            t.log("cleaned")
        }
    }

    @KotlinCase("CTXLIB-21")
    suspend fun itGivesTheGeneratorItselfAndClosesIt(t: Trace) {
        val generator = numbers(t)
        AsyncContextManager.closing(generator).use { given ->
            t.log("the same object", given === generator)
            t.log("got", given.anext())
        }
        t.log("closed", generator.anext("end"))
        val failing = numbers(t)
        failing.anext()
        try {
            AsyncContextManager.closing(failing).use { throw Boom("in the block") }
        } catch (e: Boom) {
            t.log("caught", e)
        }
        t.log("closed", failing.anext("end"))
    }

    @KotlinCase("CTXLIB-22")
    suspend fun theCleanUpHasRunWhenTheLoopWasLeft(t: Trace) {
        AsyncContextManager.closing(numbers(t)).use { generator ->
            for (n in generator) {
                t.log("got", n)
                if (n == 1) break
            }
            t.log("behind the loop")
        }
        t.log("behind the block")
        try {
            AsyncContextManager.closing(numbers(t)).use { generator ->
                for (n in generator) throw Boom("in the loop")
            }
        } catch (e: Boom) {
            t.log("caught", e)
        }
    }

    @KotlinCase("CTXLIB-23")
    suspend fun nothingHappensAroundTheBlock(t: Trace) {
        Asyncio.runningLoop().callSoon { t.log("queued") }
        AsyncContextManager.nullContext("value").use { value -> t.log("block", value) }
        AsyncContextManager.nullContext<String?>(null).use { value -> t.log("block", value) }
        try {
            AsyncContextManager.nullContext<String?>(null).use { throw Boom("in the block") }
        } catch (e: Boom) {
            t.log("caught", e)
        }
        yieldNow()
    }
}
