package dev.braid.conformance.kotlin.timeout

import dev.braid.CancelledError
import dev.braid.Timeout
import dev.braid.TimeoutException
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.sleep
import dev.braid.kotlin.timeout
import dev.braid.kotlin.wait
import kotlin.time.Duration.Companion.seconds

/** A timeout and cancellations that come from elsewhere. */
class TimeoutCancellationTest : KotlinCases() {
    @KotlinCase("TIMEOUT-20")
    suspend fun anEarlierCancellationPassesThrough(t: Trace) {
        val task = createTask("limited") {
            lateinit var timeout: Timeout
            try {
                timeout(2.seconds) {
                    timeout = this
                    sleep(5.seconds)
                }
            } catch (e: CancelledError) {
                t.log("caught", e, "expired", timeout.expired(), "requests", requests())
                throw e
            }
        }
        sleep(1.seconds)
        task.cancel("enough")
        wait(listOf(task))
        t.log("cancelled", task.cancelled())
    }

    @KotlinCase("TIMEOUT-21")
    suspend fun aCancellationBesidesItsOwnWins(t: Trace) {
        val task = createTask("limited") {
            lateinit var timeout: Timeout
            try {
                timeout(1.seconds) {
                    timeout = this
                    try {
                        sleep(5.seconds)
                    } finally {
                        t.log("expired", expired())
                        sleep(5.seconds)
                    }
                }
            } catch (e: CancelledError) {
                t.log("caught", e, "expired", timeout.expired(), "requests", requests())
                throw e
            }
        }
        sleep(2.seconds)
        task.cancel("enough")
        wait(listOf(task))
        t.log("cancelled", task.cancelled())
    }

    @KotlinCase("TIMEOUT-32")
    suspend fun anEarlierRequestDoesNotCount(t: Trace) {
        val task = createTask("limited") {
            try {
                sleep(5.seconds)
            } catch (e: CancelledError) {
                t.log("swallowed", "requests", requests())
            }
            try {
                timeout(1.seconds) { sleep(5.seconds) }
            } catch (e: TimeoutException) {
                t.log("caught", e, "requests", requests())
            }
        }
        sleep(1.seconds)
        task.cancel()
        wait(listOf(task))
        t.log("cancelled", task.cancelled())
    }

    @KotlinCase("TIMEOUT-33")
    suspend fun aNewRequestAfterAnEarlierOneCounts(t: Trace) {
        val task = createTask("limited") {
            lateinit var timeout: Timeout
            try {
                sleep(5.seconds)
            } catch (e: CancelledError) {
                t.log("swallowed", "requests", requests())
            }
            try {
                timeout(3.seconds) {
                    timeout = this
                    sleep(5.seconds)
                }
            } catch (e: CancelledError) {
                t.log("caught", e, "requests", requests(), "expired", timeout.expired())
                throw e
            }
        }
        sleep(1.seconds)
        task.cancel("first")
        sleep(1.seconds)
        task.cancel("second")
        wait(listOf(task))
        t.log("cancelled", task.cancelled())
    }
}
