package dev.braid.conformance.kotlin.taskobject

import dev.braid.GeneratorExit
import dev.braid.KeyboardInterrupt
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.BaseBoom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.runUntil
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.seconds

/** Errors that are more than the failure of one task, and errors that only look so. */
class TaskBaseErrorTest : KotlinCases() {
    @KotlinCase("TASK-49", plain = true)
    fun anInterruptOrExitIsStoredAndLeavesTheLoop(t: Trace) {
        leavesTheLoop(t, KeyboardInterrupt())
        leavesTheLoop(t, InternalError("Java's counterpart of SystemExit"))
    }

    private fun leavesTheLoop(t: Trace, error: Error) {
        val loop = t.newLoop()
        val endsWithIt: suspend () -> Unit = {
            sleep(1.seconds)
            t.log("raises")
            throw error
        }
        val raises = loop.createTask(named("raises"), endsWithIt)
        val other = loop.createTask(named("other")) {
            sleep(1.seconds)
            t.log("due in the same pass")
            "value"
        }
        try {
            loop.runUntil(other)
            t.log("not reached")
        } catch (e: Error) {
            t.log("left the loop", e, "the same object", e === error, "running", loop.isRunning())
        }
        t.log("stored", raises.exception() === error, "done", raises.done(), "the other", other.done())
        t.log("run again", loop.runUntil(other))
        loop.close()
    }

    @KotlinCase("TASK-60")
    suspend fun otherErrorsAreOnlyStored(t: Trace) {
        t.catchReports()
        for (error in listOf(BaseBoom("base"), GeneratorExit())) {
            val fails: suspend () -> Unit = {
                sleep(1.seconds)
                throw error
            }
            val task = createTask("fails", fails)
            sleep(2.seconds)
            t.log("the loop goes on", "done", task.done(), "cancelled", task.cancelled())
            t.log("stored", task.exception(), "the same object", task.exception() === error)
            try {
                task.await()
            } catch (e: Error) {
                t.log("awaiter got", e)
            }
        }
    }
}
