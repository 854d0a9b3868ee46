package dev.braid.conformance.kotlin.taskobject

import dev.braid.Asyncio
import dev.braid.CancelledError
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

/** Requests that meet no suspension: before the start, by the task itself, at its end. */
class TaskUndeliveredCancelTest : KotlinCases() {
    @KotlinCase("TASK-29")
    suspend fun aTaskCancelledBeforeItStartsRunsNothing(t: Trace) {
        val task = createTask("child") {
            try {
                t.log("not reached")
            } finally {
                t.log("not reached either")
            }
        }
        t.log("cancel", task.cancel("at once"), "done", task.done())
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("awaiter got", e)
        }
        t.log("cancelled", task.cancelled())
    }

    @KotlinCase("TASK-30")
    suspend fun aTaskThatCancelsItselfDoesNotWait(t: Trace) {
        createTask("sleeps", cancelsItselfBefore(t) { sleep(10.seconds) }).await()
        createTask("yields", cancelsItselfBefore(t) { sleep(ZERO) }).await()
        val waits: suspend () -> Unit = { Asyncio.runningLoop().createFuture<Unit>().await() }
        createTask("waits", cancelsItselfBefore(t, waits)).await()
    }

    private fun cancelsItselfBefore(t: Trace, wait: suspend () -> Unit): suspend () -> Unit = {
        t.log("cancels itself", currentTask().cancel("myself"))
        t.log("goes on")
        Asyncio.runningLoop().callSoon { t.log("next pass") }
        try {
            wait()
            t.log("not reached")
        } catch (e: CancelledError) {
            t.log("got", e)
        }
        sleep(1.seconds)
        t.log("second await is undisturbed")
    }

    @KotlinCase("TASK-31")
    suspend fun aTaskThatCancelsItselfCancelsWhatItAwaitsNext(t: Trace) {
        val inner = createTask("inner") {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("inner got", e)
                throw e
            }
        }
        sleep(1.seconds)
        val outer = createTask("outer") {
            currentTask().cancel("myself")
            t.log("nothing happened yet", inner.cancelling())
            try {
                inner.await()
            } catch (e: CancelledError) {
                t.log("outer got", e, "inner cancelled", inner.cancelled())
                throw e
            }
        }
        Asyncio.gatherSettled(inner, outer).await()
        t.log("cancelled", inner.cancelled(), outer.cancelled())
    }

    @KotlinCase("TASK-32")
    suspend fun aTaskThatCancelsItselfAtItsEndIsCancelled(t: Trace) {
        val task = createTask("child") {
            sleep(1.seconds)
            currentTask().cancel("at the end")
            t.log("returns")
            "dropped"
        }
        try {
            t.log("not reached", task.await())
        } catch (e: CancelledError) {
            t.log("awaiter got", e)
        }
        t.log("cancelled", task.cancelled())
    }

    @KotlinCase("TASK-33")
    suspend fun aCancelledErrorOutOfNowhereCancelsItsTask(t: Trace) {
        val child: suspend () -> Unit = {
            throw CancelledError("my own")
        }
        val task = createTask("child", child)
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("awaiter got", e)
        }
        t.log("cancelled", task.cancelled(), "requests", task.cancelling())
    }
}
