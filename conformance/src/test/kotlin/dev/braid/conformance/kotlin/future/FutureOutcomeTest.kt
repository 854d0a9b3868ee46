package dev.braid.conformance.kotlin.future

import dev.braid.Asyncio
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.seconds

/** What the outcome of a future does that a task's does not. */
class FutureOutcomeTest : KotlinCases() {
    @KotlinCase("FUTURE-12")
    suspend fun cancellingTakesEffectAtOnce(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<String>()
        val task = createTask("sleeper") { sleep(10.seconds) }
        sleep(1.seconds)
        t.log("future", future.cancel(), future.done(), future.cancelled())
        t.log("task", task.cancel(), task.done(), task.cancelled())
        sleep(1.seconds)
        t.log("task later", task.done(), task.cancelled())
    }
}
