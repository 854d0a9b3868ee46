package dev.braid.conformance.kotlin.callgraph

import dev.braid.Asyncio
import dev.braid.CallGraph
import dev.braid.Future
import dev.braid.Task
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.GeneratorScope
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.await
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.seconds

/** The frames of a graph. */
class CallStackTest : KotlinCases() {
    @KotlinCase("CALLGRAPH-01")
    suspend fun withoutAnArgumentItIsTheCurrentTask(t: Trace) {
        class Bodies {
            fun inner(): Boolean {
                val graph = CallGraph.capture()!!
                t.log("of", graph.future(), graph.future() === currentTask())
                t.log("stack", functions(graph))
                t.log("awaited by", graph.awaitedBy().map { listOf(it.future(), functions(it).last()) })
                return t.log("the same if given", functions(CallGraph.capture(graph.future()))) == Unit
            }

            val outer: suspend () -> Boolean = { inner() }

            val waits: suspend () -> Boolean = { !createTask("task", outer).await() }
        }

        createTask("waiter", Bodies().waits).await()
    }

    @KotlinCase("CALLGRAPH-02")
    suspend fun theStackOfTheCurrentTaskHasFramesOfEveryKind(t: Trace) {
        class Bodies {
            fun here() = t.log("stack", functions(CallGraph.capture()!!))

            val numbers: suspend GeneratorScope<Int, Void?>.() -> Unit = {
                here()
                yield(1)
                sleep(1.seconds)
                here()
                yield(2)
            }

            val again: suspend GeneratorScope<Int, Void?>.() -> Unit = {
                for (number in asyncGenerator(body = numbers)) yield(number)
            }

            fun inner() = here()

            suspend fun consumes(): Boolean {
                for (number in asyncGenerator(body = again)) t.log("element", number)
                inner()
                return true
            }

            val outer: suspend () -> Boolean = { !consumes() }
        }

        createTask("task", Bodies().outer).await()
    }

    @KotlinCase("CALLGRAPH-03")
    suspend fun theStackOfASuspendedTaskHasItsCoroutines(t: Trace) {
        class Bodies {
            val future: Future<String> = Asyncio.createFuture()

            suspend fun inner(): String = future.await() + "!"

            suspend fun middle(): String {
                sleep(1.seconds)
                return inner() + "!"
            }

            val outer: suspend () -> String = { middle() + "!" }
        }

        val bodies = Bodies()
        val task = createTask("task", bodies.outer)
        sleep(2.seconds)
        t.log("suspended", functions(CallGraph.capture(task)))
        t.log("it did not run", task.done(), currentTask())
        bodies.future.setResult("")
        t.log("not until it runs", functions(CallGraph.capture(task)))
        task.await()
    }

    @KotlinCase("CALLGRAPH-09")
    suspend fun framesMayBeSkippedAtTheCapture(t: Trace) {
        class Bodies {
            fun here(): Boolean {
                for (skip in 0 until 4) {
                    t.log("skipped", skip, functions(CallGraph.captureCurrent(skip, CallGraph.ALL_FRAMES)!!))
                }
                return true
            }

            suspend fun helper(): Boolean = here()

            suspend fun inner(): Boolean = !helper()

            val outer: suspend () -> Boolean = { !inner() }
        }

        createTask("task", Bodies().outer).await()
    }

    @KotlinCase("CALLGRAPH-10")
    suspend fun theStackMayBeLimitedAtEitherEnd(t: Trace) {
        class Bodies {
            val future: Future<String> = Asyncio.createFuture()
            val other: Future<String> = Asyncio.createFuture()

            suspend fun inner(): String = future.await() + "!"

            suspend fun middle(): String = inner() + "!"

            val outer: suspend () -> String = { middle() + "!" }

            fun here() {
                for (limit in LIMITS) t.log("current", functions(CallGraph.captureCurrent(0, limit)!!))
            }

            suspend fun calls(): Boolean {
                here()
                return true
            }

            val begins: suspend () -> Boolean = { !calls() }

            suspend fun awaits(): String = other.await() + "!"

            val indirectly: suspend () -> String = { awaits() + "!" }
        }

        val bodies = Bodies()
        val task = createTask("task", bodies.outer)
        sleep(1.seconds)
        for (limit in LIMITS) t.log("suspended", functions(CallGraph.capture(task, limit)))
        bodies.future.setResult("")
        task.await()

        createTask("current", bodies.begins).await()

        val waiter = createTask("waiter", bodies.indirectly)
        sleep(1.seconds)
        for (limit in LIMITS) {
            t.log("waiter", CallGraph.capture(bodies.other, limit).awaitedBy().map(::functions))
        }
        bodies.other.setResult("")
        waiter.await()
    }

    @KotlinCase("CALLGRAPH-22")
    suspend fun aGraphIsAnImmutableRecord(t: Trace) {
        class Bodies {
            val future: Future<String> = Asyncio.createFuture()
            lateinit var task: Task<String>

            val inner: suspend () -> String = { future.await() + "!" }

            val outer: suspend () -> String = { task.await() + "!" }
        }

        val bodies = Bodies()
        bodies.task = createTask("task", bodies.inner)
        val waiter = createTask("waiter", bodies.outer)
        sleep(1.seconds)
        val graph = CallGraph.capture(bodies.task)

        show(t, "captured", graph)
        // What a record's components are no program can change; what is left are the lists.
        for (list in listOf(graph.callStack(), graph.awaitedBy())) {
            try {
                (list as MutableList<*>).clear()
                t.log("changed")
            } catch (refused: UnsupportedOperationException) {
                // As it should be.
            }
        }
        show(t, "the same still", graph)
        t.log("nobody new", graph.awaitedBy().size)
        bodies.future.setResult("")
        waiter.await()
        t.log("a snapshot", graph.awaitedBy().map { it.future() }, CallGraph.capture(bodies.task).awaitedBy().isEmpty())
    }

    private fun show(t: Trace, text: String, graph: CallGraph) =
        t.log(text, graph.future(), functions(graph), graph.awaitedBy().map { listOf(it.future(), functions(it)) })

    private companion object {
        val LIMITS = listOf(CallGraph.ALL_FRAMES, 0, 1, 2, 5, -1, -2, -5)
    }
}
