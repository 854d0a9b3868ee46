package dev.braid.conformance.kotlin.eager

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.KeyboardInterrupt
import dev.braid.Task
import dev.braid.TaskFactory
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

/** How an eager step ends, and what its end or its suspension means to the creator. */
class EagerOutcomeTest : KotlinCases() {
    @KotlinCase("EAGER-05")
    suspend fun anErrorInTheEagerStepStaysInTheTask(t: Trace) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER)
        val error = Boom("failed")
        val child: suspend () -> Unit = {
            t.log("fails")
            throw error
        }

        val task = createTask("child", child)
        t.log("created", "done", task.done())
        try {
            task.await()
        } catch (e: Boom) {
            t.log("caught", e, "the same object", e === error)
        }
    }

    @KotlinCase("EAGER-06")
    suspend fun anInterruptInTheEagerStepLeavesTheCreatingCallToo(t: Trace) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER)
        val tasks = ArrayList<Task<*>>()
        val child: suspend () -> Unit = {
            tasks += currentTask()
            throw KeyboardInterrupt()
        }

        try {
            createTask("child", child)
            t.log("not reached")
        } catch (e: KeyboardInterrupt) {
            t.log("caught", e)
            t.log("stored", tasks[0].exception() === e)
        }
        t.log("done", tasks[0].done(), "cancelled", tasks[0].cancelled())
        sleep(1.seconds)
        t.log("loop goes on")
    }

    @KotlinCase("EAGER-07")
    suspend fun cancellingAfterEagerCompletionIsRefused(t: Trace) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER)
        val child: suspend () -> String = { "value" }

        val task = createTask(body = child)
        val accepted = task.cancel("too late")
        t.log("cancel", accepted, "cancelled", task.cancelled(), "cancelling", task.cancelling())
        t.log("value", task.await())
    }

    @KotlinCase("EAGER-08")
    suspend fun cancellingAfterTheEagerStepReachesTheSuspension(t: Trace) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER)
        val child: suspend () -> Unit = {
            try {
                sleep(5.seconds)
            } catch (e: CancelledError) {
                t.log("thrown in", e)
                throw e
            }
        }

        val task = createTask("child", child)
        t.log("cancel", task.cancel("stop"), "cancelled", task.cancelled())
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("caught", e)
        }
        t.log("cancelled", task.cancelled())
    }

    @KotlinCase("EAGER-19")
    suspend fun aTaskMayCancelItselfInItsEagerStep(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.setTaskFactory(TaskFactory.EAGER)
        val suspends: suspend () -> String = {
            currentTask().cancel("myself")
            t.log("goes on")
            try {
                sleep(5.seconds)
            } catch (e: CancelledError) {
                t.log("thrown in", e)
                throw e
            }
            "not reached"
        }
        val returns: suspend () -> String = {
            currentTask().cancel("myself")
            t.log("goes on")
            "value"
        }

        loop.callSoon { t.log("callback") }
        val suspended = createTask("suspends", suspends)
        t.log("created", "done", suspended.done())
        val returned = createTask("returns", returns)
        t.log("created", "done", returned.done(), "cancelled", returned.cancelled())
        for (task in listOf(suspended, returned)) {
            try {
                task.await()
            } catch (e: CancelledError) {
                t.log("caught", e)
            }
        }
        t.log("cancelled", suspended.cancelled())
    }

    @KotlinCase("EAGER-18")
    suspend fun callbacksOfAFinishedTaskRunInALaterPass(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.setTaskFactory(TaskFactory.EAGER)
        val child: suspend () -> String = { "value" }

        val task = createTask(body = child)
        loop.callSoon { t.log("queued before") }
        task.addDoneCallback { done -> t.log("done callback", done === task, done.result<Exception>()) }
        loop.callSoon { t.log("queued after") }
        t.log("registered")
        sleep(ZERO)
        t.log("one pass later")
    }
}
