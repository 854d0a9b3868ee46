package dev.braid.conformance.kotlin.coroutinetask

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.ByHand
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runJava
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

/** When a new task runs, and what no task can be made of. */
class TaskCreationTest : KotlinCases() {
    @KotlinCase("CORO-05")
    suspend fun aNewTaskStartsInALaterPass(t: Trace) {
        val loop = Asyncio.runningLoop()
        val doesNotSuspend = suspend { t.log("creator goes on") }

        loop.callSoon { t.log("queued before the task") }
        val task = createTask { t.log("child starts") }
        loop.callSoon { t.log("queued after the task") }
        t.log("created", task, task.done())
        doesNotSuspend()
        yieldNow()
        t.log("after one pass", task.done())
    }

    @KotlinCase("CORO-06")
    suspend fun tasksStartInTheOrderOfCreation(t: Trace) {
        val child = suspend {
            t.log("starts")
            createTask("${currentTask().name()}'s child") { t.log("starts") }
            yieldNow()
            t.log("goes on")
        }

        val tasks = listOf("c", "a", "b").map { createTask(it, child) }
        t.log("created")
        tasks.forEach { it.await() }
    }

    @KotlinCase("CORO-07")
    suspend fun sleepingTasksOverlap(t: Trace) {
        val slow = createTask("slow", sleeps(t, 3))
        val quick = createTask("quick", sleeps(t, 2))
        t.log("values", slow.await(), quick.await())
    }

    private fun sleeps(t: Trace, seconds: Int): suspend () -> Int = {
        t.log("starts")
        sleep(seconds.seconds)
        t.log("ends")
        seconds
    }

    @KotlinCase("CORO-08", plain = true)
    fun withoutARunningLoopNoTaskIsCreated(t: Trace) {
        val body = suspend {
            t.log("body runs")
            "value"
        }
        try {
            createTask(body = body)
        } catch (e: IllegalStateException) {
            t.log("refused", e)
        }
        t.log("still usable", t.run(body))
    }

    @KotlinCase("CORO-10")
    suspend fun anObjectWithTheCoroutineProtocolIsACoroutine(t: Trace) {
        val loop = Asyncio.runningLoop()
        val future = loop.createFuture<String?>()
        loop.callLater(Duration.ofSeconds(1)) { future.setResult(null) }
        loop.callSoon { loop.callSoon { t.log("two passes later") } }
        val byHand = loop.createTask(ByHand(t.java, null, null, future), named("by hand"))
        t.log("task's value", byHand.await())

        val cancelled = loop.createTask(ByHand(t.java, loop.createFuture<String>()), named("cancelled"))
        sleep(1.seconds)
        cancelled.cancel("stop")
        try {
            cancelled.await()
        } catch (e: CancelledError) {
            t.log("caught", e)
        }

        t.log("inline value", runJava(ByHand(t.java, null)))
    }

    @KotlinCase("CORO-37", plain = true)
    fun aTaskThatCannotBeQueuedDoesNotExist(t: Trace) {
        val loop = t.newLoop()
        loop.close()
        for (options in listOf(named("a"), named("b").eager())) {
            try {
                loop.createTask(options) { t.log("body runs") }
            } catch (e: IllegalStateException) {
                t.log("refused", e)
            }
            t.log("tasks", Asyncio.allTasks(loop).size)
        }
    }
}
