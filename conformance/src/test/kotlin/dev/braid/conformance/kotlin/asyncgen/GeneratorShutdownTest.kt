package dev.braid.conformance.kotlin.asyncgen

import dev.braid.AsyncGenerator
import dev.braid.Asyncio
import dev.braid.GeneratorExit
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.collect
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.shutdownAsyncgens
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import java.lang.ref.Reference
import java.util.concurrent.atomic.AtomicInteger
import java.util.logging.Handler
import java.util.logging.Level
import java.util.logging.LogRecord
import java.util.logging.Logger
import kotlin.time.Duration.Companion.seconds

/** What a loop does at its end with the generators that are still open. */
class GeneratorShutdownTest : KotlinCases() {
    @KotlinCase("ASYNCGEN-34")
    suspend fun shutdownClosesWhatIsOpenAtTheSameTime(t: Trace) {
        val open = listOf(2, 1, 3).mapTo(ArrayList()) { sleepsAtTheEnd(t, it) }
        for (generator in open) generator.anext()
        val finished = sleepsAtTheEnd(t, 7)
        val unstarted = sleepsAtTheEnd(t, 8)
        finished.anext()
        finished.aclose()
        t.log("shutting down")
        Asyncio.runningLoop().shutdownAsyncgens()
        t.log("shut down")
        open += finished
        for (generator in open) t.log("then", generator.anext("end"))
        Reference.reachabilityFence(unstarted)
    }

    private fun sleepsAtTheEnd(t: Trace, n: Int): AsyncGenerator<Any, Void?> = asyncGenerator {
        try {
            yield(n)
            t.log("not reached")
        } finally {
            t.log("cleaning", n)
            sleep(n.seconds)
            t.log("cleaned", n)
        }
    }

    @KotlinCase("ASYNCGEN-35")
    suspend fun aFailingCloseIsReportedAndStopsNoOther(t: Trace) {
        t.catchReports()
        val fails = asyncGenerator<Int> {
            try {
                yield(1)
            } finally {
                t.log("fails")
                throw Boom("in the clean-up")
            }
        }
        val yieldsAgain = asyncGenerator<Int> {
            try {
                yield(1)
            } catch (e: GeneratorExit) {
                yield(2)
            }
        }
        val cleansUp = asyncGenerator<Int> {
            try {
                yield(1)
            } finally {
                sleep(1.seconds)
                t.log("cleaned")
            }
        }
        for (generator in listOf(fails, yieldsAgain, cleansUp)) generator.anext()
        Asyncio.runningLoop().shutdownAsyncgens()
        t.log("shut down")
    }

    @KotlinCase("ASYNCGEN-36")
    suspend fun aGeneratorBegunAfterTheShutdownWorksWithAWarning(t: Trace) {
        Asyncio.runningLoop().shutdownAsyncgens()
        Warnings().use { warned ->
            val generator = asyncGenerator<Any> {
                yield(1)
                yield(2)
            }
            t.log("warned", warned.count)
            t.log("got", generator.anext())
            t.log("warned", warned.count)
            t.log("got", generator.anext())
            t.log("got", generator.anext("end"))
            t.log("warned", warned.count)
        }
    }

    /** Counts what Braid logs about shutdownAsyncgens. */
    private class Warnings : Handler(), AutoCloseable {
        private val lines = AtomicInteger()
        private val levelBefore: Level? = LOGGER.level

        val count: Int get() = lines.get()

        init {
            LOGGER.level = Level.WARNING
            LOGGER.useParentHandlers = false
            LOGGER.addHandler(this)
        }

        override fun publish(line: LogRecord) {
            if ("shutdownAsyncgens()" in line.message) lines.incrementAndGet()
        }

        override fun flush() {}

        override fun close() {
            LOGGER.removeHandler(this)
            LOGGER.useParentHandlers = true
            LOGGER.level = levelBefore
        }

        private companion object {
            val LOGGER: Logger = Logger.getLogger("dev.braid")
        }
    }

    @KotlinCase("ASYNCGEN-37")
    suspend fun shutdownWithNothingOpenDoesNotSuspend(t: Trace) {
        val made = { asyncGenerator<Int> { yield(1) } }
        val unstarted = made()
        made().collect {}
        Asyncio.runningLoop().callSoon { t.log("queued") }
        Asyncio.runningLoop().shutdownAsyncgens()
        t.log("shut down")
        Asyncio.runningLoop().shutdownAsyncgens()
        t.log("shut down twice")
        yieldNow()
        Reference.reachabilityFence(unstarted)
    }

    @KotlinCase("ASYNCGEN-38", plain = true)
    fun aRunClosesAtItsEndWhatWasLeftOpen(t: Trace) {
        val held = ArrayList<Any>()
        val main = suspend {
            t.catchReports()
            val generator = asyncGenerator<Int> {
                try {
                    for (n in 0 until 3) yield(n)
                } finally {
                    t.log("cleaning")
                    sleep(1.seconds)
                    t.log("cleaned")
                }
            }
            held.add(generator)
            for (n in generator) {
                t.log("got", n)
                if (n == 1) break
            }
            t.log("main ends")
            "value"
        }
        t.log("result", t.run(main))
    }
}
