package dev.braid.conformance.kotlin.runner

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.EventLoop
import dev.braid.KeyboardInterrupt
import dev.braid.Runner
import dev.braid.Task
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.runAsyncio
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import io.kotest.assertions.throwables.shouldThrow
import java.time.Duration.ofSeconds
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.Duration.Companion.seconds

/** What the caller of a run gets: the main task's value or error, and never less than that. */
class RunnerOutcomeTest : KotlinCases() {
    @KotlinCase("RUNNER-01", plain = true)
    fun runGivesBackWhatTheCoroutineReturned(t: Trace) {
        val value = Any()
        val main = suspend {
            t.log("starts")
            sleep(2.seconds)
            t.log("ends")
            value
        }
        t.log("the very object", t.run(main) === value)

        val nothing = suspend {
            sleep(ZERO)
            null
        }
        t.log("nothing", t.run(nothing))
    }

    @KotlinCase("RUNNER-02", plain = true)
    fun theMainTasksExceptionEscapesAfterTheCleanup(t: Trace) {
        val error = Boom("main")
        val loops = ArrayList<EventLoop>()
        val leftOver = suspend {
            try {
                sleep(10.seconds)
            } finally {
                sleep(3.seconds)
                t.log("cleaned up")
            }
        }
        val main: suspend () -> Unit = {
            loops += Asyncio.runningLoop()
            createTask("left over", leftOver)
            sleep(1.seconds)
            t.log("fails")
            throw error
        }

        try {
            t.run(main)
        } catch (e: Boom) {
            t.log("caught", e, e === error, loops[0].isClosed)
        }
    }

    @KotlinCase("RUNNER-05", plain = true)
    fun runInsideARunningLoopIsRefusedAtOnce(t: Trace) {
        val inner = suspend {
            t.log("starts")
            "value"
        }
        val main = suspend {
            t.log("refused in a task", shouldThrow<IllegalStateException> { runAsyncio(inner) })
            sleep(1.seconds)
            val done = Asyncio.runningLoop().createFuture<String>()
            Asyncio.runningLoop().callSoon {
                t.log("refused in a callback", shouldThrow<IllegalStateException> { runAsyncio(inner) })
                done.setResult("goes on")
            }
            t.log("main", done.await())
        }

        t.run(main)
        t.log("not used up", t.run(inner))
    }

    @KotlinCase("RUNNER-19", plain = true)
    fun aCancelledMainTaskLetsTheCancellationEscape(t: Trace) {
        val cancelsItself = suspend {
            currentTask().cancel("myself")
            sleep(1.seconds)
            t.log("never")
        }
        val raises: suspend () -> Unit = { throw CancelledError("raised") }
        val isCancelled = suspend {
            val me = currentTask()
            Asyncio.runningLoop().callLater(ofSeconds(2)) { me.cancel() }
            sleep(10.seconds)
            t.log("never")
        }

        for (main in listOf(cancelsItself, raises, isCancelled)) {
            try {
                t.run(main)
                t.log("never")
            } catch (e: CancelledError) {
                t.log("escapes", e)
            }
        }
    }

    /** Java's counterpart of SystemExit is an error after which the virtual machine may not be able to go on. */
    @KotlinCase("RUNNER-20", plain = true)
    fun anInterruptOrExitStopsTheLoopAtOnce(t: Trace) {
        val failing = ArrayList<Task<*>>()
        for (who in listOf("main", "a task", "a callback")) {
            for (error in listOf(KeyboardInterrupt(), InternalError())) {
                t.log("raised by", who)
                t.runner().use { runner ->
                    try {
                        runner.runSuspending(stoppedBy(t, who, error, failing))
                    } catch (e: Throwable) {
                        t.log("escapes", e, e === error)
                    }
                }
            }
        }
        t.log("stored in the tasks too", failing.map { it.exception() })
    }

    private fun stoppedBy(t: Trace, who: String, error: Error, failing: MutableList<Task<*>>): suspend () -> Unit {
        val raises = {
            Asyncio.runningLoop().callSoon { t.log("behind it in the queue") }
            t.log("raises", error)
            throw error
        }
        val leftOver = suspend {
            try {
                sleep(100.seconds)
            } catch (e: CancelledError) {
                t.log("cancelled")
                sleep(1.seconds)
                t.log("cleaned up")
                throw e
            }
        }
        val fails: suspend () -> Unit = {
            sleep(1.seconds)
            raises()
        }
        return {
            val loop = Asyncio.runningLoop()
            createTask("left over", leftOver)
            if (who == "a task") {
                failing += createTask("failing", fails)
            } else if (who == "a callback") {
                loop.callLater(ofSeconds(1)) { raises() }
            }
            loop.callLater(ofSeconds(1)) { t.log("due at the same time") }
            try {
                if (who == "main") fails() else sleep(50.seconds)
            } finally {
                t.log("main ends")
            }
        }
    }

    @KotlinCase("RUNNER-25", plain = true)
    fun aRunnerStaysUsableAfterAFailedRun(t: Trace) {
        t.runner().use { runner ->
            for (error in listOf(Boom("run"), CancelledError("run"), KeyboardInterrupt())) {
                try {
                    runner.runSuspending(fails(error))
                } catch (e: Throwable) {
                    t.log("failed", e, e === error)
                }
                val works = suspend {
                    sleep(1.seconds)
                    Asyncio.runningLoop().timeNanos().nanoseconds
                }
                t.log("works", runner.runSuspending(works))
            }
        }
    }

    private fun fails(error: Throwable): suspend () -> Unit = {
        sleep(1.seconds)
        throw error
    }

    @KotlinCase("RUNNER-44", plain = true)
    fun aResultIsNeverMadeText(t: Trace) {
        val made = ArrayList<String>()
        val result = object : Any() {
            override fun toString(): String {
                made += "text"
                return "Result"
            }
        }
        val main: suspend () -> Any = {
            sleep(1.seconds)
            result
        }

        t.log("run", t.run(main) === result)
        Runner.builder().loopFactory { t.newLoop() }.debug(true).build().use { runner ->
            t.log("in debug mode", runner.runSuspending(main) === result)
        }
        t.log("made text", made.size)
    }
}
