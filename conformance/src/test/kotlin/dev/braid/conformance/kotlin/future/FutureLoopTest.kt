package dev.braid.conformance.kotlin.future

import dev.braid.Asyncio
import dev.braid.EventLoop
import dev.braid.Future
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.runUntilComplete
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.seconds

/** Which loop a future belongs to. */
class FutureLoopTest : KotlinCases() {
    @KotlinCase("FUTURE-02", plain = true)
    fun madeInACoroutineItBelongsToTheRunningLoop(t: Trace) {
        val first = t.newLoop()
        val second = t.newLoop()
        val nameOf = { loop: EventLoop ->
            when {
                loop === first -> "first"
                loop === second -> "second"
                else -> "another"
            }
        }
        val create: suspend () -> Future<Unit> = {
            val future = Asyncio.createFuture<Unit>()
            future.addDoneCallback { t.log("called back by", nameOf(Asyncio.runningLoop())) }
            future.setResult(Unit)
            sleep(1.seconds)
            future
        }

        t.log("bound to", nameOf(first.runUntilComplete(create).loop()))
        t.log("bound to", nameOf(second.runUntilComplete(create).loop()))
        Asyncio.setEventLoop(first)
        t.log("the running one, not the registered one", nameOf(second.runUntilComplete(create).loop()))
        Asyncio.setEventLoop(null)
        first.close()
        second.close()
    }

    @KotlinCase("FUTURE-05", plain = true)
    fun itKnowsItsLoopForEver(t: Trace) {
        val loop = t.newLoop()
        val other = t.newLoop()
        val future = loop.createFuture<String>()
        t.log("not running", future.loop() === loop)
        val look = suspend { t.log("in another loop", future.loop() === loop, Asyncio.runningLoop() === other) }

        other.runUntilComplete(look)
        future.setResult("value")
        t.log("done", future.loop() === loop)
        loop.close()
        other.close()
        t.log("closed", future.loop() === loop)
    }
}
