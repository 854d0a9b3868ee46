package dev.braid.conformance.kotlin.callgraph

import dev.braid.Asyncio
import dev.braid.CallGraph
import dev.braid.Future
import dev.braid.Task
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import kotlin.time.Duration.Companion.seconds

/** A graph as text. */
class CallGraphTextTest : KotlinCases() {
    /** Indentation and content of each line, without what differs from run to run or between the languages. */
    private fun lines(text: String): List<List<Any>> = text.lines().map { line ->
        val content = line.trimStart().replace(Regex("0x[0-9a-f]+"), "0x")
        val frame = FRAME.matchEntire(content)
        val shown = if (frame == null) content else "| " + function(frame.groupValues[1], frame.groupValues[2])
        listOf(line.length - line.trimStart().length, shown)
    }

    @KotlinCase("CALLGRAPH-12")
    suspend fun aGraphAsText(t: Trace) {
        class Bodies {
            val future: Future<String> = Asyncio.createFuture()
            lateinit var task: Task<String>

            suspend fun inner(): String = future.await() + "!"

            val middle: suspend () -> String = { inner() + "!" }

            val outer: suspend () -> String = { task.await() + "!" }
        }

        val bodies = Bodies()
        bodies.task = createTask("task", bodies.middle)
        val waiter = createTask("waiter", bodies.outer)
        sleep(1.seconds)
        lines(CallGraph.capture(bodies.task).format()).forEach { t.log("task", it) }
        lines(CallGraph.capture(bodies.future).format()).forEach { t.log("future", it) }
        bodies.future.setResult("")
        waiter.await()
        lines(CallGraph.capture(bodies.future).format()).forEach { t.log("alone", it) }
    }

    @KotlinCase("CALLGRAPH-13")
    suspend fun withoutACurrentTaskTheTextIsEmpty(t: Trace) {
        Asyncio.runningLoop().callSoon { t.log("in a callback", CallGraph.formatCurrent().isEmpty()) }
        sleep(1.seconds)
        t.log("in a task", CallGraph.formatCurrent().isEmpty())
    }

    @KotlinCase("CALLGRAPH-14")
    suspend fun theTextMayBePrinted(t: Trace) {
        class Bodies {
            val future: Future<String> = Asyncio.createFuture()

            val waits: suspend () -> String = { future.await() + "!" }
        }

        val bodies = Bodies()
        val task = createTask("task", bodies.waits)
        sleep(1.seconds)
        val graph = CallGraph.capture(task)
        val text = graph.format() + System.lineSeparator()
        val given = ByteArrayOutputStream()
        graph.print(PrintStream(given, true, Charsets.UTF_8))
        t.log("to a stream", given.toString(Charsets.UTF_8) == text)
        val standard = ByteArrayOutputStream()
        val before = System.out
        System.setOut(PrintStream(standard, true, Charsets.UTF_8))
        try {
            graph.print()
        } finally {
            System.setOut(before)
        }
        t.log("to standard output", standard.toString(Charsets.UTF_8) == text)
        t.log("with its frames", "waits" in text)
        bodies.future.setResult("")
        task.await()
    }

    private companion object {
        val FRAME = Regex("""\|   .*?([\w$]+)\.(\w+)\([^()]*\)""")
    }
}
