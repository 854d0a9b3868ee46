package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.LoopFactory
import dev.braid.Runner
import dev.braid.VoidCoroutine
import dev.braid.kotlin.runSuspending

/** A program written twice, in Java and in Kotlin, line by line. */
class TwinPrograms(
    val name: String,
    private val java: (EventLog) -> Unit,
    private val kotlin: suspend (EventLog) -> Unit,
) {
    /** What both do, on each loop that is made: Java's events, then Kotlin's. */
    fun tracesOn(loops: LoopFactory): List<List<String>> =
        listOf(onLoop(loops) { javaTrace() }, onLoop(loops) { kotlinTrace() })

    fun Runner.javaTrace(): List<String> {
        val log = EventLog()
        run<Exception>(
            VoidCoroutine {
                Asyncio.currentTask()!!.setName("main")
                java(log)
            },
        )
        return log.lines()
    }

    fun Runner.kotlinTrace(): List<String> {
        val log = EventLog()
        runSuspending {
            Asyncio.currentTask()!!.setName("main")
            kotlin(log)
        }
        return log.lines()
    }

    companion object {
        val ALL = listOf(
            TwinPrograms("a group with a failing member", JavaPrograms::groupWithFailure, KotlinPrograms::groupWithFailure),
            TwinPrograms(
                "a group that is cancelled",
                JavaPrograms::groupCancelledFromOutside,
                KotlinPrograms::groupCancelledFromOutside,
            ),
            TwinPrograms(
                "cancellation with clean-up",
                JavaPrograms::cancellationWithCleanUp,
                KotlinPrograms::cancellationWithCleanUp,
            ),
            TwinPrograms("gather", JavaPrograms::gathering, KotlinPrograms::gathering),
            TwinPrograms("timeouts", JavaPrograms::timeouts, KotlinPrograms::timeouts),
            TwinPrograms("sleeps, callbacks, futures", JavaPrograms::order, KotlinPrograms::order),
            TwinPrograms(
                "awaiting what is cancelled",
                JavaPrograms::awaitingWhatIsCancelled,
                KotlinPrograms::awaitingWhatIsCancelled,
            ),
        )
    }
}
