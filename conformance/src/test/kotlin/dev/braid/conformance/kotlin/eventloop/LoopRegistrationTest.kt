package dev.braid.conformance.kotlin.eventloop

import dev.braid.Asyncio
import dev.braid.EventLoop
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.yieldNow

/** Which loop a suspending body finds. */
class LoopRegistrationTest : KotlinCases() {
    private fun found(look: () -> EventLoop): Any =
        try {
            look()
        } catch (e: Exception) {
            e
        }

    @KotlinCase("LOOP-01", plain = true)
    fun theRunningLoopIsKnownInsideOnly(t: Trace) {
        val loop = t.newLoop()
        t.log("before", found { Asyncio.runningLoop() })
        loop.runSuspending {
            t.log("in a coroutine", Asyncio.runningLoop() === loop)
            loop.callSoon { t.log("in a callback", Asyncio.runningLoop() === loop) }
            yieldNow()
        }
        t.log("after", found { Asyncio.runningLoop() })
        loop.close()
    }

    @KotlinCase("LOOP-02", plain = true)
    fun whileALoopRunsItIsTheCurrentOne(t: Trace) {
        val loop = t.newLoop()
        val other = t.newLoop()
        Asyncio.setEventLoop(other)
        loop.runSuspending { t.log("running", found { Asyncio.eventLoop() } === loop) }
        t.log("registered", found { Asyncio.eventLoop() } === other)
        Asyncio.setEventLoop(null)
        loop.close()
        other.close()
    }
}
