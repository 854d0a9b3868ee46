package dev.braid.conformance.kotlin.debug

import dev.braid.Asyncio
import dev.braid.conformance.harness.CaughtLog
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import java.time.Duration.ofMillis
import java.time.Duration.ofSeconds
import java.util.logging.LogRecord
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** Callbacks and steps that take longer than they should. How long is a matter of the loop's clock. */
class SlowCallbackTest : KotlinCases() {
    @KotlinCase("DEBUG-06")
    suspend fun callbacksAndStepsThatTakeLongAreLogged(t: Trace) {
        val loop = Asyncio.runningLoop()
        logged(t, "no debug", null, 10_000.0)
        loop.setDebug(true)
        t.log("limit", loop.slowCallbackDuration())
        logged(t, "callbacks", null, 250.0, 62.5, 1000.0)
        logged(t, "steps of a task", 750.0, 62.5)
        loop.setSlowCallbackDuration(ofMillis(500))
        t.log("limit", loop.slowCallbackDuration())
        logged(t, "at least the limit", 500.0, 250.0, 500.0)
        loop.setDebug(false)
        logged(t, "no debug", 10_000.0, 10_000.0)
    }

    private suspend fun logged(t: Trace, text: String, task: Double?, vararg callbacks: Double) {
        val loop = Asyncio.runningLoop()
        CaughtLog().use { log ->
            for (millis in callbacks) loop.callSoon { t.burn(millis.milliseconds) }
            loop.callLater(ofSeconds(1)) { t.burn(callbacks.last().milliseconds) }
            if (task != null) {
                createTask("slow") {
                    repeat(2) {
                        yieldNow()
                        t.burn(task.milliseconds)
                    }
                }.await()
            }
            sleep(2.seconds)
            t.log(text, log.records().map(::shown))
        }
    }

    /** The level, the duration, and whether it names the task "slow". */
    private fun shown(line: LogRecord): List<Any> {
        val took = TOOK.find(line.message) ?: throw AssertionError("no duration in ${line.message}")
        return listOf(line.level.name, took.groupValues[1].toDouble(), "name='slow'" in line.message)
    }

    private companion object {
        val TOOK = Regex("""took (\d+\.\d+) seconds""")
    }
}
