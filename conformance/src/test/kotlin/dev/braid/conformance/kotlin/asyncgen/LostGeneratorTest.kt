package dev.braid.conformance.kotlin.asyncgen

import dev.braid.Asyncio
import dev.braid.GeneratorExit
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.anext
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.shutdownAsyncgens
import dev.braid.kotlin.sleep
import dev.braid.kotlin.toThread
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** Generators that nobody refers to any more, and those that belong to another loop. */
class LostGeneratorTest : KotlinCases() {
    @KotlinCase("ASYNCGEN-31")
    suspend fun aLostGeneratorIsClosedByATaskOfItsLoop(t: Trace) {
        lose(t, true)
        lose(t, false)
        t.gc()
        sleep(500.milliseconds)
        t.log("meanwhile")
        sleep(1.seconds)
        t.log("end")
    }

    private suspend fun lose(t: Trace, started: Boolean) {
        val generator = asyncGenerator<Int> {
            try {
                yield(1)
                t.log("not reached")
            } catch (e: GeneratorExit) {
                t.log("thrown in", e)
                throw e
            } finally {
                t.log("cleaning")
                sleep(1.seconds)
                t.log("cleaned")
            }
        }
        if (started) t.log("got", generator.anext())
    }

    @KotlinCase("ASYNCGEN-32")
    suspend fun aGeneratorReclaimedInAnotherThreadIsClosedInItsLoop(t: Trace) {
        Asyncio.runningLoop().setDebug(true)
        loseInACycle(t)
        toThread { t.collect() }
        sleep(2.seconds)
        t.log("end")
    }

    private suspend fun loseInACycle(t: Trace) {
        val generator = asyncGenerator<Int> {
            try {
                yield(1)
            } finally {
                t.log("cleaning")
                sleep(1.seconds)
                t.log("cleaned")
            }
        }
        val cycle = arrayOf<Any?>(generator, null)
        cycle[1] = cycle
        t.log("got", generator.anext())
    }

    @KotlinCase("ASYNCGEN-33")
    suspend fun aFailingCleanUpOfALostGeneratorIsReported(t: Trace) {
        t.catchReports()
        loseFailing(t)
        t.gc()
        repeat(3) { yieldNow() }
        t.gc()
        t.log("end")
    }

    private suspend fun loseFailing(t: Trace) {
        val generator = asyncGenerator<Int> {
            try {
                yield(1)
            } finally {
                t.log("fails")
                throw Boom("in the clean-up")
            }
        }
        t.log("got", generator.anext())
    }

    /** In Python a generator can be begun without a loop; in Braid a step needs a task, and so a loop. */
    @KotlinCase("ASYNCGEN-39", plain = true)
    fun aLoopClosesOnlyWhatWasFirstIteratedInIt(t: Trace) {
        val generator = asyncGenerator<Any> {
            try {
                yield(1)
                yield(2)
            } finally {
                t.log("cleans up")
            }
        }
        val first = t.newLoop()
        val second = t.newLoop()
        first.runSuspending { t.log("got", generator.anext()) }
        second.runSuspending {
            second.shutdownAsyncgens()
            t.log("the other loop has closed nothing")
        }
        first.runSuspending {
            first.shutdownAsyncgens()
            t.log("its own loop has closed it", generator.anext("end"))
        }
        second.close()
        first.close()
    }
}
