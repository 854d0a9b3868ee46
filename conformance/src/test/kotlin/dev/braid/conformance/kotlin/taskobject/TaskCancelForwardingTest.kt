package dev.braid.conformance.kotlin.taskobject

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.Task
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

/** A cancellation goes on to what the task waits for, and comes back from there. */
class TaskCancelForwardingTest : KotlinCases() {
    @KotlinCase("TASK-24")
    suspend fun theAwaitedFutureIsCancelledInsideTheCall(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<String>()
        val task = createTask("child") {
            try {
                future.await()
            } catch (e: CancelledError) {
                t.log("child got", e)
                "survived"
            }
        }
        yieldNow()
        t.log("before", "future", future.cancelled(), "task done", task.done())
        task.cancel("enough")
        t.log("right after", "future", future.cancelled(), "task done", task.done())
        t.log("awaited", task.await())
    }

    @KotlinCase("TASK-25")
    suspend fun cancellationGoesDownTheChainOfTasks(t: Trace) {
        val inner = createTask("inner") {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("got", e)
                throw e
            }
        }
        val waitsFor = { task: Task<Unit> ->
            suspend {
                try {
                    task.await()
                } catch (e: CancelledError) {
                    t.log("got", e)
                    throw e
                }
            }
        }
        val middle = createTask("middle", waitsFor(inner))
        val outer = createTask("outer", waitsFor(middle))
        val chain = listOf(inner, middle, outer)
        sleep(1.seconds)
        outer.cancel("enough")
        t.log("requests", each(chain, Task<Unit>::cancelling), "done", each(chain, Task<Unit>::done))
        while (!outer.done()) {
            yieldNow()
            t.log("a pass", "done", each(chain, Task<Unit>::done))
        }
        t.log("cancelled", each(chain, Task<Unit>::cancelled))
        theInnerTaskMaySwallowIt(t)
    }

    private suspend fun theInnerTaskMaySwallowIt(t: Trace) {
        val inner = createTask("inner") {
            try {
                sleep(10.seconds)
                "not reached"
            } catch (e: CancelledError) {
                t.log("swallows", e)
                "value"
            }
        }
        val outer = createTask("outer") {
            t.log("awaited", inner.await())
            sleep(1.seconds)
            t.log("was left in peace")
        }
        sleep(1.seconds)
        outer.cancel("enough")
        outer.await()
        t.log("cancelled", inner.cancelled(), outer.cancelled(), "requests", outer.cancelling())
    }

    @KotlinCase("TASK-26")
    suspend fun cancellingOneWaiterOfAFutureHitsTheOthers(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<Unit>()
        val tasks = ArrayList<Task<Unit>>()
        for (name in listOf("one", "two", "three")) {
            tasks += createTask(name) {
                try {
                    future.await()
                } catch (e: CancelledError) {
                    t.log("got", e, "requests", currentTask().cancelling())
                    throw e
                }
            }
        }
        sleep(1.seconds)
        tasks[1].cancel("enough")
        t.log("future cancelled", future.cancelled())
        Asyncio.gatherSettled(tasks).await()
        t.log("cancelled", each(tasks, Task<Unit>::cancelled))
    }

    @KotlinCase("TASK-27")
    suspend fun aTaskEndsCancelledWhenItsFutureIsCancelled(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<Unit>()
        val task = createTask("child") {
            try {
                future.await()
            } catch (e: CancelledError) {
                t.log("got", e)
                throw e
            }
        }
        sleep(1.seconds)
        future.cancel("by someone else")
        t.log("task", "done", task.done(), "cancelling", task.cancelling())
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("awaiter got", e)
        }
        t.log("task", "cancelled", task.cancelled(), "cancelling", task.cancelling())
    }

    @KotlinCase("TASK-28")
    suspend fun futureAndTaskCancelledAtOnceMakeOneCancelledError(t: Trace) {
        val cancelFuture = { future: Future<String>, _: Task<Unit> -> future.cancel("the future") }
        val cancelTask = { _: Future<String>, task: Task<Unit> -> task.cancel("the task") }
        bothAtOnce(t, "future, then task", cancelFuture, cancelTask)
        bothAtOnce(t, "task, then future", cancelTask, cancelFuture)
    }

    private suspend fun bothAtOnce(
        t: Trace,
        name: String,
        first: (Future<String>, Task<Unit>) -> Boolean,
        second: (Future<String>, Task<Unit>) -> Boolean,
    ) {
        val cancelledSoon = Asyncio.runningLoop().createFuture<String>()
        val task = createTask<Unit>(name) {
            var future = cancelledSoon
            for (attempt in listOf("first await", "second await")) {
                try {
                    future.await()
                    t.log(attempt, "undisturbed")
                } catch (e: CancelledError) {
                    t.log(attempt, e)
                    val next = Asyncio.runningLoop().createFuture<String>()
                    Asyncio.runningLoop().callLater(Duration.ofSeconds(1)) { next.setResult("ok") }
                    future = next
                }
            }
            throw CancelledError("to end with")
        }
        sleep(1.seconds)
        t.log(name, first(cancelledSoon, task), second(cancelledSoon, task))
        Asyncio.gatherSettled(task).await()
        t.log("cancelled", task.cancelled(), "requests", task.cancelling())
    }

    @KotlinCase("TASK-34")
    suspend fun aCancellationBeatsAResultThatWasNotDelivered(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<String>()
        val task = createTask("child") {
            try {
                t.log("not reached", future.await())
                "not reached"
            } catch (e: CancelledError) {
                t.log("got", e, "although the future has", future.result<Exception>())
                "ended"
            }
        }
        sleep(1.seconds)
        future.setResult("a result")
        t.log("cancel", task.cancel("too late"), "future cancelled", future.cancelled())
        t.log("awaited", task.await())
    }

    private fun <R> each(tasks: List<Task<Unit>>, question: (Task<Unit>) -> R): List<R> = tasks.map(question)
}
