package dev.braid.conformance.kotlin.taskobject

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

/** What the message of a cancellation becomes. */
class TaskCancelMessageTest : KotlinCases() {
    @KotlinCase("TASK-36")
    suspend fun theMessageReachesTheBodyAndTheAwaiter(t: Trace) {
        val task = createTask("child", sleeps(t))
        sleep(1.seconds)
        task.cancel("the reason")
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("awaiter got", e)
        }
    }

    @KotlinCase("TASK-37")
    suspend fun noMessageAndMessagesThatAreNotText(t: Trace) {
        t.log("without", thrownWhenCancelled(t) { task -> task.cancel() })
        t.log("none", thrownWhenCancelled(t) { task -> task.cancel(null) })
        t.log("number", thrownWhenCancelled(t) { task -> task.cancel(5) })
        val message = listOf("a", "list")
        val error = thrownWhenCancelled(t) { task -> task.cancel(message) }
        t.log("list", error, "the same object", error.message() === message)
    }

    private suspend fun thrownWhenCancelled(t: Trace, cancel: (Task<Unit>) -> Unit): CancelledError {
        val task = createTask(body = sleeps(t))
        Asyncio.runningLoop().callLater(Duration.ofSeconds(1)) { cancel(task) }
        sleep(1.seconds)
        try {
            task.await()
            throw AssertionError("the task was cancelled")
        } catch (e: CancelledError) {
            return e
        }
    }

    private fun sleeps(t: Trace): suspend () -> Unit = {
        try {
            sleep(10.seconds)
        } catch (e: CancelledError) {
            t.log("body got", e)
            throw e
        }
    }

    @KotlinCase("TASK-38")
    suspend fun theLastMessageBeforeTheStartIsUsed(t: Trace) {
        val task = createTask("child") { t.log("not reached") }
        t.log("cancel", task.cancel("first"), task.cancel("second"), task.cancel("last"))
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("awaiter got", e, "requests", task.cancelling())
        }
    }
}
