package dev.braid.conformance.kotlin.waitfor

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.waitFor
import java.time.Duration.ofSeconds
import kotlin.time.Duration.Companion.seconds

/** Cancelling the waiter, and what it waits for. */
class WaitForCancellationTest : KotlinCases() {
    @KotlinCase("WAITFOR-08")
    suspend fun cancellingTheWaiterCancelsWhatItWaitsFor(t: Trace) {
        for (limit in listOf(null, 20.seconds)) {
            val inner = createTask("inner") {
                try {
                    sleep(50.seconds)
                } catch (e: CancelledError) {
                    t.log("got", e)
                    throw e
                }
            }
            val waiter = createTask("waiter") {
                try {
                    waitFor(inner, limit)
                } catch (e: CancelledError) {
                    t.log("caught", e)
                    throw e
                }
            }
            sleep(1.seconds)
            waiter.cancel("enough")
            wait(listOf(waiter))
            t.log("cancelled", waiter.cancelled(), inner.cancelled())
        }
    }

    @KotlinCase("WAITFOR-09")
    suspend fun aCancelledWaiterWaitsForTheEnd(t: Trace) {
        val inner = createTask("inner") {
            try {
                sleep(50.seconds)
            } finally {
                sleep(3.seconds)
                t.log("ends at last")
            }
        }
        val waiter = createTask("waiter") { waitFor(inner, 20.seconds) }
        sleep(1.seconds)
        waiter.cancel()
        sleep(1.seconds)
        t.log("waiter", waiter.done())
        wait(listOf(waiter))
        t.log("waiter", waiter.cancelled(), "inner", inner.done())
    }

    @KotlinCase("WAITFOR-10")
    suspend fun aCancellationTogetherWithTheResultIsNotLost(t: Trace) {
        val inner: Task<String> = createTask("inner") { sleep(1.seconds, "value") }
        val waiter = createTask("waiter") {
            try {
                t.log("not reached", waitFor(inner, 100.seconds))
            } catch (e: CancelledError) {
                t.log("caught", e)
                throw e
            }
        }
        inner.addDoneCallback { t.log("done", "cancel", waiter.cancel("enough")) }
        wait(listOf(waiter))
        t.log("waiter", waiter.cancelled(), "inner", inner.await(), "requests", inner.cancelling())
    }

    @KotlinCase("WAITFOR-16")
    suspend fun aCancellationByOthersIsNoTimeout(t: Trace) {
        val inner = Asyncio.createFuture<Unit>()
        Asyncio.runningLoop().callLater(ofSeconds(1)) { inner.cancel("by others") }
        try {
            waitFor(inner, 5.seconds)
            t.log("not reached")
        } catch (e: CancelledError) {
            t.log("caught", e, "requests", currentTask().cancelling())
        }
        sleep(10.seconds)
        t.log("goes on")
    }
}
