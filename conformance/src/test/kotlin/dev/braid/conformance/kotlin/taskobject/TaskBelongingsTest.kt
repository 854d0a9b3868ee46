package dev.braid.conformance.kotlin.taskobject

import dev.braid.Asyncio
import dev.braid.Context
import dev.braid.ContextVar
import dev.braid.Task
import dev.braid.TaskOptions
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.conformance.kotlin.harness.once
import dev.braid.conformance.kotlin.harness.runUntil
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** A task has a loop, a coroutine and a context of its own. */
class TaskBelongingsTest : KotlinCases() {
    @KotlinCase("TASK-08", plain = true)
    fun aTaskKnowsItsLoop(t: Trace) {
        val child = suspend { t.log("runs on its loop", currentTask().loop() === Asyncio.runningLoop()) }

        val one = t.newLoop()
        val two = t.newLoop()
        val first = one.createTask(named("first"), child)
        val second = two.createTask(named("second"), child)
        t.log("first", first.loop() === one, first.loop() === two)
        t.log("second", second.loop() === one, second.loop() === two)
        one.runUntil(first)
        two.runUntil(second)
        t.log("afterwards", first.loop() === one, second.loop() === two)
        one.close()
        two.close()
    }

    @KotlinCase("TASK-09")
    suspend fun aTaskKnowsItsCoroutine(t: Trace) {
        val loop = Asyncio.runningLoop()
        val one = once(::child)
        val two = once(::child)
        val task = loop.createTask(one, named("one"))
        val other = loop.createTask(two, named("two"))
        t.log("created", task.coroutine() === one, other.coroutine() === two, other.coroutine() === one)
        yieldNow()
        t.log("suspended", task.coroutine() === one)
        task.await()
        t.log("ended", task.coroutine() === one)
    }

    private suspend fun child() {
        sleep(1.seconds)
    }

    @KotlinCase("TASK-10")
    suspend fun aTaskKnowsItsContext(t: Trace) {
        val variable = ContextVar.of<String>("var")
        val given = Context.copyCurrent()
        val withContext = createTask(TaskOptions.inContext(given)) { variable.set("in the given one") }
        val without = createTask { variable.set("in its own") }
        t.log("identical", withContext.context() === given, without.context() === given)
        withContext.await()
        without.await()
        t.log("identical", withContext.context() === given)
        t.log("the body ran there", withContext.context().get(variable), without.context().get(variable))
        t.log("and not here", Context.copyCurrent().get(variable))
    }

    @KotlinCase("TASK-57", plain = true)
    fun aTaskOutlivesAStopOfItsLoop(t: Trace) {
        val loop = t.newLoop()
        val task = loop.createTask(named("child")) {
            t.log("begins")
            sleep(1.seconds)
            loop.stop()
            t.log("stops the loop, and goes on")
            yieldNow()
            t.log("resumed")
            sleep(1.seconds)
            "value"
        }
        loop.runForever()
        t.log("stopped", "done", task.done(), "cancelled", task.cancelled())
        t.log("run again", loop.runUntil(task))
        loop.close()
    }

    @KotlinCase("TASK-58")
    suspend fun everyTaskHasItsOwnVariables(t: Trace) {
        val variable = ContextVar.of<String>("var")
        variable.set("main's")
        val tasks = ArrayList<Task<Unit>>()
        for (name in listOf("a", "b")) {
            tasks += createTask(name) {
                t.log("inherited", variable.get())
                repeat(3) { n ->
                    variable.set("$name $n")
                    sleep(1.seconds)
                    t.log("reads", variable.get())
                }
            }
        }
        variable.set("changed by main")
        for (task in tasks) task.await()
        t.log("reads", variable.get())
    }
}
