package dev.braid.conformance.kotlin.eager

import dev.braid.Asyncio
import dev.braid.Context
import dev.braid.ContextVar
import dev.braid.Coroutine
import dev.braid.EventLoop
import dev.braid.SingleUseCoroutine
import dev.braid.Task
import dev.braid.TaskFactory
import dev.braid.TaskOptions
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.once
import dev.braid.conformance.kotlin.harness.runUntil
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.seconds

/** Who decides whether a task starts eagerly, and where it cannot. */
class EagerChoiceTest : KotlinCases() {
    @KotlinCase("EAGER-12", plain = true)
    fun aLoopThatIsNotRunningStartsNothingEagerly(t: Trace) {
        val child = suspend {
            t.log("starts")
            "value"
        }

        val loop = t.newLoop()
        val task = loop.createTask(named("direct").eager(), child)
        t.log("created", "done", task.done())
        loop.setTaskFactory(TaskFactory.EAGER)
        loop.createTask(body = child).setName("by the factory")
        t.log("tasks", Asyncio.allTasks(loop).size)
        t.log("value", loop.runUntil(task))
        loop.close()
    }

    @KotlinCase("EAGER-13")
    suspend fun theCreatingCallOverridesTheLoop(t: Trace) {
        val loop = Asyncio.runningLoop()

        val tasks = ArrayList<Task<*>>()
        tasks += create(t, named("default"))
        tasks += create(t, named("default, eager").eager())
        tasks += create(t, named("default, not eager").eager(false))
        loop.setTaskFactory(TaskFactory.EAGER)
        tasks += create(t, named("factory"))
        tasks += create(t, named("factory, eager").eager())
        tasks += create(t, named("factory, not eager").eager(false))
        for (task in tasks) task.await()
    }

    private fun create(t: Trace, options: TaskOptions): Task<*> {
        val child = suspend { t.log("starts") }

        t.log("creates", options.name())
        val task = createTask(options, child)
        t.log("created", options.name(), "done", task.done())
        return task
    }

    @KotlinCase("EAGER-14")
    suspend fun withoutALoopGivenTheRunningOneIsUsed(t: Trace) {
        val running = Asyncio.runningLoop()
        val child = suspend {
            t.log("starts", Asyncio.runningLoop() === running)
            sleep(1.seconds)
            "value"
        }

        val task = createTask(named("child").eager(), child)
        t.log("created", task.loop() === running, "done", task.done())
        t.log("value", task.await())
    }

    @KotlinCase("EAGER-17")
    suspend fun aContextThatIsEnteredIsRefused(t: Trace) {
        val variable = ContextVar.withDefault("var", "default")
        val context = Context.copyCurrent()
        val startsAndReturns = suspend {
            t.log("starts", variable.get())
            "value"
        }

        context.run<Exception> {
            variable.set("inside")
            try {
                createTask(named("child").withContext(context).eager(), startsAndReturns)
            } catch (e: IllegalStateException) {
                t.log("refused", e)
            }
            t.log("still inside", variable.get(), "tasks", Asyncio.allTasks().map { it.name() })
        }
        t.log("outside", variable.get())
        sleep(1.seconds)
        val onceLeft = named("once left").withContext(context).eager()
        t.log("loop goes on", createTask(onceLeft, startsAndReturns).await())
    }

    @KotlinCase("EAGER-20")
    suspend fun anEagerFactoryOfOnesOwn(t: Trace) {
        val running = Asyncio.runningLoop()
        val context = Context.copyCurrent()
        val constructor = LoggingConstructor(t, running, context)

        val factory = TaskFactory.eager(constructor)
        running.setTaskFactory(factory)
        t.log("installed", running.taskFactory() === factory)
        val plain = running.createTask(constructor.expected(suspendsAndReturns(t)))
        t.log("created", plain)
        val inContext = named("full").withContext(context)
        val full = running.createTask(constructor.expected(suspendsAndReturns(t)), inContext)
        t.log("created", full)
        val notEager = named("deferred").eager(false)
        val deferred = running.createTask(constructor.expected(suspendsAndReturns(t)), notEager)
        t.log("created", deferred)
        running.setTaskFactory(null)
        t.log("values", plain.await(), full.await(), deferred.await())
    }

    /** A new object every time. */
    private fun suspendsAndReturns(t: Trace): SingleUseCoroutine<String> = once {
        t.log("starts")
        sleep(ZERO)
        "value"
    }

    private class LoggingConstructor(
        private val t: Trace,
        private val running: EventLoop,
        private val context: Context,
    ) : TaskFactory {
        private var given: Coroutine<*>? = null

        fun expected(coroutine: Coroutine<String>): Coroutine<String> {
            given = coroutine
            return coroutine
        }

        override fun <T> create(loop: EventLoop, coroutine: Coroutine<T>, options: TaskOptions): Task<T> {
            t.log("constructor", coroutine === given, loop === running, "eager", options.eagerStart())
            t.log("options", options.name(), options.context() === context)
            return Task.create(loop, coroutine, options)
        }
    }
}
