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
import java.time.Duration
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.time.Duration.Companion.seconds

/** Taking requests back: whose cancellation it was, and whether it still arrives. */
class TaskUncancelTest : KotlinCases() {
    @KotlinCase("TASK-43")
    suspend fun uncancelNeverGoesBelowZero(t: Trace) {
        val task = createTask("child") {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                val me = currentTask()
                t.log("two requests", me.cancelling())
                t.log("left", listOf(me.uncancel(), me.uncancel(), me.uncancel()), me.cancelling())
                me.cancel()
                t.log("counts on from zero", me.cancelling(), me.uncancel())
            }
        }
        t.log("fresh", task.uncancel(), task.cancelling())
        sleep(1.seconds)
        task.cancel()
        task.cancel()
        task.await()
    }

    @KotlinCase("TASK-44")
    suspend fun afterUncancelATaskCanBeCancelledAfresh(t: Trace) {
        val task = createTask("child") {
            val me = currentTask()
            for (attempt in listOf("first", "second")) {
                try {
                    sleep(10.seconds)
                    t.log("not reached")
                } catch (e: CancelledError) {
                    t.log(attempt, e, "requests", me.cancelling(), "left", me.uncancel())
                }
            }
            sleep(10.seconds)
            t.log("not reached")
        }
        for (message in listOf("one", "two", "three")) {
            sleep(1.seconds)
            t.log("cancel", task.cancel(message), task.cancelling())
        }
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("awaiter got", e)
        }
        t.log("cancelled", task.cancelled(), "requests", task.cancelling())
    }

    @KotlinCase("TASK-45")
    suspend fun uncancelWithdrawsWhatWasNotDelivered(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<String>()
        val task = createTask("child") {
            t.log("starts")
            yieldNow()
            t.log("goes on")
            t.log("the future gave", future.await())
            val me = currentTask()
            me.cancel()
            me.uncancel()
            sleep(1.seconds)
            t.log("slept")
            "value"
        }
        task.cancel()
        t.log("before its start", task.uncancel())
        yieldNow()
        task.cancel()
        task.cancel()
        t.log("while it yields", task.uncancel(), task.uncancel())
        sleep(1.seconds)
        future.setResult("a result")
        task.cancel()
        t.log("while it is about to resume", task.uncancel())
        t.log("awaited", task.await())
    }

    @KotlinCase("TASK-46")
    suspend fun uncancelCannotUndoACancelledFuture(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<Unit>()
        val task = createTask("child") {
            try {
                future.await()
            } catch (e: CancelledError) {
                t.log("got", e, "requests", currentTask().cancelling())
                throw e
            }
        }
        sleep(1.seconds)
        task.cancel("enough")
        t.log("left", task.uncancel(), "future cancelled", future.cancelled())
        Asyncio.gatherSettled(task).await()
        t.log("cancelled", task.cancelled(), "requests", task.cancelling())
    }

    @KotlinCase("TASK-47")
    suspend fun uncancelOnAFinishedTaskChangesNoState(t: Trace) {
        val cancelled = createTask("child") {
            try {
                sleep(10.seconds)
                "not reached"
            } finally {
                t.log("ends")
            }
        }
        val returned = createTask("catches") {
            try {
                sleep(10.seconds)
                "not reached"
            } catch (e: CancelledError) {
                "value"
            }
        }
        sleep(1.seconds)
        cancelled.cancel()
        returned.cancel()
        sleep(1.seconds)
        for (task in listOf(cancelled, returned)) {
            t.log("before", task, "done", task.done(), "cancelled", task.cancelled(), "requests", task.cancelling())
            t.log("left", task.uncancel(), task.uncancel())
            t.log("after", task, "done", task.done(), "cancelled", task.cancelled(), "requests", task.cancelling())
        }
        t.log("result", returned.result<Exception>())
    }

    @KotlinCase("TASK-48")
    suspend fun uncancelTellsABlockWhoseCancellationItIs(t: Trace) {
        val sleeps: suspend () -> String = { sleep(10.seconds, "not reached") }

        awaited(t, "inner limit", null) {
            try {
                limited(t, 2) { limited(t, 1, sleeps) }
            } catch (e: Boom) {
                t.log("converted", e)
            }
            sleep(1.seconds)
            t.log("goes on")
        }
        awaited(t, "outer limit", null) {
            try {
                limited(t, 1) { limited(t, 2, sleeps) }
            } catch (e: Boom) {
                t.log("converted", e)
            }
        }
        awaited(t, "someone else's", Duration.ofMillis(500)) { limited(t, 1, sleeps) }
        awaited(t, "both at once", Duration.ofSeconds(1)) { limited(t, 1, sleeps) }
    }

    /** A block that cancels its own task after some time and then fails with Boom. */
    private suspend fun limited(t: Trace, seconds: Int, body: suspend () -> String): String {
        val me = currentTask()
        val fired = AtomicBoolean()
        val timer = Asyncio.runningLoop().callLater(Duration.ofSeconds(seconds.toLong())) {
            fired.set(true)
            me.cancel("limit")
        }
        try {
            return body()
        } catch (e: CancelledError) {
            val left = if (fired.get()) me.uncancel() else me.cancelling()
            t.log("block of", seconds, "got", e, "fired", fired.get(), "left", left)
            if (fired.get() && left == 0) throw Boom(seconds)
            throw e
        } finally {
            timer.cancel()
        }
    }

    private suspend fun awaited(t: Trace, name: String, cancelAfter: Duration?, body: suspend () -> Unit) {
        val task = createTask(name, body)
        if (cancelAfter != null) Asyncio.runningLoop().callLater(cancelAfter) { task.cancel("from outside") }
        Asyncio.gatherSettled(task).await()
        t.log(name, "cancelled", task.cancelled(), "requests", task.cancelling())
    }
}
