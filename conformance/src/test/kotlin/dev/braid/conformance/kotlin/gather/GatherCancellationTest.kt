package dev.braid.conformance.kotlin.gather

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.Task
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.gather
import dev.braid.kotlin.gatherSettled
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** What cancelling the aggregate does, and what becomes of children that nobody waits for. */
class GatherCancellationTest : KotlinCases() {
    @KotlinCase("GATHER-10")
    suspend fun cancellingTheAggregateCancelsEveryUnfinishedChild(t: Trace) {
        val tasks = listOf(1, 3, 4).map { n ->
            createTask("child $n") {
                try {
                    sleep(n.seconds)
                    t.log("ends naturally")
                } catch (e: CancelledError) {
                    t.log("got", e)
                    throw e
                }
            }
        }
        val plain = Asyncio.runningLoop().createFuture<Unit>()
        val aggregate = Asyncio.gather(tasks + plain)
        sleep(2.seconds)
        t.log("cancel", aggregate.cancel("enough"), "again", aggregate.cancel("once more"))
        t.log("requests", tasks.map { it.cancelling() }, "future", plain.cancelled())
        t.log("aggregate", "done", aggregate.done())
        try {
            aggregate.await()
        } catch (e: CancelledError) {
            t.log("caught", e, "aggregate cancelled", aggregate.cancelled())
        }
        t.log("cancelled", tasks.map { it.cancelled() })
    }

    @KotlinCase("GATHER-11")
    suspend fun aCancelledAggregateThrowsEvenIfFailuresAreResults(t: Trace) {
        val child = suspend {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("got", e)
                throw e
            }
        }
        val task = createTask("gathers") {
            try {
                t.log("not reached", gatherSettled(child, child).await())
            } catch (e: CancelledError) {
                t.log("caught", e, "requests", currentTask().cancelling())
                throw e
            }
        }
        sleep(1.seconds)
        task.cancel("enough")
        Asyncio.gatherSettled(task).await()
        t.log("cancelled", task.cancelled())
    }

    @KotlinCase("GATHER-12")
    suspend fun aCancelledAggregateWaitsForCleanUp(t: Trace) {
        fun cleansUpIn(seconds: Int): suspend () -> String = {
            try {
                sleep(10.seconds, "not reached")
            } finally {
                sleep(seconds.seconds)
                t.log("cleaned up in", seconds)
            }
        }
        val returns = suspend { sleep(500.milliseconds, "value") }

        val aggregate = gatherSettled(cleansUpIn(3), returns, cleansUpIn(1))
        aggregate.addDoneCallback { t.log("aggregate done") }
        sleep(1.seconds)
        t.log("cancel", aggregate.cancel("enough"))
        sleep(2.seconds)
        t.log("one is cleaning up", "done", aggregate.done())
        try {
            aggregate.await()
        } catch (e: CancelledError) {
            t.log("caught", e)
        }
    }

    @KotlinCase("GATHER-13")
    suspend fun childrenThatSwallowItDoNotSaveTheAggregate(t: Trace) {
        val gathers: List<(List<Task<Int>>) -> Future<*>> = listOf({ Asyncio.gather(it) }, { Asyncio.gatherSettled(it) })
        for (gather in gathers) {
            val tasks = listOf(swallows(t, 1), swallows(t, 2))
            val aggregate = gather(tasks)
            sleep(1.seconds)
            t.log("cancel", aggregate.cancel("enough"))
            try {
                t.log("not reached", aggregate.await())
            } catch (e: CancelledError) {
                t.log("caught", e)
            }
            t.log("children", tasks.map { it.await() })
        }
    }

    private fun swallows(t: Trace, n: Int): Task<Int> = createTask("child $n") {
        try {
            sleep(10.seconds)
            -1
        } catch (e: CancelledError) {
            t.log("swallows", e)
            sleep(n.seconds)
            n
        }
    }

    @KotlinCase("GATHER-14")
    suspend fun cancellingIsRefusedWhenEveryChildIsDone(t: Trace) {
        val one = Asyncio.runningLoop().createFuture<Int>()
        val two = Asyncio.runningLoop().createFuture<Int>()
        val aggregate = Asyncio.gather(one, two)
        sleep(1.seconds)
        one.setResult(1)
        two.setResult(2)
        t.log("aggregate", "done", aggregate.done(), "cancel", aggregate.cancel())
        t.log("results", aggregate.await(), "cancelled", aggregate.cancelled())
        t.log("when done", "cancel", aggregate.cancel())
    }

    @KotlinCase("GATHER-15")
    suspend fun cancellingAfterAFailureLeavesTheOthersAlone(t: Trace) {
        val task = createTask("child") {
            try {
                sleep(2.seconds)
                t.log("ends naturally")
            } catch (e: CancelledError) {
                t.log("not reached")
                throw e
            }
        }
        val fails: suspend () -> Unit = {
            sleep(1.seconds)
            throw Boom("a")
        }
        val aggregate = Asyncio.gather(createTask(body = fails), task)
        sleep(1500.milliseconds)
        t.log("aggregate", "done", aggregate.done(), "cancel", aggregate.cancel("late"))
        t.log("child", "requests", task.cancelling())
        task.await()
        t.log("still", aggregate.exception(), "cancelled", aggregate.cancelled())
    }

    @KotlinCase("GATHER-24")
    suspend fun anAggregateOfShieldsKeepsWhatIsShielded(t: Trace) {
        val one = Asyncio.runningLoop().createFuture<String>()
        val two = Asyncio.runningLoop().createFuture<String>()
        val aggregate = Asyncio.gather(Asyncio.shield(one), Asyncio.shield(two))
        sleep(1.seconds)
        t.log("cancel", aggregate.cancel("enough"))
        try {
            aggregate.await()
        } catch (e: CancelledError) {
            t.log("caught", e)
        }
        t.log("inner futures", "done", one.done(), two.done())
        one.setResult("a result")
        t.log("one", one.await(), "two cancelled", two.cancelled())
    }

    @KotlinCase("GATHER-23", plain = true)
    fun tasksMadeByGatherAreNeverReportedAsDestroyed(t: Trace) {
        val neverEnds = suspend { Asyncio.runningLoop().createFuture<Unit>().await() }
        val loop = t.newLoop()
        t.catchReports(loop)
        val main = loop.createTask(named("main")) {
            val explicit = createTask("explicit", neverEnds)
            Asyncio.gather(explicit, createTask("explicit too", neverEnds))
            val aggregate = gather(neverEnds, neverEnds)
            sleep(1.seconds)
            t.log("pending", "done", explicit.done(), aggregate.done(), "tasks", Asyncio.allTasks().size)
        }
        loop.runUntilComplete<Unit, Exception>(main)
        loop.close()
        t.collect()
    }
}
