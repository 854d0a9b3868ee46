package dev.braid.conformance.kotlin.coroutinetask

import dev.braid.Asyncio
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.ByHand
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runJava
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

/** What a coroutine may hand to the task machinery when it suspends, and that nothing else lets others run. */
class SuspensionTest : KotlinCases() {
    @KotlinCase("CORO-27")
    suspend fun waitingForWhatIsNoFutureFailsWhereItIsAwaited(t: Trace) {
        val child = suspend {
            Asyncio.runningLoop().callSoon { t.log("callback") }
            try {
                runJava(ByHand(t.java, "neither a future nor nothing"))
            } catch (e: IllegalStateException) {
                t.log("refused", e)
            }
            sleep(1.seconds)
            "value"
        }
        t.log("value", createTask("awaits it", child).await())

        try {
            Asyncio.runningLoop().createTask(ByHand(t.java, 42), named("is it")).await()
        } catch (e: IllegalStateException) {
            t.log("ended with", e)
        }
    }

    @KotlinCase("CORO-28")
    suspend fun aBareYieldWaitsOnePass(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.callSoon { t.log("queued before") }
        loop.callSoon { loop.callSoon { t.log("queued by a callback") } }
        t.log("value", runJava(ByHand(t.java, null)))
        runJava(ByHand(t.java, null))
        t.log("end")
    }

    @KotlinCase("CORO-29")
    suspend fun nothingRunsBesideATaskThatDoesNotSuspend(t: Trace) {
        val loop = Asyncio.runningLoop()
        val works = suspend { t.burn(1.seconds) }

        loop.callSoon { t.log("callback") }
        loop.callLater(Duration.ofSeconds(1)) { t.log("timer") }
        createTask("other") { t.log("other task runs") }
        val done = loop.createFuture<String?>()
        done.setResult(null)
        done.addDoneCallback { t.log("done callback") }
        repeat(3) { n ->
            works()
            done.await()
            t.log("still alone", n)
        }
        yieldNow()
        t.log("gave way")
    }
}
