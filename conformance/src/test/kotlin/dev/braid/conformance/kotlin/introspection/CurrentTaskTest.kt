package dev.braid.conformance.kotlin.introspection

import dev.braid.Asyncio
import dev.braid.EventLoop
import dev.braid.Future
import dev.braid.KeyboardInterrupt
import dev.braid.Task
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.conformance.kotlin.harness.runUntil
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import java.time.Duration.ofSeconds
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.seconds

/** Which task is the current one, of which loop, and when there is none. */
class CurrentTaskTest : KotlinCases() {
    @KotlinCase("INTROSPECT-01")
    suspend fun theCurrentTaskIsTheOneThatExecutes(t: Trace) {
        val tasks = LinkedHashMap<String, Task<*>>()
        val future = Asyncio.runningLoop().createFuture<String?>()
        val main = currentTask()
        for (name in listOf("a", "b")) {
            tasks[name] = createTask(name) { looksInEveryStep(t, name, tasks, future) }
        }
        t.log("main", main === currentTask())
        sleep(2.seconds)
        t.log("main", main === currentTask())
        future.setResult(null)
        for (task in tasks.values) task.await()
        t.log("main", main === currentTask())
    }

    private suspend fun looksInEveryStep(t: Trace, name: String, tasks: Map<String, Task<*>>, future: Future<String?>) {
        for (step in 0..2) {
            t.log("step", step, currentTask(), currentTask() === tasks[name])
            sleep(ZERO)
        }
        sleep(1.seconds)
        t.log("woken by a timer", currentTask() === tasks[name])
        future.await()
        t.log("woken by a future", currentTask() === tasks[name])
    }

    @KotlinCase("INTROSPECT-02")
    suspend fun aCallbackHasNoCurrentTask(t: Trace) {
        val loop = Asyncio.runningLoop()
        val callback = { kind: String -> t.log("current task in", kind, Asyncio.currentTask()) }
        val child = suspend { t.log("current task in a task", Asyncio.currentTask()) }

        loop.callSoon { callback("a callback") }
        val task = createTask("child", child)
        loop.callSoon { callback("a callback after a task's step") }
        task.addDoneCallback { callback("a done callback") }
        loop.callLater(ofSeconds(1)) { callback("a timer") }
        sleep(2.seconds)
    }

    /** Asking for the current task without saying that a loop is meant gives null outside. */
    @KotlinCase("INTROSPECT-03", plain = true)
    fun outsideOfALoopAskingForTheCurrentTaskFails(t: Trace) {
        val main = suspend { t.log("current", Asyncio.currentTask(null)) }

        repeat(2) {
            try {
                Asyncio.currentTask(null)
            } catch (e: IllegalStateException) {
                t.log("refused", e)
            }
            t.run(main)
        }
    }

    @KotlinCase("INTROSPECT-04", plain = true)
    fun aLoopThatExecutesNoTaskHasNoCurrentTask(t: Trace) {
        val first = t.newLoop()
        val second = t.newLoop()
        val tasks = ArrayList<Task<*>>()
        val child = suspend {
            val executing = Asyncio.currentTask(first) === tasks[0]
            t.log("this loop", executing, "the other loop", Asyncio.currentTask(second))
            sleep(1.seconds)
        }
        val givesWay = suspend { sleep(ZERO, "value") }

        tasks += first.createTask(body = child)
        second.createTask(body = givesWay)
        t.log("before", Asyncio.currentTask(first), Asyncio.currentTask(second))
        first.runUntil(tasks[0])
        t.log("after", Asyncio.currentTask(first), Asyncio.currentTask(second))
        second.runUntil(second.createTask(body = givesWay))
        first.close()
        second.close()
        t.log("closed", Asyncio.currentTask(first))
    }

    @KotlinCase("INTROSPECT-05")
    suspend fun noLoopMeansTheRunningLoop(t: Trace) {
        t.log("current", Asyncio.currentTask(null) === Asyncio.currentTask())
        t.log("tasks", Asyncio.allTasks(null).map { it.name() })
    }

    /** Nobody but a loop can enter a task; the way left to try is to run a loop from inside a task. */
    @KotlinCase("INTROSPECT-16", plain = true)
    fun noTaskCanBeEnteredInsideAnother(t: Trace) {
        val other = t.newLoop()
        val child = suspend { t.log("entered", Asyncio.currentTask()) }
        val foreign = other.createTask(named("foreign"), child)
        val main = suspend {
            val loop = Asyncio.runningLoop()
            val me = currentTask()
            val task = createTask("child", child)
            refusesToRun(t, loop, task, me)
            refusesToRun(t, other, foreign, me)
            t.log("in the other loop", Asyncio.currentTask(other))
            task.await()
            t.log("still current", Asyncio.currentTask() === me)
        }

        t.run(main)
        other.runUntil(foreign)
        other.close()
    }

    private fun refusesToRun(t: Trace, inner: EventLoop, innerTask: Task<*>, current: Task<*>) {
        try {
            inner.runUntil(innerTask)
        } catch (e: IllegalStateException) {
            t.log("refused", e)
        }
        t.log("still current", Asyncio.currentTask() === current, "done", innerTask.done())
    }

    /** Nobody but a loop can leave a task; it does so whatever the task's step came to. */
    @KotlinCase("INTROSPECT-17", plain = true)
    fun aTaskIsLeftHoweverItsStepEnds(t: Trace) {
        val loop = t.newLoop()
        val look = { t.log("current", Asyncio.currentTask(loop)) }
        val suspends = suspend {
            loop.callSoon(look)
            sleep(1.seconds)
        }
        val fails: suspend () -> String = {
            loop.callSoon(look)
            throw Boom("failed")
        }
        val interrupts: suspend () -> String = { throw KeyboardInterrupt() }

        val suspended = loop.createTask(body = suspends)
        for (body in listOf(fails, interrupts)) {
            try {
                loop.runUntil(loop.createTask(body = body))
            } catch (e: Boom) {
                t.log("caught", e)
            } catch (e: KeyboardInterrupt) {
                t.log("caught", e)
            }
            look()
        }
        loop.runUntil(suspended)
        look()
        loop.close()
    }

    @KotlinCase("INTROSPECT-18")
    suspend fun everyThreadHasTheCurrentTaskOfItsOwnLoop(t: Trace) {
        val firstLoop = Asyncio.runningLoop()
        val main = currentTask()
        val other = suspend {
            val mine = currentTask()
            t.log("current", mine)
            t.log("of the first loop", Asyncio.currentTask(firstLoop) === main)
            sleep(1.seconds)
            t.log("current", currentTask() === mine)
        }

        val thread = t.thread {
            try {
                Asyncio.currentTask(null)
            } catch (e: IllegalStateException) {
                t.log("no loop here yet", e)
            }
            val loop = t.newLoop()
            loop.runUntil(loop.createTask(named("other"), other))
            t.log("no task any more", Asyncio.currentTask(loop))
            loop.close()
        }
        thread.join()
        t.log("current", Asyncio.currentTask() === main)
    }
}
