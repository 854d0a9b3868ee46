package dev.braid.conformance.kotlin.eager

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.TaskFactory
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.await
import dev.braid.kotlin.gather
import dev.braid.kotlin.sleep
import kotlin.time.Duration
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.seconds

/** Eager tasks as members of something larger. */
class EagerCombinationsTest : KotlinCases() {
    @KotlinCase("EAGER-23")
    suspend fun gatheringWhatFinishedEagerlyIsDoneAtOnce(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.setTaskFactory(TaskFactory.EAGER)
        val nested: suspend () -> Any = { gather(returns(t, 2), returns(t, 3)).await() }
        val fails: suspend () -> Any = { throw Boom("failed") }

        loop.callSoon { t.log("callback") }
        val gathered = gather(returns(t, 1), nested, returns(t, 4))
        t.log("done", gathered.done(), "result", gathered.result<Exception>())
        t.log("awaited", gathered.await())
        val failed = gather(returns(t, 5), fails)
        t.log("done", failed.done(), "exception", failed.exception())
    }

    private fun returns(t: Trace, n: Int): suspend () -> Any = {
        t.log("child runs", n)
        n
    }

    @KotlinCase("EAGER-24")
    suspend fun aStaggeredRaceWorksTheSame(t: Trace) {
        val failsAtOnce: suspend () -> String = {
            t.log("fails at once")
            throw Boom("at once")
        }
        val allRaces = suspend {
            race(t, 2.seconds, runs(t, "slow", 10.seconds), runs(t, "quick", 1.seconds), runs(t, "late", ZERO))
            race(t, 2.seconds, fails(t, "fails", 1.seconds), runs(t, "second", 3.seconds))
            race(t, 1.seconds, failsAtOnce, failsAtOnce, runs(t, "third", ZERO))
            race(t, null, failsAtOnce, fails(t, "fails", 1.seconds))
        }

        allRaces()
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER)
        t.log("and eagerly")
        allRaces()
    }

    private suspend fun race(t: Trace, delay: Duration?, vararg candidates: suspend () -> String) {
        val race = StaggeredRace(candidates.asList(), delay)
        race.run()
        t.log("won", race.winner, race.winnerIndex, race.errors)
    }

    private fun runs(t: Trace, name: String, time: Duration): suspend () -> String = {
        t.log("starts", name)
        try {
            sleep(time)
        } catch (e: CancelledError) {
            t.log("cancelled", name)
            throw e
        }
        t.log("ends", name)
        name
    }

    private fun fails(t: Trace, name: String, time: Duration): suspend () -> String = {
        runs(t, name, time)()
        throw Boom(name)
    }
}
