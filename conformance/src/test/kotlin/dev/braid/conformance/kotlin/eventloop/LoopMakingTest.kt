package dev.braid.conformance.kotlin.eventloop

import dev.braid.Asyncio
import dev.braid.Coroutine
import dev.braid.EventLoop
import dev.braid.LoopFactory
import dev.braid.Runner
import dev.braid.Task
import dev.braid.TaskFactory
import dev.braid.TaskOptions
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.runUntil
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runSuspending

/** Tasks that a loop makes, and the factory that makes them. */
class LoopMakingTest : KotlinCases() {
    @KotlinCase("LOOP-56", plain = true)
    fun aTaskMayBeCreatedBeforeTheLoopRuns(t: Trace) {
        val body = suspend {
            t.log("body")
            "value"
        }

        val loop = t.newLoop()
        val task = loop.createTask(named("early"), body)
        t.log("created", task.done(), task.loop() === loop)
        val value = loop.runUntil(task)
        t.log("run", value)
        loop.close()
    }

    @KotlinCase("LOOP-57")
    suspend fun theTaskFactoryMakesTheTasks(t: Trace) {
        val loop = Asyncio.runningLoop()
        val made = ArrayList<Task<*>>()
        val body = suspend { "value" }
        loop.setTaskFactory(object : TaskFactory {
            override fun <T> create(which: EventLoop, coroutine: Coroutine<T>, options: TaskOptions): Task<T> {
                t.log("factory", which === loop, options.name())
                return Task.create(which, coroutine, options).also { made.add(it) }
            }
        })
        val task = loop.createTask(named("named"), body)
        t.log("returned", task === made[0], task)
        t.log("value", task.await())
        loop.setTaskFactory(null)
    }

    @KotlinCase("LOOP-58")
    suspend fun theTaskFactoryCanBeAskedForAndTakenBack(t: Trace) {
        val body: suspend () -> Unit = {}
        val factory = object : TaskFactory {
            override fun <T> create(which: EventLoop, coroutine: Coroutine<T>, options: TaskOptions): Task<T> {
                t.log("factory")
                return Task.create(which, coroutine, options)
            }
        }

        val loop = Asyncio.runningLoop()
        t.log("default", loop.taskFactory())
        loop.setTaskFactory(factory)
        t.log("custom", loop.taskFactory() === factory)
        val noFactory: Any = "no factory"
        try {
            loop.setTaskFactory(noFactory as TaskFactory)
        } catch (e: ClassCastException) {
            t.log("refused", e, loop.taskFactory() === factory)
        }
        loop.createTask(body = body).await()
        loop.setTaskFactory(null)
        t.log("default", loop.taskFactory())
        loop.createTask(body = body).await()
    }

    @KotlinCase("LOOP-61", plain = true)
    fun theDefaultKindOfLoopHasAName(t: Trace) {
        val loop = Runner.builder().loopFactory(LoopFactory.DEFAULT).build().use { runner ->
            runner.runSuspending { Asyncio.runningLoop() }.also {
                t.log("made by the runner", it === runner.loop(), it.isClosed)
            }
        }
        t.log("closed with it", loop.isClosed)
        val other = LoopFactory.DEFAULT.newLoop()
        t.log("another one each time", other !== loop, other.isRunning, other.isClosed)
        other.close()
    }
}
