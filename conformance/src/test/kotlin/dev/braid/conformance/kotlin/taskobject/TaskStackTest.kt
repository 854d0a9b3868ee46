package dev.braid.conformance.kotlin.taskobject

import dev.braid.Asyncio
import dev.braid.Future
import dev.braid.Task
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import io.kotest.matchers.shouldBe
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import kotlin.time.Duration.Companion.seconds

/**
 * The stack that a task shows. The bodies are functions here, so that frames have the names that Python's have, and
 * each does something after its call: of a function that ends in its call Kotlin's compiler leaves no frame.
 */
class TaskStackTest : KotlinCases() {
    @KotlinCase("TASK-54")
    suspend fun theStackOfATask(t: Trace) {
        class Bodies {
            suspend fun outer(): String = inner() + "!"

            suspend fun inner(): String {
                sleep(1.seconds)
                throw Boom("a")
            }

            suspend fun direct(future: Future<String>): String = future.await() + "!"
        }

        val bodies = Bodies()
        val future = Asyncio.runningLoop().createFuture<String>()
        val waits = createTask { bodies.direct(future) }
        val fails = createTask(body = bodies::outer)
        val returned = createTask { }
        yieldNow()
        t.log("suspended", functions(waits.stack()))
        t.log("suspended further down", functions(fails.stack())[0])
        functions(fails.stack()) shouldBe listOf("outer", "inner") // Braid goes on to the frame that suspended
        sleep(2.seconds)
        t.log("failed", functions(fails.stack()), fails.exception())
        t.log("returned", returned.stack().size)
        waits.cancel()
        yieldNow()
        t.log("cancelled", waits.cancelled(), waits.stack().size)
    }

    @KotlinCase("TASK-55")
    suspend fun aStackMayBeLimited(t: Trace) {
        class Bodies {
            val future: Future<String> = Asyncio.runningLoop().createFuture()

            // A lambda is the whole body of its task: the reference to a function would have a frame of its own.
            val outer: suspend () -> String = { middle() + "!" }

            suspend fun middle(): String = inner() + "?"

            suspend fun inner(): String = throw Boom("a")

            suspend fun direct(): String = future.await() + "!"
        }

        val bodies = Bodies()
        val waits = createTask(body = bodies::direct)
        val fails = createTask(body = bodies.outer)
        sleep(1.seconds)
        for (limit in 0..2) t.log("suspended, at most", limit, functions(waits.stack(limit)))
        for (limit in 0..3) t.log("failed, at most", limit, functions(fails.stack(limit)))
        t.log("failed", functions(fails.stack()), fails.exception())
        bodies.future.cancel()
    }

    @KotlinCase("TASK-56")
    suspend fun aStackMayBePrinted(t: Trace) {
        class Bodies {
            val future: Future<String> = Asyncio.runningLoop().createFuture()

            val outer: suspend () -> String = { inner() + "!" }

            suspend fun inner(): String = throw Boom("a")

            suspend fun direct(): String = future.await() + "!"
        }

        val bodies = Bodies()
        val waits = createTask("waits", bodies::direct)
        val fails = createTask("fails", bodies.outer)
        val returned = createTask("returned") { }
        sleep(1.seconds)
        printed(t, waits, Int.MAX_VALUE)
        printed(t, fails, Int.MAX_VALUE)
        printed(t, fails, 1)
        printed(t, returned, Int.MAX_VALUE)
        t.log("error", fails.exception())
        bodies.future.cancel()
    }

    private fun printed(t: Trace, task: Task<*>, limit: Int) {
        val out = ByteArrayOutputStream()
        task.printStack(limit, PrintStream(out, true, Charsets.UTF_8))
        val lines = out.toString(Charsets.UTF_8).lines()
        val first = lines[0]
        val rest = lines.drop(1)
        val frames = rest.mapNotNull { FRAME.find(it)?.destructured }
        val functions = frames.map { (type, method) -> function(type, method) }.filter { it in KNOWN }
        t.log(
            task.name(),
            "named",
            task.name() in first,
            "none",
            first.startsWith("No stack"),
            functions,
            "error",
            rest.any { "Boom" in it },
        )
    }

    private fun functions(frames: List<StackTraceElement>): List<String> =
        frames.map { function(it.className, it.methodName) }.filter { it in KNOWN }

    /** A lambda is a class whose name ends with that of the property, and a number. */
    private fun function(type: String, method: String): String =
        if (method == "invokeSuspend") type.split('$').dropLast(1).last() else method

    private companion object {
        val KNOWN = setOf("outer", "middle", "inner", "direct")
        val FRAME = Regex("""([\w$]+)\.(\w+)\([^()]*\)$""")
    }
}
