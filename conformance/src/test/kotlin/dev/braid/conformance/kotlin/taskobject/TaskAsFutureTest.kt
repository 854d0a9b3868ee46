package dev.braid.conformance.kotlin.taskobject

import dev.braid.Asyncio
import dev.braid.Future
import dev.braid.Task
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import java.util.function.Consumer
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** A task has the whole interface of a future, but for the setters. */
class TaskAsFutureTest : KotlinCases() {
    @KotlinCase("TASK-01")
    suspend fun aTaskIsAFuture(t: Trace) {
        val future: Future<Int> = createTask("child") {
            sleep(1.seconds)
            7
        }
        t.log("is a future", Future::class.isInstance(future))
        t.log("of this loop", future.loop() === Asyncio.runningLoop())
        future.addDoneCallback { done -> t.log("called back with it", done === future) }
        t.log("done", future.done(), "cancelled", future.cancelled())
        t.log("awaited", future.await())
        t.log("done", future.done(), "cancelled", future.cancelled())
        t.log("result", future.result<Exception>(), "exception", future.exception(), "cancel", future.cancel())
        yieldNow()
        for (setter in listOf({ future.setResult(8) }, { future.setException(Boom("set")) })) {
            try {
                setter()
            } catch (e: IllegalStateException) {
                t.log("not offered", e)
            }
        }
    }

    @KotlinCase("TASK-02")
    suspend fun nobodySetsATasksOutcomeFromOutside(t: Trace) {
        val task = createTask("child") {
            t.log("child begins")
            sleep(1.seconds)
            t.log("child ends")
            "its own"
        }
        yieldNow()
        try {
            task.setResult("foreign")
        } catch (e: IllegalStateException) {
            t.log("set_result", e)
        }
        try {
            task.setException(Boom("foreign"))
        } catch (e: IllegalStateException) {
            t.log("set_exception", e)
        }
        t.log("done", task.done())
        t.log("result", task.await())
    }

    @KotlinCase("TASK-03")
    suspend fun doneMeansReturnedRaisedOrCancelledToCompletion(t: Trace) {
        val tasks = listOf(
            createTask("returns") {
                sleep(1.seconds)
                t.log("ends, done", currentTask().done())
            },
            createTask("raises") {
                sleep(1.seconds)
                throw Boom("a")
            },
            createTask("cleans up") {
                try {
                    sleep(10.seconds)
                } finally {
                    sleep(1.seconds)
                    t.log("cleaned up, done", currentTask().done())
                }
            },
        )
        t.log("created", done(tasks))
        sleep(500.milliseconds)
        t.log("suspended", done(tasks))
        sleep(1.seconds)
        t.log("two have ended", done(tasks))
        tasks[2].cancel()
        t.log("cancel requested", done(tasks))
        sleep(500.milliseconds)
        t.log("cleaning up", done(tasks))
        sleep(1.seconds)
        t.log("all have ended", done(tasks))
        t.log("error", tasks[1].exception())
    }

    private fun done(tasks: List<Task<*>>): List<Boolean> = tasks.map { it.done() }

    @KotlinCase("TASK-53")
    suspend fun callbacksGetTheTaskInALaterPass(t: Trace) {
        val task = createTask("child") {
            sleep(1.seconds)
            Asyncio.runningLoop().callSoon { t.log("queued before the end") }
            t.log("ends")
            "value"
        }
        val called = Consumer<Future<String>> { done ->
            t.log("called with", 1, "the task", done === task, "done", done.done(), done.result<Exception>())
        }
        task.addDoneCallback(called)
        sleep(2.seconds)
        task.addDoneCallback(called)
        t.log("registered when done")
        yieldNow()
        t.log("main ends")
    }

    @KotlinCase("TASK-61")
    suspend fun removingACallbackDropsEveryRegistration(t: Trace) {
        val task = createTask("child") {
            sleep(1.seconds)
            t.log("ends")
        }
        val one = Consumer<Future<Unit>> { done -> t.log("one called") }
        val two = Consumer<Future<Unit>> { done -> t.log("two called") }
        for (callback in listOf(one, two, one, one)) task.addDoneCallback(callback)
        t.log("removed", task.removeDoneCallback(one))
        t.log("removed again", task.removeDoneCallback(one))
        task.await()
        t.log("removed when done", task.removeDoneCallback(two))
    }
}
