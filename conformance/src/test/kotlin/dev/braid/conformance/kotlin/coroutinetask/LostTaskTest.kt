package dev.braid.conformance.kotlin.coroutinetask

import dev.braid.GeneratorExit
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.runUntilComplete
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.yieldNow

/** Tasks that never get to their end. */
class LostTaskTest : KotlinCases() {
    /** In Python a task is lost when nobody refers to it any more; in Braid, when its loop closes (see CORO-17). */
    @KotlinCase("CORO-18", plain = true)
    fun aPendingTaskThatIsLostIsReported(t: Trace) {
        val loop = t.newLoop()
        t.catchReports(loop)
        val givesWay: suspend () -> Unit = {
            try {
                while (true) {
                    t.log("step")
                    yieldNow()
                }
            } catch (e: GeneratorExit) {
                t.log("thrown in", e)
                throw e
            }
        }
        val main = suspend {
            val future = loop.createFuture<String>()
            loop.createTask(named("queued"), givesWay)
            loop.createTask(named("waiting")) { future.await() }
            loop.createTask(named("done")) { t.log("ends") }
            yieldNow()
            "value"
        }

        loop.runUntilComplete(main)
        t.log("closing")
        loop.close()
        t.collect()
        t.log("closed")
    }
}
