package dev.braid.conformance.kotlin.ascompleted

import dev.braid.Asyncio
import dev.braid.Future
import dev.braid.StopAsyncIterationException
import dev.braid.Task
import dev.braid.TimeoutException
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.NoOracle
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.asCompleted
import dev.braid.kotlin.await
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue

/** What ends an iteration, and what that leaves. */
class AsCompletedEndTest : KotlinCases() {
    @KotlinCase("ASCOMPLETED-08")
    suspend fun eachStepAfterTheLimitTimesOut(t: Trace) {
        val completions = asCompleted(listOf(task("a", 1), task("b", 5), task("c", 6)), 2.seconds).iterator()
        t.log("done", completions.next().await())
        for (n in 0..1) {
            try {
                completions.next()
                t.log("not reached")
            } catch (e: TimeoutException) {
                t.log("late", e)
            }
        }
        try {
            completions.next()
            t.log("not reached")
        } catch (e: StopAsyncIterationException) {
            t.log("no more")
        }
    }

    @KotlinCase("ASCOMPLETED-09")
    suspend fun whatIsLateRunsOn(t: Trace) {
        val late = task("late", 5)
        try {
            for (done in asCompleted(listOf(late), 2.seconds)) t.log("not reached", done)
        } catch (e: TimeoutException) {
            t.log("caught", e, "requests", late.cancelling(), "done", late.done())
        }
        t.log("result", late.await())
    }

    @KotlinCase("ASCOMPLETED-10")
    suspend fun inTimeTheLimitIsForgotten(t: Trace) {
        for (done in asCompleted(listOf(task("a", 1), task("b", 2)), 3.seconds)) t.log("done", done.await())
        sleep(10.seconds)
        t.log("no error")
    }

    @KotlinCase("ASCOMPLETED-11")
    suspend fun leavingEarlyCancelsNothing(t: Trace) {
        val a = task("a", 1)
        val b = task("b", 2)
        for (done in asCompleted(listOf(a, b))) {
            t.log("done", done.await())
            break
        }
        t.log("requests", b.cancelling())
        t.log("runs on", b.await())
    }

    @KotlinCase("ASCOMPLETED-12")
    suspend fun aSecondLoopGoesOn(t: Trace) {
        val completions = asCompleted(listOf(task("a", 1), task("b", 2), task("c", 3)))
        t.log("its own iterator", completions.iterator() as Any === completions)
        for (done in completions) {
            t.log("first loop", done.await())
            break
        }
        for (done in completions) t.log("second loop", done.await())
        for (done in completions) t.log("not reached", done)
    }

    @NoOracle("3.15.0rc1 loses one item for each cancelled step, 3.15.1 does not")
    @KotlinCase("ASCOMPLETED-13")
    suspend fun aCancelledStepLosesNothing(t: Trace) {
        val a = task("a", 2)
        val b = task("b", 3)
        val plain = Asyncio.createFuture<String>()
        val completions = asCompleted(listOf(a, b, plain))

        val early = createTask {
            completions.iterator().next()
            t.log("not reached")
        }
        sleep(1.seconds)
        early.cancel()
        wait(listOf(early))
        assertTrue(early.cancelled())

        // Cancelled when its item has come, but before it has run again.
        val together = createTask {
            completions.iterator().next()
            t.log("not reached")
        }
        sleep(500.milliseconds)
        plain.setResult("value")
        plain.addDoneCallback { together.cancel() }
        wait(listOf(together))
        assertTrue(together.cancelled())

        val rest = ArrayList<Future<String>>()
        for (done in completions) rest += done
        assertEquals(listOf(plain, a, b), rest)
    }

    private fun task(name: String, seconds: Int): Task<String> = createTask(name) { sleep(seconds.seconds, name) }
}
