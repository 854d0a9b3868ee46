package dev.braid.conformance.kotlin.asyncgen

import dev.braid.AsyncGenerator
import dev.braid.CancelledError
import dev.braid.ContextVar
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.await
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** The body is part of the task that consumes it. */
class GeneratorTaskTest : KotlinCases() {
    private val user = ContextVar.withDefault("user", "nobody")

    @KotlinCase("ASYNCGEN-40")
    suspend fun aCancellationArrivesInTheBodyFirst(t: Trace) {
        val inner = asyncGenerator<Int> {
            try {
                yield(1)
                sleep(10.seconds)
                t.log("not reached")
            } catch (e: CancelledError) {
                t.log("inner body", e)
                throw e
            } finally {
                t.log("inner cleans up")
            }
        }
        val outer = asyncGenerator<Int> {
            try {
                for (n in inner) yield(n)
            } catch (e: CancelledError) {
                t.log("outer body", e)
                throw e
            }
        }
        val consumes: suspend () -> Unit = {
            try {
                for (n in outer) t.log("got", n)
            } catch (e: CancelledError) {
                t.log("consumer", e)
                throw e
            }
        }
        val catches = asyncGenerator<String> {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                yield("after the cancellation")
            }
        }
        val survives: suspend () -> Unit = {
            for (value in catches) t.log("got", value)
            t.log("requests", currentTask().cancelling())
        }

        for ((name, body) in mapOf("consumes" to consumes, "survives" to survives)) {
            val task = createTask(name, body)
            sleep(1.seconds)
            t.log("cancel", task.cancel("enough"))
            wait(listOf(task))
            t.log("cancelled", task.cancelled())
        }
    }

    @KotlinCase("ASYNCGEN-41")
    suspend fun contextVariablesOfTheBodyAreTheConsumers(t: Trace) {
        val generator = asyncGenerator<Any> {
            t.log("body sees", user.get(), "in", currentTask())
            user.set("set by the body")
            yield(1)
            t.log("body sees", user.get(), "in", currentTask())
            yieldNow()
            user.set("set after a suspension")
            yield(2)
            user.set("set in another task")
        }
        user.set("set by the consumer")
        generator.anext()
        t.log("consumer sees", user.get())
        user.set("set between the steps")
        generator.anext()
        t.log("consumer sees", user.get())
        createTask("other") {
            t.log("end", generator.anext("end"))
            t.log("other task sees", user.get())
        }.await()
        t.log("consumer sees", user.get())
    }

    @KotlinCase("ASYNCGEN-48")
    suspend fun theStackOfATaskThatClosesCanBeSeen(t: Trace) {
        val generator = asyncGenerator<Int> {
            try {
                yield(1)
            } finally {
                sleep(2.seconds)
            }
        }
        generator.anext()
        val task = createTask("closer") { closes(generator) }
        sleep(1.seconds)
        t.log("closes is on it", task.stack().any { it.methodName == "closes" })
        task.await()
        t.log("afterwards", task.stack().size)
    }

    // With something after the call: a call in the last place leaves no frame in Kotlin.
    private suspend fun closes(generator: AsyncGenerator<Int, Void?>): Boolean {
        generator.aclose()
        return true
    }
}
