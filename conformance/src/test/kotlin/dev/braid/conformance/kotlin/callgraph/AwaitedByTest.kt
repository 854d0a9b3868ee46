package dev.braid.conformance.kotlin.callgraph

import dev.braid.Asyncio
import dev.braid.CallGraph
import dev.braid.Future
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.NoOracle
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.timeout
import dev.braid.kotlin.wait
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue

/** Who awaits whom, through everything that waits. */
class AwaitedByTest : KotlinCases() {
    /** A future and those that wait for it, recursively. */
    private fun who(future: Future<*>): List<Any> = of(CallGraph.capture(future))

    private fun of(graph: CallGraph): List<Any> = listOf(graph.future(), graph.awaitedBy().map { of(it) })

    @KotlinCase("CALLGRAPH-04")
    suspend fun aPlainFutureHasWaitersAndNoStack(t: Trace) {
        val future = Asyncio.createFuture<String>()

        val task = createTask("waits") { future.await() }
        t.log("nobody yet", who(future))
        sleep(1.seconds)
        t.log("stack", CallGraph.capture(future).callStack().size, who(future))
        future.setResult("")
        task.await()
        t.log("nobody any more", who(future))
    }

    @KotlinCase("CALLGRAPH-05")
    suspend fun theChainOfWaitersLeadsToTheRoot(t: Trace) {
        val deepest = suspend {
            sleep(1.seconds)
            t.log("seen from inside", who(currentTask()))
        }
        val deeper = suspend { createTask("deepest", deepest).await() }
        val deep = suspend { createTask("deeper", deeper).await() }

        createTask("deep", deep).await()
    }

    @KotlinCase("CALLGRAPH-06")
    suspend fun aCallbackHasNoGraph(t: Trace) {
        Asyncio.runningLoop().callSoon { t.log("none", CallGraph.capture() == null) }
        sleep(1.seconds)
        t.log("none", CallGraph.capture() == null)
    }

    @NoOracle("3.15.0rc1 still lists one entry, without a frame")
    @KotlinCase("CALLGRAPH-11")
    suspend fun aFinishedTaskHasNoStack(t: Trace) {
        val returned = createTask("returned") { slept(1) }
        val failed = createTask("failed") {
            sleep(1.seconds)
            throw NoSuchElementException()
        }
        val cancelled = createTask("cancelled") { slept(5) }
        val tasks = listOf(returned, failed, cancelled)
        yieldNow()
        for (task in tasks) assertFalse(CallGraph.capture(task).callStack().isEmpty(), "suspended $task")
        cancelled.cancel()
        sleep(2.seconds)
        for (task in tasks) {
            assertTrue(task.done())
            assertEquals(listOf<StackTraceElement>(), CallGraph.capture(task).callStack(), "finished $task")
        }
        assertTrue(failed.exception() is NoSuchElementException)
        assertTrue(cancelled.cancelled())
    }

    // Has a frame: there is something left to do after the call.
    private suspend fun slept(seconds: Int): Int {
        sleep(seconds.seconds)
        return seconds
    }

    @KotlinCase("CALLGRAPH-15")
    suspend fun membersAreAwaitedByTheOwnerOfTheirGroup(t: Trace) {
        val member = suspend {
            sleep(1.seconds)
            t.log("member", who(currentTask()))
        }
        val owner = suspend {
            val first = taskGroup {
                val one = launch(named("one"), member)
                launch(named("two"), member)
                t.log("in the body", who(one))
                one
            }
            t.log("when done", who(first))
        }

        createTask("owner", owner).await()
    }

    @KotlinCase("CALLGRAPH-16")
    suspend fun childrenAreAwaitedByTheGatheringTask(t: Trace) {
        val gathers = suspend {
            val one = createTask("one", child(t, 1))
            val two = createTask("two", child(t, 1))
            Asyncio.gather(one, two).await()
            t.log("when done", who(one), who(two))
        }

        createTask("gathers", gathers).await()
    }

    @KotlinCase("CALLGRAPH-17")
    suspend fun aShieldedTaskIsAwaitedByTheShieldingOne(t: Trace) {
        val shields = suspend { Asyncio.shield(createTask("child", child(t, 1))).await() }

        createTask("shields", shields).await()
    }

    @KotlinCase("CALLGRAPH-18")
    suspend fun aTimeoutIsNoNode(t: Trace) {
        val limits = suspend { timeout(5.seconds) { createTask("child", child(t, 1)).await() } }

        createTask("limits", limits).await()
    }

    @KotlinCase("CALLGRAPH-19")
    suspend fun whatIsWaitedForIsAwaitedUntilTheWaitReturns(t: Trace) {
        val waits = suspend {
            val shorter = createTask("short", child(t, 1))
            val longer = createTask("long", child(t, 3))
            wait(listOf(shorter, longer), timeout = 2.seconds)
            t.log("returned", who(shorter), who(longer))
            sleep(2.seconds)
        }

        createTask("waits", waits).await()
    }

    private fun child(t: Trace, seconds: Int): suspend () -> Unit = {
        sleep(seconds.seconds)
        t.log("child", who(currentTask()))
    }
}
