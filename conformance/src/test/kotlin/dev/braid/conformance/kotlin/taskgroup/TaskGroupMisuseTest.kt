package dev.braid.conformance.kotlin.taskgroup

import dev.braid.CancelledError
import dev.braid.ExceptionGroup
import dev.braid.TaskGroup
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.use
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** Creating members and entering when it is too early or too late. */
class TaskGroupMisuseTest : KotlinCases() {
    private fun tryToCreate(t: Trace, moment: String, group: TaskGroup) {
        try {
            group.launch { t.log("not reached") }
            t.log("not reached")
        } catch (e: IllegalStateException) {
            t.log(moment, e)
        }
    }

    @KotlinCase("TASKGROUP-49")
    suspend fun creatingBeforeTheEntryIsRefused(t: Trace) {
        val group = TaskGroup.create()
        tryToCreate(t, "not entered", group)
        yieldNow()
        group.use { launch { sleep(1.seconds) } }
        t.log("could still be entered")
    }

    @KotlinCase("TASKGROUP-50")
    suspend fun creatingAfterTheExitIsRefused(t: Trace) {
        val first = TaskGroup.create()
        first.use { launch { sleep(1.seconds) } }
        tryToCreate(t, "left", first)
        val second = TaskGroup.create()
        second.use { }
        tryToCreate(t, "left empty", second)
        val third = TaskGroup.create()
        try {
            third.use { launch { throw Boom("a") } }
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
        }
        tryToCreate(t, "left after a failure", third)
        yieldNow()
    }

    @KotlinCase("TASKGROUP-51")
    suspend fun creatingWhileTheGroupAbortsIsRefused(t: Trace) {
        val fails: suspend () -> Unit = {
            sleep(1.seconds)
            throw Boom("a")
        }

        try {
            taskGroup {
                launch(body = fails)
                launch(named("member")) { triesToCreateInItsCleanUp(t, this@taskGroup) }
                try {
                    sleep(10.seconds)
                } finally {
                    tryToCreate(t, "in the body's clean-up", this)
                }
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
        }

        val parent: suspend () -> Unit = {
            taskGroup {
                launch(named("member")) { triesToCreateInItsCleanUp(t, this@taskGroup) }
            }
        }

        val task = createTask("parent", parent)
        sleep(1.seconds)
        t.log("cancel", task.cancel())
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("parent ended with", e)
        }
    }

    private suspend fun triesToCreateInItsCleanUp(t: Trace, group: TaskGroup) {
        try {
            sleep(10.seconds)
        } catch (e: CancelledError) {
            tryToCreate(t, "in a member's clean-up", group)
            sleep(1.seconds)
            tryToCreate(t, "later in a member's clean-up", group)
            throw e
        }
    }

    @KotlinCase("TASKGROUP-53")
    suspend fun aGroupIsEnteredOnce(t: Trace) {
        val group = TaskGroup.create()
        group.use {
            launch { sleep(1.seconds) }
            try {
                group.use { t.log("not reached") }
            } catch (e: IllegalStateException) {
                t.log("again while active", e)
            }
            sleep(500.milliseconds)
            t.log("the first entry is not disturbed")
        }
        t.log("left")
        try {
            group.use { t.log("not reached") }
        } catch (e: IllegalStateException) {
            t.log("again after the exit", e)
        }
    }
}
