package dev.braid.conformance.kotlin.eventloop

import dev.braid.Asyncio
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import java.time.Duration.ofSeconds
import java.util.concurrent.Callable
import kotlin.time.Duration.Companion.seconds

/** Closing a loop, and what a closed one refuses. */
class LoopCloseTest : KotlinCases() {
    @KotlinCase("LOOP-20")
    suspend fun aRunningLoopCannotBeClosed(t: Trace) {
        val loop = Asyncio.runningLoop()
        try {
            loop.close()
        } catch (e: IllegalStateException) {
            t.log("refused", e)
        }
        sleep(1.seconds)
        t.log("goes on", loop.isClosed)
    }

    @KotlinCase("LOOP-23", plain = true)
    fun aClosedLoopTakesNothing(t: Trace) {
        val body = suspend { t.log("never") }
        val never = Runnable { t.log("never") }

        val loop = t.newLoop()
        loop.close()
        val schedules = listOf<() -> Any>(
            { loop.callSoon(never) },
            { loop.callSoonThreadsafe(never) },
            { loop.callLater(ofSeconds(1), never) },
            { loop.callAt(1, never) },
            { loop.createTask(body = body) },
            { loop.runInExecutor(null, Callable { 7 }) },
        )
        for (schedule in schedules) {
            try {
                schedule()
            } catch (e: IllegalStateException) {
                t.log("refused", e)
            }
        }
    }
}
