package dev.braid.conformance.kotlin.eventloop

import dev.braid.Asyncio
import dev.braid.TimerHandle
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import java.time.Duration.ofMillis
import java.time.Duration.ofSeconds
import kotlin.time.Duration.Companion.seconds

/** Timers: when they are due, beside a suspending body. */
class TimerTest : KotlinCases() {
    private fun nanos(seconds: Double): Long = (seconds * 1e9).toLong()

    @KotlinCase("LOOP-30")
    suspend fun aTimerRunsAfterItsDelay(t: Trace) {
        val timer: Any = Asyncio.runningLoop().callLater(ofMillis(1500)) { t.log("timer") }
        t.log("scheduled", timer is TimerHandle)
        sleep(1.seconds)
        t.log("not yet")
        sleep(1.seconds)
        t.log("main ends")
    }

    @KotlinCase("LOOP-31")
    suspend fun zeroAndNegativeDelaysAreDueAtOnce(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.callLater(ofSeconds(0)) { t.log("zero") }
        loop.callLater(ofSeconds(-1)) { t.log("minus one") }
        loop.callLater(ofSeconds(-2)) { t.log("minus two") }
        t.log("scheduled")
        yieldNow()
        yieldNow()
        t.log("main again")
    }

    @KotlinCase("LOOP-33")
    suspend fun aTimerRunsAtItsTime(t: Trace) {
        val loop = Asyncio.runningLoop()
        sleep(1.seconds)
        loop.callAt(loop.timeNanos() + nanos(1.5)) { t.log("timer") }
        loop.callAt(nanos(0.5)) { t.log("of the past") }
        yieldNow()
        t.log("main again")
        sleep(2.seconds)
    }

    @KotlinCase("LOOP-36")
    suspend fun dueTimersComeBehindWhatIsReady(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.callLater(ofSeconds(1)) { t.log("timer") }
        loop.callSoon {
            t.burn(2.seconds)
            loop.callSoon { t.log("ready") }
        }
        yieldNow()
        t.log("main")
        sleep(1.seconds)
    }

    @KotlinCase("LOOP-38")
    suspend fun aTimerRunsWhenTheClockStandsExactlyAtItsDeadline(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.callAt(loop.timeNanos()) { t.log("due now") }
        yieldNow()
        t.log("main again")
        t.burn(1.seconds)
        loop.callAt(nanos(1.0)) { t.log("due exactly now") }
        yieldNow()
        t.log("main again")
    }
}
