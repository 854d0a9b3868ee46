package dev.braid.conformance.kotlin.coroutinetask

import dev.braid.Asyncio
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** What a suspend function is before it runs, and while it runs inline. */
class CoroutineObjectTest : KotlinCases() {
    @KotlinCase("CORO-01")
    suspend fun buildingACoroutineRunsNoneOfItsBody(t: Trace) {
        val awaited = runsAndReturns(t, 1)
        val wrapped = runsAndReturns(t, 2)
        t.log("built")
        sleep(1.seconds)
        t.log("nothing has run")
        t.log("value", awaited())
        val task = createTask(body = wrapped)
        t.log("wrapped")
        t.log("value", task.await())
    }

    private fun runsAndReturns(t: Trace, n: Int): suspend () -> Int = {
        t.log("body runs", n)
        n
    }

    @KotlinCase("CORO-03")
    suspend fun awaitingACoroutineRunsItInsideTheCurrentTask(t: Trace) {
        val loop = Asyncio.runningLoop()
        val main = currentTask()
        val innermost = suspend {
            t.log("inline", currentTask() === main)
            1
        }
        val middle = suspend { innermost() + 1 }
        val suspends = suspend {
            t.log("before it suspends")
            yieldNow()
            t.log("after it suspended", currentTask() === main)
        }

        loop.callSoon { t.log("callback") }
        t.log("value", middle())
        suspends()
    }
}
