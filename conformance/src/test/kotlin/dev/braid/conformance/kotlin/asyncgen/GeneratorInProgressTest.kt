package dev.braid.conformance.kotlin.asyncgen

import dev.braid.AsyncGenerator
import dev.braid.GeneratorExit
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asend
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.athrow
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** A generator does one step at a time. */
class GeneratorInProgressTest : KotlinCases() {
    @KotlinCase("ASYNCGEN-25")
    suspend fun aSecondStepAtTheSameTimeIsRefused(t: Trace) {
        val generator = asyncGenerator<Int, String> {
            try {
                sleep(2.seconds)
                val received = yield(1)
                t.log("received", received)
                sleep(1.seconds)
                yield(2)
            } finally {
                t.log("cleans up")
            }
        }
        val task = createTask("first") {
            t.log("got", generator.anext())
            t.log("got", generator.asend("a"))
        }
        sleep(1.seconds)
        refused(t, "step") { generator.anext() }
        refused(t, "send") { generator.asend("b") }
        refused(t, "throw") { generator.athrow(Boom("c")) }
        refused(t, "close") { generator.aclose() }
        task.await()
        generator.aclose()

        lateinit var itself: AsyncGenerator<Int, Void?>
        itself = asyncGenerator {
            refused(t, "inside") { itself.anext() }
            yield(1)
        }
        t.log("got", itself.anext())
        itself.aclose()
    }

    private suspend fun refused(t: Trace, what: String, step: suspend () -> Unit) {
        try {
            step()
            t.log("not reached")
        } catch (e: IllegalStateException) {
            t.log(what, e)
        }
    }

    /** In Python the steps are given up when their tasks are lost; in Braid, when their loop closes. */
    @KotlinCase("ASYNCGEN-29", plain = true)
    fun aBodyThatWaitsAlthoughItsStepWasGivenUpIsTold(t: Trace) {
        val loop = t.newLoop()
        loop.setExceptionHandler { _, _ -> }
        val obeys = asyncGenerator<Any> {
            try {
                loop.createFuture<Any>().await()
            } finally {
                t.log("lets it pass")
            }
            yield(1)
        }
        val waits = asyncGenerator<Any> {
            try {
                loop.createFuture<Any>().await()
            } catch (e: GeneratorExit) {
                t.log("ignores it")
                loop.createFuture<Any>().await()
            }
            yield(1)
        }
        for ((name, generator) in mapOf("obeys" to obeys, "waits" to waits)) {
            loop.runSuspending {
                loop.createTask(named(name)) { consume(t, generator) }
                yieldNow()
            }
        }

        t.log("closing")
        loop.close()
        t.collect()
        t.log("closed")
    }

    private suspend fun consume(t: Trace, generator: AsyncGenerator<Any, Void?>) {
        try {
            generator.anext()
            t.log("not reached")
        } catch (e: IllegalStateException) {
            t.log("caught", e)
        } catch (e: GeneratorExit) {
            t.log("caught", e)
            throw e
        }
    }

    @KotlinCase("ASYNCGEN-47")
    suspend fun itRunsOnlyWhileAStepIsInProgress(t: Trace) {
        lateinit var generator: AsyncGenerator<Int, Void?>
        generator = asyncGenerator {
            t.log("in the body", generator.isRunning)
            sleep(2.seconds)
            yield(1)
            try {
                yield(2)
            } finally {
                t.log("cleaning", generator.isRunning)
                sleep(2.seconds)
            }
        }
        val task = createTask("watcher") {
            sleep(1.seconds)
            t.log("during a step", generator.isRunning)
            sleep(2.seconds)
            t.log("during the close", generator.isRunning)
        }
        t.log("unstarted", generator.isRunning)
        generator.anext()
        t.log("between", generator.isRunning)
        generator.anext()
        t.log("between", generator.isRunning)
        generator.aclose()
        t.log("closed", generator.isRunning)
        task.await()
    }
}
