package dev.braid.conformance.kotlin.debug

import dev.braid.EventLoop
import dev.braid.conformance.harness.CaughtLog
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** Who switches debug mode, and when. */
class DebugSwitchTest : KotlinCases() {
    @KotlinCase("DEBUG-02", plain = true)
    fun debugCanBeSwitchedAndAskedForAtAnyTime(t: Trace) {
        val loop = t.newLoop()
        t.log("new", loop.debug())
        loop.setDebug(true)
        t.log("before the run", loop.debug())
        run(t, loop)
        t.log("between runs", loop.debug())
        run(t, loop)
        loop.setDebug(false)
        t.log("after the run", loop.debug())
        loop.close()
        loop.setDebug(true)
        t.log("closed", loop.debug())
    }

    private fun run(t: Trace, loop: EventLoop) {
        val busy = suspend {
            loop.setDebug(!loop.debug())
            t.log("switched while running", loop.debug())
            repeat(2) {
                yieldNow()
                t.burn(1.seconds)
            }
        }
        CaughtLog().use { log ->
            loop.runSuspending(busy)
            t.log("slow steps", log.records().size)
        }
    }
}
