package dev.braid.conformance.kotlin.eventloop

import dev.braid.Asyncio
import dev.braid.EventLoop
import dev.braid.ExceptionContext
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.anext
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.createTask
import dev.braid.kotlin.shutdownAsyncgens
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** What is told of suspending bodies when something goes wrong. */
class LoopProblemTest : KotlinCases() {
    private fun raising(error: RuntimeException) = Runnable { throw error }

    @KotlinCase("LOOP-86")
    suspend fun theContextHasEntriesForWhatIsConcerned(t: Trace) {
        val loop = Asyncio.runningLoop()
        t.catchReports()
        loop.callSoon(raising(Boom("handle")))
        yieldNow()
        failUnseen(loop)
        t.gc()

        val openOne = asyncGenerator<Int> {
            try {
                yield(1)
            } finally {
                throw Boom("generator")
            }
        }
        openOne.anext()
        loop.shutdownAsyncgens()

        val other = t.newLoop()
        t.catchReports(other)
        other.createTask(named("task")) { sleep(1.seconds) }
        other.close()
        t.collect()

        loop.setExceptionHandler { _, context -> t.log("with traces of creation", context.created() != null) }
        for (debug in listOf(true, false)) {
            loop.setDebug(debug)
            loop.callSoon(raising(Boom("handle")))
            yieldNow()
        }
    }

    // A function of its own, so that nothing refers to the future afterwards.
    private fun failUnseen(loop: EventLoop) {
        val future = loop.createFuture<Any>()
        loop.callExceptionHandler(ExceptionContext("mine", null, future, null, null, null, null))
        loop.callExceptionHandler(ExceptionContext.of("mine", null))
        future.setException(Boom("future"))
    }
}
