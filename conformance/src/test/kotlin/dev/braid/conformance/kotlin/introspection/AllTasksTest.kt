package dev.braid.conformance.kotlin.introspection

import dev.braid.Asyncio
import dev.braid.Task
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.ByHand
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import java.time.Duration.ofMillis
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.seconds

/** Which tasks a loop has. */
class AllTasksTest : KotlinCases() {
    @KotlinCase("INTROSPECT-06")
    suspend fun allTasksHasEveryUnfinishedTaskAndTheCaller(t: Trace) {
        val loop = Asyncio.runningLoop()

        t.log("tasks", names(Asyncio.allTasks()))
        val notStarted = createTask("not started yet", looksAndSleeps(t, 1))
        val before = Asyncio.allTasks()
        t.log("tasks", names(before), "with the caller", currentTask() in before, "with it", notStarted in before)
        createTask("second", looksAndSleeps(t, 2))
        t.log("what was given stays as it was", names(before), "now", names(Asyncio.allTasks()))
        loop.callLater(ofMillis(500)) { t.log("in a callback", names(Asyncio.allTasks())) }
        notStarted.await()
        t.log("tasks", names(Asyncio.allTasks()))
    }

    private fun looksAndSleeps(t: Trace, seconds: Int): suspend () -> Unit = {
        t.log("tasks", names(Asyncio.allTasks()))
        sleep(seconds.seconds)
    }

    @KotlinCase("INTROSPECT-07")
    suspend fun finishedTasksAreNotInAllTasks(t: Trace) {
        val bodies = mapOf<String, suspend () -> Unit>(
            "returns" to {},
            "fails" to { throw Boom("failed") },
            "waits" to { sleep(5.seconds) },
        )
        val looks = suspend { t.log("tasks", names(Asyncio.allTasks())) }

        val tasks = bodies.map { (name, body) ->
            val task = createTask(name, body)
            task.addDoneCallback { t.log("done", it, "still there", task in Asyncio.allTasks()) }
            createTask("after $name", looks)
            task
        }
        t.log("tasks", names(Asyncio.allTasks()))
        sleep(1.seconds)
        t.log("exception", tasks[1].exception())
        tasks[2].cancel()
        t.log("being cancelled", names(Asyncio.allTasks()))
        sleep(ZERO)
        t.log("cancelled", names(Asyncio.allTasks()))
    }

    @KotlinCase("INTROSPECT-08", plain = true)
    fun outsideOfALoopAskingForAllTasksFails(t: Trace) {
        val main = suspend { t.log("tasks", names(Asyncio.allTasks())) }

        repeat(2) {
            try {
                Asyncio.allTasks()
            } catch (e: IllegalStateException) {
                t.log("refused", e)
            }
            t.run(main)
        }
    }

    @KotlinCase("INTROSPECT-09", plain = true)
    fun allTasksHasTasksOfOneLoopOnly(t: Trace) {
        val other = t.newLoop()
        val empty = t.newLoop()
        val child = suspend { sleep(ZERO) }
        val main = suspend {
            createTask("mine", child)
            t.log("this loop", names(Asyncio.allTasks()), "named", names(Asyncio.allTasks(Asyncio.runningLoop())))
            t.log("the other loop", names(Asyncio.allTasks(other)))
            t.log("a loop without tasks", names(Asyncio.allTasks(empty)))
        }

        val task = other.createTask(named("other's"), child)
        t.run(main)
        t.log("the other loop", names(Asyncio.allTasks(other)))
        other.runUntilComplete<Unit, Exception>(task)
        t.log("the other loop", names(Asyncio.allTasks(other)))
        other.close()
        empty.close()
    }

    /** Tasks are of one kind, which registers itself; a program can bring a coroutine with its own machinery. */
    @KotlinCase("INTROSPECT-14")
    suspend fun aTaskOfAForeignCoroutineIsAmongTheTasksUntilItIsDone(t: Trace) {
        val loop = Asyncio.runningLoop()
        val future = loop.createFuture<String?>()
        val finished = loop.createTask(ByHand(t.java, null, future), named("finished"))
        val cancelled = loop.createTask(ByHand(t.java, loop.createFuture<String>()), named("cancelled"))
        t.log("tasks", names(Asyncio.allTasks()))
        sleep(1.seconds)
        t.log("tasks", names(Asyncio.allTasks()))
        future.setResult(null)
        finished.await()
        t.log("tasks", names(Asyncio.allTasks()))
        cancelled.cancel()
        sleep(ZERO)
        t.log("tasks", names(Asyncio.allTasks()))
    }

    private fun names(tasks: Collection<Task<*>>): List<String> = tasks.map { it.name() }
}
