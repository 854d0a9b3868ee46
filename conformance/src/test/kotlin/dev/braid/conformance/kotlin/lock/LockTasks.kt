package dev.braid.conformance.kotlin.lock

import dev.braid.CancelledError
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.acquire
import dev.braid.kotlin.sleep
import dev.braid.sync.Lock
import kotlin.time.Duration.Companion.seconds

/** A body that takes a lock and keeps it for so many seconds. */
internal fun takes(t: Trace, lock: Lock, seconds: Int = 1): suspend () -> Unit = {
    t.log("asks")
    try {
        t.log("obtained", lock.acquire(), lock.locked())
    } catch (e: CancelledError) {
        t.log("cancelled", e)
        throw e
    }
    sleep(seconds.seconds)
    t.log("releases")
    lock.release()
}
