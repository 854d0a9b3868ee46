package dev.braid.conformance.kotlin.taskobject

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** A cancellation is a request that the body gets where it is suspended, and answers as it likes. */
class TaskCancelTest : KotlinCases() {
    @KotlinCase("TASK-16")
    suspend fun cancelIsARequest(t: Trace) {
        val task = createTask("child") {
            try {
                sleep(10.seconds)
            } finally {
                t.log("child ends")
            }
        }
        sleep(1.seconds)
        t.log("cancel", task.cancel())
        t.log("right after", "cancelled", task.cancelled(), "done", task.done(), "cancelling", task.cancelling())
        yieldNow()
        t.log("a pass later", "cancelled", task.cancelled(), "done", task.done())
        yieldNow()
        t.log("two passes later", "cancelled", task.cancelled(), "done", task.done())
    }

    @KotlinCase("TASK-17")
    suspend fun cancellingAFinishedTaskDoesNothing(t: Trace) {
        val returns = createTask("returns") { 1 }
        val fails = createTask<Unit>("fails") {
            throw Boom("a")
        }
        val sleeps = createTask("sleeps") { sleep(10.seconds) }
        sleep(1.seconds)
        sleeps.cancel()
        sleep(1.seconds)
        for (task in listOf(returns, fails, sleeps)) {
            val before = task.cancelling()
            val accepted = task.cancel("late")
            t.log("cancel", task, accepted, "requests", before, task.cancelling(), "cancelled", task.cancelled())
        }
        sleep(1.seconds)
        t.log("outcomes", returns.result<Exception>(), fails.exception(), sleeps.cancelled())
    }

    @KotlinCase("TASK-18")
    suspend fun cancelledErrorAppearsAtTheSuspension(t: Trace) {
        val task = createTask("child") {
            t.log("first await")
            sleep(1.seconds)
            t.log("second await")
            try {
                sleep(10.seconds)
                t.log("not reached")
            } catch (e: CancelledError) {
                t.log("thrown here", e)
                throw e
            } finally {
                t.log("finally")
            }
        }
        val yielding = createTask("yields") {
            try {
                while (true) yieldNow()
            } catch (e: CancelledError) {
                t.log("thrown here", e)
                throw e
            }
        }
        yieldNow()
        yielding.cancel()
        sleep(3.seconds)
        t.log("cancel")
        task.cancel()
        Asyncio.gatherSettled(task, yielding).await()
        t.log("cancelled", task.cancelled(), yielding.cancelled())
    }

    @KotlinCase("TASK-19")
    suspend fun aPropagatedCancelledErrorEndsTheTaskAsCancelled(t: Trace) {
        val task = createTask("child") {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("child lets it go")
                throw e
            }
        }
        sleep(1.seconds)
        task.cancel()
        try {
            task.await()
            t.log("not reached")
        } catch (e: CancelledError) {
            t.log("awaiter got", e)
        }
        t.log("done", task.done(), "cancelled", task.cancelled())
        t.log("main was not cancelled", currentTask().cancelling())
    }

    @KotlinCase("TASK-20")
    suspend fun aTaskMayCatchTheCancellationAndReturn(t: Trace) {
        val task = createTask("child") {
            try {
                sleep(10.seconds)
                "not reached"
            } catch (e: CancelledError) {
                t.log("caught")
                "value"
            }
        }
        sleep(1.seconds)
        task.cancel()
        t.log("awaited", task.await())
        t.log("done", task.done(), "cancelled", task.cancelled(), "result", task.result<Exception>())
    }

    @KotlinCase("TASK-21")
    suspend fun aTaskMayCatchTheCancellationAndGoOn(t: Trace) {
        val task = createTask("child") {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("caught")
            }
            sleep(5.seconds)
            t.log("slept in peace")
            yieldNow()
            "value"
        }
        sleep(1.seconds)
        task.cancel()
        sleep(1.seconds)
        t.log("done", task.done(), "cancelling", task.cancelling())
        t.log("awaited", task.await(), "cancelled", task.cancelled())
    }

    @KotlinCase("TASK-22")
    suspend fun aTaskMayTurnTheCancellationIntoAFailure(t: Trace) {
        val task = createTask("child") {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                val instead = Boom("instead")
                instead.initCause(e)
                throw instead
            }
        }
        sleep(1.seconds)
        task.cancel("enough")
        try {
            task.await()
        } catch (e: Boom) {
            t.log("awaiter got", e, "because of", e.cause)
        }
        t.log("done", task.done(), "cancelled", task.cancelled(), "exception", task.exception())
    }

    @KotlinCase("TASK-23")
    suspend fun cleanUpMayAwaitBeforeTheTaskIsDone(t: Trace) {
        val task = createTask("child") {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("clean-up begins")
                sleep(2.seconds)
                t.log("clean-up ends")
                throw e
            }
        }
        sleep(1.seconds)
        task.cancel()
        sleep(1.seconds)
        t.log("done", task.done(), "cancelled", task.cancelled())
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("done", task.done(), "cancelled", task.cancelled())
        }
    }
}
