package dev.braid.conformance.kotlin.gather

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Outcome
import dev.braid.Task
import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.gather
import dev.braid.kotlin.gatherSettled
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** What gather makes of children that fail or are cancelled. */
class GatherFailureTest : KotlinCases() {
    @KotlinCase("GATHER-04")
    suspend fun theFirstFailureCompletesTheAggregateAtOnce(t: Trace) {
        val boom = Boom("first")
        val fails: suspend () -> Unit = {
            sleep(1.seconds)
            Asyncio.runningLoop().callSoon { t.log("queued before the failure") }
            t.log("fails")
            throw boom
        }
        val failsLater: suspend () -> Unit = {
            sleep(2.seconds)
            t.log("fails later")
            throw Bang("second")
        }
        val sleeps = suspend {
            sleep(3.seconds)
            t.log("sleeper ends")
        }
        val aggregate = gather(sleeps, failsLater, fails)
        aggregate.addDoneCallback { t.log("aggregate done", "cancelled", it.cancelled()) }
        try {
            aggregate.await()
            t.log("not reached")
        } catch (e: Boom) {
            t.log("caught", e, "the same object", e === boom)
        }
        sleep(3.seconds)
        t.log("still", aggregate.exception())
    }

    @KotlinCase("GATHER-05")
    suspend fun theOthersGoOnAfterAFailure(t: Trace) {
        val others = listOf(2, 3).map { n ->
            createTask("child $n") {
                try {
                    sleep(n.seconds)
                    t.log("ends naturally", n)
                    n
                } catch (e: CancelledError) {
                    t.log("not reached")
                    throw e
                }
            }
        }
        val all = others + createTask<Int> {
            sleep(1.seconds)
            throw Boom("a")
        }
        try {
            Asyncio.gather(all).await()
        } catch (e: Boom) {
            t.log("caught", e)
        }
        t.log("requests", others.map { it.cancelling() }, "done", others.map { it.done() })
        Asyncio.gatherSettled(others).await()
        t.log("results", others.map { it.await() })
    }

    @KotlinCase("GATHER-06")
    suspend fun laterFailuresCountAsRetrieved(t: Trace) {
        t.catchReports()
        gathersThreeFailures(t)
        sleep(3.seconds)
        t.gc()
        t.log("nothing was reported")
    }

    private suspend fun gathersThreeFailures(t: Trace) {
        try {
            gather(
                failsLoudly(t, 1, Boom("first")),
                failsLoudly(t, 2, Boom("second")),
                failsLoudly(t, 3, Bang("third")),
            ).await()
        } catch (e: Boom) {
            t.log("caught", e)
        }
    }

    private fun failsLoudly(t: Trace, seconds: Int, error: RuntimeException): suspend () -> Unit = {
        sleep(seconds.seconds)
        t.log("fails", error)
        throw error
    }

    @KotlinCase("GATHER-07")
    suspend fun failuresAreResultsWhenAskedFor(t: Trace) {
        val boom = Boom("a")
        val results = gatherSettled(endsAfter(t, 3, null), endsAfter(t, 1, boom), endsAfter(t, 2, null)).await()
        t.log("results", results, "the same object", (results[1] as Outcome.Failure<Int>).error() === boom)
    }

    private fun endsAfter(t: Trace, seconds: Int, error: Boom?): suspend () -> Int = {
        sleep(seconds.seconds)
        t.log("ends", seconds)
        if (error != null) throw error
        seconds
    }

    @KotlinCase("GATHER-08")
    suspend fun aCancelledChildFailsTheAggregate(t: Trace) {
        val tasks = listOf("a", "b", "c").map { name ->
            createTask(name) {
                try {
                    sleep(2.seconds)
                    t.log("ends naturally", name)
                } catch (e: CancelledError) {
                    t.log("got", e)
                    throw e
                }
            }
        }
        val aggregate = Asyncio.gather(tasks)
        sleep(1.seconds)
        tasks[1].cancel("enough")
        try {
            aggregate.await()
            t.log("not reached")
        } catch (e: CancelledError) {
            t.log("caught", e)
        }
        t.log("aggregate", "done", aggregate.done(), "cancelled", aggregate.cancelled(), "exception", aggregate.exception())
        t.log("main", "cancelling", currentTask().cancelling())
        t.log("siblings", tasks.map { it.cancelling() }, tasks.map { it.done() })
        Asyncio.gatherSettled(tasks).await()
        t.log("cancelled", tasks.map { it.cancelled() })
    }

    @KotlinCase("GATHER-09")
    suspend fun aCancelledChildIsAResultWhenAskedFor(t: Trace) {
        val tasks: List<Task<Int>> = listOf(2, 3, 1).map { n -> createTask { sleep(n.seconds, n) } }
        val aggregate = Asyncio.gatherSettled(tasks)
        sleep(500.milliseconds)
        tasks[1].cancel()
        sleep(1.seconds)
        t.log("aggregate", "done", aggregate.done())
        t.log("results", aggregate.await(), "cancelled", aggregate.cancelled())
    }
}
