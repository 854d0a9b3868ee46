package dev.braid.conformance.kotlin.future

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.await
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import io.kotest.assertions.throwables.shouldThrow
import kotlin.time.Duration.Companion.seconds

/** What was said when a future was cancelled. */
class FutureCancelMessageTest : KotlinCases() {
    @KotlinCase("FUTURE-15")
    suspend fun theMessageOfCancelArrives(t: Trace) {
        val loop = Asyncio.runningLoop()
        val named = loop.createFuture<String>()
        val numbered = loop.createFuture<String>()
        val silent = loop.createFuture<String>()
        val all = listOf(named, numbered, silent)
        taskGroup {
            for (future in all) launch { waitFor(future, t) }
            sleep(1.seconds)
            named.cancel("enough")
            numbered.cancel(3)
            silent.cancel()
        }
        for (future in all) {
            t.log("result", shouldThrow<CancelledError> { future.result<Exception>() })
            t.log("exception", shouldThrow<CancelledError> { future.exception() })
            waitFor(future, t)
        }
    }

    private suspend fun waitFor(future: Future<String>, t: Trace) {
        try {
            future.await()
        } catch (e: CancelledError) {
            t.log("awaiting", e)
        }
    }
}
