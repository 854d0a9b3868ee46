package dev.braid.conformance.kotlin.coroutinetask

import dev.braid.Asyncio
import dev.braid.Context
import dev.braid.Coroutine
import dev.braid.EventLoop
import dev.braid.Task
import dev.braid.TaskFactory
import dev.braid.TaskOptions
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.yieldNow

/** A new task's name, and how its options reach the task factory. */
class TaskOptionsTest : KotlinCases() {
    @KotlinCase("CORO-11")
    suspend fun aTaskHasTheNameItWasGiven(t: Trace) {
        val child = suspend {
            yieldNow()
            t.log("runs", currentTask().name())
        }

        val task = createTask("given", child)
        val number = createTask(named(42), child)
        t.log("names", task.name(), number.name())
        task.await()
        number.await()
        t.log("names when done", task.name(), number.name())
    }

    @KotlinCase("CORO-12")
    suspend fun generatedNamesCountUp(t: Trace) {
        val tasks = ArrayList<Task<*>>()
        tasks += createTask { }
        createTask("named") { }
        repeat(3) { tasks += createTask { } }
        val names = tasks.map { it.name() }
        val numbers = names.map { it.removePrefix("Task-").toInt() }
        t.log("prefix", names.all { it.startsWith("Task-") })
        t.log("increasing", numbers.zipWithNext().all { (one, next) -> one < next })
        t.log("names", names)
        t.log("names again", tasks.map { it.name() })
    }

    @KotlinCase("CORO-16")
    suspend fun theFactoryGetsEveryOptionAsItWasGiven(t: Trace) {
        val running = Asyncio.runningLoop()
        val context = Context.copyCurrent()
        val child = suspend {
            t.log("child runs")
            "value"
        }

        running.setTaskFactory(LoggingFactory(t, running, context))
        val options = named("given").withContext(context).eager(false)
        val task = createTask(options, child)
        t.log("created", task, task.context() === context)
        t.log("value", task.await())
        t.log("value", createTask(body = child).await())
        running.setTaskFactory(null)
    }

    /** The coroutine that the bridge makes of a Kotlin body is seen here first: it is the one that the task has then. */
    private class LoggingFactory(private val t: Trace, private val running: EventLoop, private val context: Context) :
        TaskFactory {
        override fun <T> create(loop: EventLoop, coroutine: Coroutine<T>, options: TaskOptions): Task<T> {
            val task = Task.create(loop, coroutine, options)
            t.log("factory", loop === running, task.coroutine() === coroutine)
            t.log("options", options.name(), options.eagerStart(), options.context() === context)
            return task
        }
    }
}
