package dev.braid.conformance.kotlin.condition

import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.withLock
import dev.braid.sync.Condition
import kotlin.time.Duration.Companion.seconds

/** A task that waits, and then stays inside for so many seconds. */
internal fun waiter(t: Trace, name: String, condition: Condition, seconds: Int = 0): Task<Unit> = createTask(name) {
    condition.withLock {
        t.log("waits")
        try {
            t.log("goes on", condition.await(), condition.locked())
        } catch (e: CancelledError) {
            t.log("cancelled", e, condition.locked())
            throw e
        }
        if (seconds > 0) {
            sleep(seconds.seconds)
            t.log("leaves")
        }
    }
}

internal suspend fun wake(condition: Condition, count: Int): Unit = condition.withLock { condition.notify(count) }
