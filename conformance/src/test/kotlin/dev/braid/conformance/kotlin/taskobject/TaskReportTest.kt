package dev.braid.conformance.kotlin.taskobject

import dev.braid.Asyncio
import dev.braid.ContextVar
import dev.braid.Task
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.seconds

/** Failures that nobody looked at are reported when their task is reclaimed. */
class TaskReportTest : KotlinCases() {
    @KotlinCase("TASK-50")
    suspend fun aFailureNobodyLookedAtIsReportedWhenTheTaskIsReclaimed(t: Trace) {
        t.catchReports()
        val fails: suspend () -> Unit = { throw Boom("lost") }
        var task: Task<Unit>? = createTask("fails", fails)
        sleep(1.seconds)
        t.gc()
        t.log("referred to, so nothing is reported", task!!.done())
        task = null
        t.gc()
        t.log("once only")
        t.gc()
        t.log("main ends")
    }

    @KotlinCase("TASK-51")
    suspend fun lookingAtAFailureSuppressesTheReport(t: Trace) {
        t.catchReports()
        aFailedTask("awaited") { task ->
            try {
                task.await()
            } catch (e: Boom) {
                t.log("awaited", e)
            }
        }
        aFailedTask("its result") { task ->
            try {
                task.result<Exception>()
            } catch (e: Boom) {
                t.log("result", e)
            }
        }
        aFailedTask("its exception") { task -> t.log("exception", task.exception()) }
        aFailedTask("cancelled") { task -> t.log("cancel", task.cancel()) }
        t.gc()
        t.log("nothing was reported; but")
        aFailedTask("only asked") { task -> t.log("done", task.done(), task.cancelled()) }
        t.gc()
        t.log("main ends")
    }

    private suspend fun aFailedTask(name: String, look: suspend (Task<Unit>) -> Unit) {
        val fails: suspend () -> Unit = { throw Boom(name) }
        val task = createTask(name, fails)
        sleep(1.seconds)
        look(task)
    }

    @KotlinCase("TASK-52")
    suspend fun theReportIsHandledInTheTasksContext(t: Trace) {
        val variable = ContextVar.withDefault("var", "unset")
        val seen = ArrayList<List<Any?>>()
        Asyncio.runningLoop().setExceptionHandler { _, context -> seen += listOf(context.exception(), variable.get()) }
        variable.set("main's")
        var task: Task<Unit>? = createTask<Unit> {
            variable.set("the task's")
            throw Boom("lost")
        }
        sleep(1.seconds)
        task = null
        t.gc()
        t.log("handler saw", seen)
        t.log("main sees", variable.get())
    }
}
