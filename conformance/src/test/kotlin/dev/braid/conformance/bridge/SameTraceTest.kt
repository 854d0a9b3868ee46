package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.LoopFactory
import dev.braid.VoidCoroutine
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe

/** A program with Kotlin bodies does what its twin with Java bodies does, event for event, on every strand and host. */
class SameTraceTest :
    FunSpec({
        fun twins(name: String, java: (EventLog) -> Unit, kotlin: suspend (EventLog) -> Unit) =
            BridgeLoops.all().forEach { (on, loops) ->
                test("BRIDGE-16 $name: Kotlin's trace is Java's, on $on") {
                    val expected = traceOf(loops, java)
                    expected.shouldNotBeEmpty()
                    val log = EventLog()
                    inVirtualTime(loops) { kotlin(log) }
                    log.lines() shouldBe expected
                }
            }

        twins("a group with a failing member", JavaPrograms::groupWithFailure, KotlinPrograms::groupWithFailure)
        twins("a group that is cancelled", JavaPrograms::groupCancelledFromOutside, KotlinPrograms::groupCancelledFromOutside)
        twins("cancellation with clean-up", JavaPrograms::cancellationWithCleanUp, KotlinPrograms::cancellationWithCleanUp)
        twins("gather", JavaPrograms::gathering, KotlinPrograms::gathering)
        twins("timeouts", JavaPrograms::timeouts, KotlinPrograms::timeouts)
        twins("sleeps, callbacks, futures", JavaPrograms::order, KotlinPrograms::order)
        twins("awaiting what is cancelled", JavaPrograms::awaitingWhatIsCancelled, KotlinPrograms::awaitingWhatIsCancelled)
    })

private fun traceOf(loops: LoopFactory, program: (EventLog) -> Unit): List<String> {
    val log = EventLog()
    onLoop(loops) {
        run<Exception>(
            VoidCoroutine {
                Asyncio.currentTask()!!.setName("main")
                program(log)
            },
        )
    }
    return log.lines()
}
