package dev.braid.conformance.kotlin.exceptions

import dev.braid.CancelledError
import dev.braid.TimeoutException
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.asCompleted
import dev.braid.kotlin.await
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import dev.braid.kotlin.timeout
import dev.braid.kotlin.waitFor
import kotlin.time.Duration.Companion.seconds

/** Whoever sets the limit, one handler catches it. */
class TimeoutExceptionTest : KotlinCases() {
    @KotlinCase("EXC-02")
    suspend fun everyTimeLimitThrowsTheOneTimeoutException(t: Trace) {
        try {
            timeout(1.seconds) { sleep(10.seconds) }
        } catch (e: TimeoutException) {
            tell(t, "timeout", e)
        }
        try {
            waitFor(1.seconds) { sleep(10.seconds) }
        } catch (e: TimeoutException) {
            tell(t, "wait_for", e)
        }
        try {
            val sleeper = createTask { sleep(10.seconds) }
            for (done in asCompleted(listOf(sleeper), 1.seconds)) t.log("never", done)
        } catch (e: TimeoutException) {
            tell(t, "as_completed", e)
        }
        val raises: suspend () -> Unit = { throw TimeoutException("of the program") }
        val task = createTask(body = raises)
        try {
            task.await()
        } catch (e: TimeoutException) {
            tell(t, "a program's own", e)
        }
    }

    private fun tell(t: Trace, who: String, e: Throwable) {
        t.log(who, e, e.javaClass == TimeoutException::class.java, e is Exception, e is CancelledError)
    }
}
