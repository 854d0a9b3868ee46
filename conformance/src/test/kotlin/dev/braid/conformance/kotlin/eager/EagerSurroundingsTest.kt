package dev.braid.conformance.kotlin.eager

import dev.braid.Asyncio
import dev.braid.ContextVar
import dev.braid.Coroutine
import dev.braid.Task
import dev.braid.TaskFactory
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.seconds

/** What the eager step sees around it: the current task, the task set, context variables, its own name. */
class EagerSurroundingsTest : KotlinCases() {
    @KotlinCase("EAGER-09")
    suspend fun theCurrentTaskIsTheNewOneWhileItStarts(t: Trace) {
        val loop = Asyncio.runningLoop()
        val main = currentTask()
        loop.setTaskFactory(TaskFactory.EAGER)
        val starting = ArrayList<Task<*>>()
        val fails: suspend () -> Unit = { throw Boom("failed") }

        val task = createTask("depth 2", startsAnother(t, main, 2, starting))
        t.log("back", currentTask() === main, task === starting[0])
        t.log("after a failure", createTask(body = fails).exception(), currentTask() === main)
        task.await()
        sleep(1.seconds)
    }

    private fun startsAnother(
        t: Trace,
        main: Task<*>,
        depth: Int,
        starting: MutableList<Task<*>>,
    ): suspend () -> Unit = {
        val me = currentTask()
        starting += me
        t.log("starts", "new", me !== main, "done", me.done())
        if (depth > 0) {
            val inner = createTask("depth ${depth - 1}", startsAnother(t, main, depth - 1, starting))
            t.log("back", currentTask() === me, inner !== me)
        }
        sleep(ZERO)
        t.log("second step", currentTask() === me)
    }

    @KotlinCase("EAGER-10")
    suspend fun theTaskSetHasTheTaskWhileItRunsAndIfItSuspends(t: Trace) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER)
        val suspends: suspend () -> Unit = {
            t.log("tasks", names())
            sleep(1.seconds)
            t.log("tasks", names())
        }
        val returns: suspend () -> Unit = { t.log("tasks", names()) }
        val fails: suspend () -> Unit = {
            t.log("tasks", names())
            throw Boom("failed")
        }

        val pending = createTask("suspends", suspends)
        t.log("tasks", names())
        createTask("returns", returns)
        t.log("tasks", names())
        createTask("fails", fails).exception()
        t.log("tasks", names())
        pending.await()
        t.log("tasks", names())
    }

    @KotlinCase("EAGER-11")
    suspend fun theEagerStepRunsInACopyOfTheContext(t: Trace) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER)
        val variable = ContextVar.withDefault("var", "default")
        val child: suspend () -> Unit = {
            t.log("sees", variable.get())
            variable.set("child's")
            sleep(ZERO)
            t.log("sees", variable.get())
        }

        variable.set("creator's")
        val task = createTask("child", child)
        t.log("creator sees", variable.get(), "task's context has", task.context().get(variable))
        variable.set("creator's next")
        task.await()
        t.log("creator sees", variable.get())
    }

    @KotlinCase("EAGER-15")
    suspend fun theNameIsThereInTheEagerStep(t: Trace) {
        val child: suspend () -> Unit = { t.log("runs", currentTask().name()) }

        var task = createTask(named("per call").eager(), child)
        t.log("created", task)
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER)
        task = createTask("by the factory", child)
        t.log("created", task)
    }

    /** A Kotlin body is no coroutine object; the one that the bridge makes of it is what its task shows meanwhile. */
    @KotlinCase("EAGER-16")
    suspend fun aTaskThatFinishedEagerlyHasNoCoroutine(t: Trace) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER)
        val seen = ArrayList<Coroutine<*>?>()

        val finished = createTask("finished", looksAtItself(t, 0, seen))
        t.log("finished", finished.coroutine() == null)
        val task = createTask("suspended", looksAtItself(t, 1, seen))
        t.log("suspended", task.coroutine() === seen[1])
        task.await()
        t.log("finished later", task.coroutine() === seen[1])
    }

    private fun looksAtItself(t: Trace, seconds: Int, seen: MutableList<Coroutine<*>?>): suspend () -> Unit = {
        seen += currentTask().coroutine()
        t.log("while it starts", seen.last() != null)
        if (seconds > 0) sleep(seconds.seconds)
    }

    private fun names(): List<String> = Asyncio.allTasks().map { it.name() }
}
