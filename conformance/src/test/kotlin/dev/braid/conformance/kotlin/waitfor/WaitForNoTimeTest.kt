package dev.braid.conformance.kotlin.waitfor

import dev.braid.Asyncio
import dev.braid.CallGraph
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.TimeoutException
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.NoOracle
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.sleep
import dev.braid.kotlin.waitFor
import java.time.Duration.ofSeconds
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.seconds
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue

/** A limit of no time at all. */
class WaitForNoTimeTest : KotlinCases() {
    @KotlinCase("WAITFOR-11")
    suspend fun whatIsDoneNeedsNoTime(t: Trace) {
        val done = Asyncio.createFuture<String>()
        val failed = Asyncio.createFuture<String>()
        done.setResult("value")
        failed.setException(Boom("a"))
        Asyncio.runningLoop().callSoon { t.log("next pass") }
        for (limit in listOf(0, -1)) t.log("result", waitFor(done, limit.seconds))
        try {
            waitFor(failed, ZERO)
        } catch (e: Boom) {
            t.log("caught", e)
        }
    }

    @KotlinCase("WAITFOR-12")
    suspend fun withoutTimeACoroutineNeverStarts(t: Trace) {
        val child = suspend { t.log("not reached") }
        for (limit in listOf(0, -1)) {
            try {
                waitFor(limit.seconds, child)
                t.log("not reached")
            } catch (e: TimeoutException) {
                t.log("caught", e)
            }
        }
    }

    @KotlinCase("WAITFOR-13")
    suspend fun withoutTimeARunningTaskIsCancelled(t: Trace) {
        for (limit in listOf(0, -1)) {
            val task = createTask("child") {
                try {
                    sleep(50.seconds)
                } finally {
                    sleep(2.seconds)
                    t.log("cleaned up")
                }
            }
            sleep(1.seconds)
            try {
                waitFor(task, limit.seconds)
                t.log("not reached")
            } catch (e: TimeoutException) {
                t.log("caught", e, "cancelled", task.cancelled())
            }
        }
    }

    @KotlinCase("WAITFOR-14")
    suspend fun withoutTimeAValueIsReturnedNevertheless(t: Trace) {
        val task = createTask("child") {
            try {
                sleep(50.seconds, "not reached")
            } catch (e: CancelledError) {
                sleep(2.seconds)
                "value"
            }
        }
        sleep(1.seconds)
        t.log("result", waitFor(task, ZERO), "cancelled", task.cancelled())
    }

    @NoOracle("3.15.0rc1 records nothing here, 3.15.1 does")
    @KotlinCase("WAITFOR-19")
    suspend fun withoutTimeTheWaiterIsRecordedMeanwhile(t: Trace) {
        val main = currentTask()
        val task = createTask {
            try {
                sleep(50.seconds)
            } finally {
                sleep(2.seconds)
            }
        }
        sleep(1.seconds)
        val seen = ArrayList<List<Future<*>>>()
        Asyncio.runningLoop().callLater(ofSeconds(1)) { seen += waiters(task) }
        try {
            waitFor(task, ZERO)
            t.log("not reached")
        } catch (e: TimeoutException) {
            t.log("caught", e)
        }
        assertEquals(listOf(listOf(main)), seen, "while it finished")
        assertEquals(listOf<Future<*>>(), waiters(task), "afterwards")
        assertTrue(task.cancelled())
    }

    private fun waiters(future: Future<*>): List<Future<*>> =
        CallGraph.capture(future).awaitedBy().map { it.future() }
}
