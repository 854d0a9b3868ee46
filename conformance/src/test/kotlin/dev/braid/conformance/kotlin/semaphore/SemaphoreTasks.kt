package dev.braid.conformance.kotlin.semaphore

import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.brackets
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.acquire
import dev.braid.kotlin.sleep
import dev.braid.sync.Semaphore
import kotlin.time.Duration.Companion.seconds

/** A task that takes a permit and keeps it for so many seconds. */
internal fun taker(t: Trace, name: String, semaphore: Semaphore, seconds: Int = 1): Task<Unit> = createTask(name) {
    t.log("asks")
    try {
        t.log("obtained", semaphore.acquire(), brackets(semaphore))
    } catch (e: CancelledError) {
        t.log("cancelled", e, brackets(semaphore))
        throw e
    }
    sleep(seconds.seconds)
    t.log("releases")
    semaphore.release()
}
