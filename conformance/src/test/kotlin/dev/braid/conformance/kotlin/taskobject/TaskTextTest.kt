package dev.braid.conformance.kotlin.taskobject

import dev.braid.Future
import dev.braid.Task
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.runUntil
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import java.util.function.Consumer
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** A task's name, and what its text tells. */
class TaskTextTest : KotlinCases() {
    @KotlinCase("TASK-11")
    suspend fun aNameIsTextWhateverItIsMadeOf(t: Trace) {
        val child = suspend { t.log("who runs") }
        val number = createTask(named(1234), child)
        val madeOf = arrayListOf(1)
        val listed = createTask(named(madeOf), child)
        madeOf += 2
        t.log("a number", number.name() == "1234")
        t.log("converted at creation", listed.name() == "[1]")
        yieldNow()
        listed.setName(madeOf)
        madeOf += 3
        t.log("converted by the setter", listed.name() == "[1, 2]")
        val unnamed = createTask(body = child)
        t.log("generated", unnamed.name().startsWith("Task-"))
        unnamed.await()
    }

    @KotlinCase("TASK-12")
    suspend fun renamingShowsInTheAccessorAndInTheText(t: Trace) {
        val task = createTask("before") {
            t.log("begins")
            sleep(1.seconds)
            t.log("ends")
        }
        yieldNow()
        t.log("before", task.name(), says(task, "before"), says(task, "after"))
        task.setName("after")
        t.log("after", task.name(), says(task, "before"), says(task, "after"))
        task.await()
        task.setName("at last")
        t.log("renamed when done", task.name(), says(task, "at last"), says(task, "after"))
    }

    @KotlinCase("TASK-13")
    suspend fun theTextTellsStateNameCoroutineAndCallbacks(t: Trace) {
        val returns = createTask("alice", Worker("fruit", null))
        val fails = createTask("bob", Worker(null, Boom("a")))
        val stopped = createTask("carol", Worker(null, null))
        returns.addDoneCallback(Watcher())
        describe(t, "created", returns)
        sleep(500.milliseconds)
        describe(t, "suspended", fails)
        stopped.cancel()
        describe(t, "cancel requested", stopped)
        sleep(1.seconds)
        describe(t, "returned", returns)
        describe(t, "failed", fails)
        describe(t, "cancelled", stopped)
        fails.exception()
    }

    private fun describe(t: Trace, moment: String, task: Task<*>) {
        val text = task.toString()
        val state = listOf("pending", "cancelling", "cancelled", "finished")
            .filter { it in text }
            .minByOrNull { text.indexOf(it) } // what it waits for has one too
        val parts = listOf("result", "exception", "fruit", "Boom", "watcher", "worker").filter { it in text }
        t.log(moment, task.name() in text, state ?: "none", parts)
    }

    /** A body with a name, as Python's coroutines have by themselves. */
    private class Worker(private val value: String?, private val error: Boom?) : suspend () -> String? {
        override suspend fun invoke(): String? {
            sleep(1.seconds)
            if (error != null) throw error
            return value
        }

        override fun toString(): String = "worker"
    }

    private class Watcher : Consumer<Future<String?>> {
        override fun accept(done: Future<String?>) {}

        override fun toString(): String = "watcher"
    }

    @KotlinCase("TASK-14", plain = true)
    fun theTextTellsWhatATaskWaitsFor(t: Trace) {
        val loop = t.newLoop()
        loop.setExceptionHandler { _, _ -> } // the tasks never end
        val tasks = HashMap<String, Task<Unit>>()
        tasks["alice"] = loop.createTask(named("alice")) { tasks.getValue("bob").await() }
        tasks["bob"] = loop.createTask(named("bob")) { tasks.getValue("carol").await() }
        tasks["carol"] = loop.createTask(named("carol")) { sleep(100.seconds) }
        tasks["dave"] = loop.createTask(named("dave")) { tasks.getValue("erin").await() }
        tasks["erin"] = loop.createTask(named("erin")) { tasks.getValue("dave").await() }
        t.log("not yet waiting", says(tasks["alice"], "bob"))
        loop.runUntil(
            loop.createTask(named("main")) {
                t.log("waiting", says(tasks["alice"], "bob"), "waits for carol", says(tasks["bob"], "carol"))
                t.log("through another", says(tasks["alice"], "carol"))
                t.log("a sleeper waits for a future", says(tasks["carol"], "Future"))
                t.log("each other", says(tasks["dave"], "erin"), says(tasks["erin"], "dave"))
            },
        )
        loop.close()
    }

    private fun says(task: Task<*>?, word: String): Boolean = word in task.toString()
}
