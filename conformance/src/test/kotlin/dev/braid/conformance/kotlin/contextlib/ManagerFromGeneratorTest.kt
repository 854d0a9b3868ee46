package dev.braid.conformance.kotlin.contextlib

import dev.braid.AsyncContextManager
import dev.braid.CancelledError
import dev.braid.GeneratorExit
import dev.braid.StopAsyncIterationException
import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asyncContextManager
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.yieldNow
import dev.braid.kotlin.use
import kotlin.time.Duration.Companion.seconds

/** Managers from generators with one yield. */
class ManagerFromGeneratorTest : KotlinCases() {
    @KotlinCase("CTXLIB-01")
    suspend fun whatStandsBeforeTheYieldEntersAndWhatStandsAfterItLeaves(t: Trace) {
        val made = asyncContextManager<String> {
            t.log("enters")
            sleep(1.seconds)
            yield("value")
            t.log("leaves")
            sleep(1.seconds)
            t.log("left")
        }
        t.log("made")
        made.use { value ->
            t.log("block", value)
            sleep(1.seconds)
        }
        t.log("behind the block")
    }

    @KotlinCase("CTXLIB-02")
    suspend fun anErrorOfTheBlockIsRaisedAtTheYield(t: Trace) {
        val boom = Boom("in the block")
        val manager = asyncContextManager<Int> {
            try {
                yield(1)
                t.log("not reached")
            } catch (e: Boom) {
                t.log("at the yield", e, "the same object", e === boom)
                throw e
            } finally {
                t.log("cleaning")
                sleep(1.seconds)
                t.log("cleaned")
            }
        }
        try {
            manager.use { throw boom }
        } catch (e: Boom) {
            t.log("caught", e)
        }

        val cancellable = asyncContextManager<Int> {
            try {
                yield(1)
            } catch (e: CancelledError) {
                t.log("at the yield", e)
                throw e
            }
        }
        val task = createTask("cancelled") { cancellable.use { sleep(10.seconds) } }
        sleep(1.seconds)
        task.cancel("enough")
        wait(listOf(task))
        t.log("cancelled", task.cancelled())
    }

    @KotlinCase("CTXLIB-03")
    suspend fun aGeneratorThatCatchesTheErrorAndEndsSuppressesIt(t: Trace) {
        val manager = asyncContextManager<Int> {
            try {
                yield(1)
            } catch (e: Boom) {
                t.log("catches", e)
                sleep(1.seconds)
            }
        }
        manager.use { throw Boom("in the block") }
        t.log("behind the block")
        try {
            manager.use { throw Bang("another one") }
        } catch (e: Bang) {
            t.log("caught", e)
        }
    }

    /** An error has its stack trace from where it was made: the library must leave it as it is. */
    @KotlinCase("CTXLIB-04")
    suspend fun anErrorThatPassesIsTheSameObjectUnchanged(t: Trace) {
        val letsPass = asyncContextManager<Int> { yield(1) }
        val raisesAgain = asyncContextManager<Int> {
            try {
                yield(1)
            } catch (e: Boom) {
                throw e
            }
        }
        for (manager in listOf(letsPass, raisesAgain)) {
            val boom = Boom("in the block")
            val made = boom.stackTrace
            try {
                manager.use { throw boom }
            } catch (e: Boom) {
                val changed = !made.contentEquals(e.stackTrace) || e.suppressed.isNotEmpty()
                t.log("the same object", e === boom, "library frames", changed, "cause", e.cause)
            }
        }
    }

    @KotlinCase("CTXLIB-05")
    suspend fun anotherErrorOfTheGeneratorTakesThePlaceOfTheBlocks(t: Trace) {
        val bang = Bang("of the clean-up")
        val manager = asyncContextManager<Int> {
            try {
                yield(1)
            } finally {
                sleep(1.seconds)
                throw bang
            }
        }
        val wraps = asyncContextManager<Int> {
            try {
                yield(1)
            } catch (e: Boom) {
                val because = Bang("because of, " + e.message)
                because.initCause(e)
                throw because
            }
        }

        try {
            manager.use { throw Boom("in the block") }
        } catch (e: Bang) {
            t.log("caught", e, "the same object", e === bang)
        }
        try {
            manager.use { t.log("no error in the block") }
        } catch (e: Bang) {
            t.log("caught", e)
        }
        val boom = Boom("in the block")
        try {
            wraps.use { throw boom }
        } catch (e: Bang) {
            t.log("caught", e, "cause", e.cause === boom)
        }
    }

    @KotlinCase("CTXLIB-06")
    suspend fun aGeneratorThatDoesNotYieldCannotBeEntered(t: Trace) {
        val returns = asyncContextManager<Int> { sleep(1.seconds) }
        val fails = asyncContextManager<Int> { throw Boom("on entry") }
        try {
            returns.use { t.log("not reached") }
        } catch (e: IllegalStateException) {
            t.log("caught", e)
        }
        try {
            fails.use { t.log("not reached") }
        } catch (e: Boom) {
            t.log("caught", e)
        }
    }

    @KotlinCase("CTXLIB-07")
    suspend fun aSecondYieldIsRefusedAndTheGeneratorClosed(t: Trace) {
        val manager = asyncContextManager<Int> {
            try {
                yield(1)
            } catch (e: Boom) {
                t.log("catches", e)
            }
            try {
                yield(2)
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
        try {
            manager.use { t.log("block") }
        } catch (e: IllegalStateException) {
            t.log("caught", e)
        }
        try {
            manager.use { throw Boom("in the block") }
        } catch (e: IllegalStateException) {
            t.log("caught", e)
        }
    }

    @KotlinCase("CTXLIB-08")
    suspend fun theSignalOfAnEndPassesAsAnyOtherError(t: Trace) {
        val manager = asyncContextManager<Int> { yield(1) }
        val cleansUp = asyncContextManager<Int> {
            try {
                yield(1)
            } finally {
                yieldNow()
                t.log("cleans up")
            }
        }
        for (error in listOf(NoSuchElementException("spam"), StopAsyncIterationException("ham"))) {
            for (made in listOf(manager, cleansUp)) {
                try {
                    made.use { throw error }
                    t.log("not reached")
                } catch (e: Exception) {
                    t.log("the same object", e === error)
                }
            }
        }
    }

    @KotlinCase("CTXLIB-09")
    suspend fun argumentsReachTheGenerator(t: Trace) {
        manager(1, listOf(2, 3), "f", "s").use { value -> t.log("got", value) }
    }

    private fun manager(first: Int, more: List<Int>, function: String, self: String): AsyncContextManager<List<Any>> =
        asyncContextManager { yield(listOf(first, more, function, self)) }

    @KotlinCase("CTXLIB-10")
    suspend fun closingAGeneratorWithAManagerInsideIsClean(t: Trace) {
        val manager = asyncContextManager<String> {
            try {
                t.log("enters")
                yield("")
            } catch (e: GeneratorExit) {
                t.log("manager", e)
                throw e
            } finally {
                sleep(1.seconds)
                t.log("leaves")
            }
        }
        val generator = asyncGenerator<Any> {
            manager.use {
                yield(1)
                yield(2)
            }
        }
        t.catchReports()
        t.log("got", generator.anext())
        generator.aclose()
        t.log("closed", generator.anext("end"))
    }
}
