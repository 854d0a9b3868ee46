package dev.braid.conformance.kotlin.barrier

import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.brackets
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.abort
import dev.braid.kotlin.await
import dev.braid.kotlin.reset
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.sync.Barrier
import kotlin.time.Duration.Companion.seconds

/** What a barrier tells about itself. */
class BarrierObjectTest : KotlinCases() {
    @KotlinCase("BARRIER-08")
    suspend fun partiesTellsHowManyMakeARound(t: Trace) {
        val barrier = Barrier(2)
        t.log("parties", barrier.parties())
        val waiter = waiter(t, "waiter", barrier)
        sleep(1.seconds)
        t.log("while one waits", barrier.parties())
        barrier.abort()
        waiter.await()
        t.log("broken", barrier.parties())
    }

    @KotlinCase("BARRIER-09")
    suspend fun waitingCountsWhileTheRoundFills(t: Trace) {
        val barrier = Barrier(3)
        val counts = suspend {
            barrier.await()
            t.log("draining", barrier.waiting())
        }

        t.log("new", barrier.waiting())
        val a = createTask("a", counts)
        sleep(1.seconds)
        t.log("one", barrier.waiting())
        val b = createTask("b", counts)
        sleep(1.seconds)
        t.log("two", barrier.waiting())
        barrier.await()
        t.log("passed", barrier.waiting())
        wait(listOf(a, b))
        val c = waiter(t, "c", barrier)
        sleep(1.seconds)
        t.log("one again", barrier.waiting())
        barrier.reset()
        t.log("resetting", barrier.waiting())
        c.await()
        barrier.abort()
        t.log("broken", barrier.waiting())
    }

    @KotlinCase("BARRIER-24")
    suspend fun itsTextShowsPhaseWaitersAndParties(t: Trace) {
        val barrier = Barrier(3)
        t.log("new", brackets(barrier))
        val tasks = waiters(t, "ab", barrier)
        sleep(1.seconds)
        t.log("two", brackets(barrier))
        barrier.await()
        t.log("draining", brackets(barrier))
        wait(tasks)
        t.log("left", brackets(barrier))
        val waiter = waiter(t, "waiter", barrier)
        sleep(1.seconds)
        barrier.reset()
        t.log("resetting", brackets(barrier))
        waiter.await()
        barrier.abort()
        t.log("broken", brackets(barrier))
    }
}
