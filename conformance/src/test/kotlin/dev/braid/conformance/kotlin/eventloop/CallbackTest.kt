package dev.braid.conformance.kotlin.eventloop

import dev.braid.Asyncio
import dev.braid.Context
import dev.braid.ContextVar
import dev.braid.Handle
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import java.time.Duration.ofSeconds
import kotlin.time.Duration.Companion.seconds

/** Callbacks: when they run beside a suspending body, and in which context. */
class CallbackTest : KotlinCases() {
    @KotlinCase("LOOP-25")
    suspend fun aCallbackRunsInTheNextPass(t: Trace) {
        val handle: Any = Asyncio.runningLoop().callSoon { t.log("callback") }
        t.log("scheduled", handle is Handle, (handle as Handle).cancelled())
        yieldNow()
        t.log("main again")
    }

    @KotlinCase("LOOP-26")
    suspend fun callbacksRunOnceInTheOrderOfScheduling(t: Trace) {
        val loop = Asyncio.runningLoop()
        repeat(5) { number -> loop.callSoon { t.log("callback", number) } }
        repeat(3) { yieldNow() }
        t.log("main again")
    }

    @KotlinCase("LOOP-27")
    suspend fun whatACallbackSchedulesRunsInTheFollowingPass(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.callSoon {
            t.log("first")
            loop.callSoon { t.log("scheduled by the first") }
        }
        loop.callSoon { t.log("second") }
        yieldNow()
        t.log("main in between")
        yieldNow()
    }

    @KotlinCase("LOOP-28")
    suspend fun aCallbackRunsInACopyOfTheContext(t: Trace) {
        val variable = ContextVar.withDefault("var", "default")
        val loop = Asyncio.runningLoop()
        val changes = Runnable {
            t.log("inside", variable.get())
            variable.set("the callback's")
        }
        variable.set("when scheduled")
        loop.callSoon(changes)
        loop.callLater(ofSeconds(0), changes)
        variable.set("later")
        sleep(1.seconds)
        t.log("outside", variable.get())
    }

    @KotlinCase("LOOP-29")
    suspend fun anExplicitContextIsUsedAsItIs(t: Trace) {
        val variable = ContextVar.withDefault("var", "default")
        val loop = Asyncio.runningLoop()
        val changes = Runnable {
            t.log("inside", variable.get())
            variable.set("the callback's")
        }
        val given = Context()
        given.run(Context.VoidBlock<RuntimeException> { variable.set("given") })
        loop.callSoon(changes, given)
        loop.callLater(ofSeconds(1), changes, given)
        sleep(2.seconds)
        t.log("afterwards", given.getOrThrow(variable), variable.get())
    }
}
