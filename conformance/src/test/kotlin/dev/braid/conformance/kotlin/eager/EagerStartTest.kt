package dev.braid.conformance.kotlin.eager

import dev.braid.Asyncio
import dev.braid.Task
import dev.braid.TaskFactory
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import java.time.Duration.ofSeconds
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.seconds

/** What runs inside the creating call, and what is left for the loop. */
class EagerStartTest : KotlinCases() {
    @KotlinCase("EAGER-01")
    suspend fun theBodyRunsInTheCreatingCallUpToItsFirstSuspension(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.setTaskFactory(TaskFactory.EAGER)
        val done = loop.createFuture<String>()
        done.setResult("value")
        val inner = suspend {
            t.log("inner runs")
            1
        }
        val child = suspend {
            t.log("starts")
            t.log("inline", inner())
            t.log("of a done future", done.await())
            sleep(ZERO)
            t.log("after the first suspension")
        }

        loop.callSoon { t.log("callback") }
        val task = createTask("child", child)
        t.log("created", "done", task.done())
        task.await()
    }

    @KotlinCase("EAGER-02")
    suspend fun aBodyThatDoesNotSuspendIsDoneAtOnce(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.setTaskFactory(TaskFactory.EAGER)
        val child = suspend {
            t.log("runs")
            "value"
        }

        loop.callSoon { t.log("callback") }
        val task = createTask(body = child)
        t.log("created", "done", task.done(), "result", task.result<Exception>())
        t.log("awaited", task.await())
        sleep(ZERO)
        t.log("end")
    }

    @KotlinCase("EAGER-03")
    suspend fun theRestIsDrivenByTheLoop(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.setTaskFactory(TaskFactory.EAGER)
        val future = loop.createFuture<String>()
        val child = suspend {
            t.log("starts")
            sleep(ZERO)
            t.log("second step")
            t.log("future's value", future.await())
            sleep(1.seconds)
            t.log("ends")
            "value"
        }

        loop.callSoon { t.log("queued before") }
        val task = createTask("child", child)
        loop.callSoon { t.log("queued after") }
        t.log("created", "done", task.done())
        sleep(ZERO)
        t.log("one pass later")
        loop.callLater(ofSeconds(2)) { future.setResult("given") }
        t.log("value", task.await())
    }

    @KotlinCase("EAGER-04")
    suspend fun whatTheEagerStepDidIsSeenAtOnce(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.setTaskFactory(TaskFactory.EAGER)
        val future = loop.createFuture<String>()
        val seen = ArrayList<String>()
        val child = suspend {
            future.setResult("given")
            seen += "child"
            sleep(1.seconds)
            seen += "child again"
        }

        loop.callSoon { t.log("callback") }
        val task = createTask(body = child)
        t.log("future done", future.done(), "seen", seen)
        t.log("awaited", future.await())
        task.await()
        t.log("seen", seen)
    }

    @KotlinCase("EAGER-21")
    suspend fun childrenRunBeforeTheNextStatementOfTheirCreator(t: Trace) {
        val child = suspend {
            t.log("starts")
            sleep(ZERO)
            t.log("goes on")
        }
        val creator = suspend {
            t.log("creates")
            val children = ArrayList<Task<Unit>>()
            for (name in listOf("a", "b")) {
                children += createTask(name, child)
                t.log("created", name)
            }
            for (task in children) task.await()
        }

        creator()
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER)
        creator()
    }

    @KotlinCase("EAGER-22")
    suspend fun aChainThatNeverSuspendsSchedulesNothing(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.setTaskFactory(TaskFactory.EAGER)

        loop.callSoon { t.log("callback") }
        val task = createTask { level(t, 8) }
        t.log("done", task.done(), "result", task.result<Exception>())
        t.log("tasks", names())
        t.log("awaited", task.await())
        sleep(ZERO)
        t.log("end")
    }

    private suspend fun level(t: Trace, n: Int): Int {
        if (n == 0) {
            t.log("bottom", names())
            return 0
        }
        val below = if (n % 2 == 1) level(t, n - 1) else createTask { level(t, n - 1) }.await()
        return below + 1
    }

    private fun names(): List<String> = Asyncio.allTasks().map { it.name() }
}
