package dev.braid.conformance.kotlin.gather

import dev.braid.Asyncio
import dev.braid.Future
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.gather
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import java.util.function.Consumer
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** What gather gives when nothing goes wrong, and when it is done. */
class GatherResultTest : KotlinCases() {
    @KotlinCase("GATHER-01")
    suspend fun resultsAreInTheOrderOfTheArguments(t: Trace) {
        t.log("results", gather(child(t, 3), child(t, 1), child(t, 2)).await())
    }

    private fun child(t: Trace, n: Int): suspend () -> Int = {
        sleep(n.seconds)
        t.log("child ends", n)
        n
    }

    @KotlinCase("GATHER-02")
    suspend fun coroutinesBecomeTasksFuturesAreUsedAsTheyAre(t: Trace) {
        val child = suspend {
            t.log("child begins")
            sleep(1.seconds)
            "from a coroutine"
        }
        val plain = Asyncio.runningLoop().createFuture<String>()
        val task = createTask("task") { sleep(1.seconds, "from a task") }
        t.log("tasks", Asyncio.allTasks().size)
        val coroutines = gather(child, child)
        t.log("scheduled by the call, which runs nothing", "tasks", Asyncio.allTasks().size)
        val futures = Asyncio.gather(plain, task)
        t.log("used as they are", "tasks", Asyncio.allTasks().size)
        yieldNow()
        t.log("main goes on")
        plain.setResult("from a future")
        t.log("results", coroutines.await(), futures.await())
    }

    @KotlinCase("GATHER-03")
    suspend fun theAggregateCompletesAfterItsLastChild(t: Trace) {
        lateinit var aggregate: Future<List<Unit>>
        fun child(name: String, seconds: Int): suspend () -> Unit = {
            sleep(seconds.seconds)
            t.log("child ends", name, "aggregate done", aggregate.done())
        }

        aggregate = gather(child("a", 2), child("b", 1), child("c", 3))
        aggregate.addDoneCallback { t.log("aggregate done") }
        sleep(2500.milliseconds)
        t.log("one is left", "done", aggregate.done())
        aggregate.await()
        t.log("awaited", "done", aggregate.done())
    }

    @KotlinCase("GATHER-21")
    suspend fun finishedChildrenCompleteTheAggregateInTheCall(t: Trace) {
        val plain = Asyncio.runningLoop().createFuture<Int>()
        val failed = Asyncio.runningLoop().createFuture<Int>()
        val pending = Asyncio.runningLoop().createFuture<Int>()
        val task = createTask("child") { 2 }
        plain.setResult(1)
        failed.setException(Boom("a"))
        sleep(1.seconds)
        Asyncio.runningLoop().callSoon { t.log("next pass") }
        var aggregate = Asyncio.gather(plain, task)
        t.log("done", aggregate.done())
        t.log("awaited without a pass", aggregate.await())
        aggregate = Asyncio.gather(plain, failed)
        t.log("done", aggregate.done(), aggregate.exception())
        t.log("settled", Asyncio.gatherSettled(plain, failed).await())
        t.log("one is pending", Asyncio.gather(plain, pending).done())
    }

    @KotlinCase("GATHER-26")
    suspend fun theAggregateHasNoCallbacksOfItsOwn(t: Trace) {
        val aggregate = gather({ sleep(1.seconds, 1) }, { sleep(2.seconds, 2) })
        val watcher = Consumer<Future<List<Int>>> { t.log("called back") }
        t.log("callbacks", showsCallbacks(aggregate))
        aggregate.addDoneCallback(watcher)
        t.log("with one", showsCallbacks(aggregate))
        t.log("removed", aggregate.removeDoneCallback(watcher), showsCallbacks(aggregate))
        sleep(1500.milliseconds)
        t.log("one child is done", showsCallbacks(aggregate))
        aggregate.await()
    }

    private fun showsCallbacks(future: Future<*>): Boolean = "callbacks=[" in future.toString()
}
