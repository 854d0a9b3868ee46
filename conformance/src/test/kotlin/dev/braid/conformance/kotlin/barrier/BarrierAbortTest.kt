package dev.braid.conformance.kotlin.barrier

import dev.braid.BrokenBarrierException
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

/** Aborting a barrier. */
class BarrierAbortTest : KotlinCases() {
    @KotlinCase("BARRIER-19")
    suspend fun anAbortFailsAllWaitsFromThenOn(t: Trace) {
        val barrier = Barrier(3)
        val tasks = waiters(t, "ab", barrier)
        sleep(1.seconds)
        barrier.abort()
        t.log("aborted", brackets(barrier), barrier.waiting())
        wait(tasks)
        wait(waiters(t, "cde", barrier))
        t.log("still", brackets(barrier))
    }

    @KotlinCase("BARRIER-20")
    suspend fun anAbortFailsThoseHeldBackToo(t: Trace) {
        val barrier = Barrier(3)
        val aborting = suspend {
            barrier.abort()
            t.log("aborted", brackets(barrier))
        }

        val tasks = waiters(t, "ab", barrier)
        sleep(1.seconds)
        val held = waiter(t, "held", barrier)
        val aborts = createTask("aborts", aborting)
        t.log("passes", barrier.await(), brackets(barrier))
        wait(tasks + held + aborts)
    }

    @KotlinCase("BARRIER-21")
    suspend fun brokenIsTrueInTheBrokenStateOnly(t: Trace) {
        val barrier = Barrier(2)
        t.log("new", barrier.broken())
        var waiter = waiter(t, "waiter", barrier)
        sleep(1.seconds)
        t.log("filling", barrier.broken())
        barrier.await()
        t.log("draining", brackets(barrier), barrier.broken())
        waiter.await()
        waiter = waiter(t, "waiter", barrier)
        sleep(1.seconds)
        barrier.reset()
        t.log("resetting", brackets(barrier), barrier.broken())
        waiter.await()
        barrier.abort()
        t.log("aborted", barrier.broken())
    }

    @KotlinCase("BARRIER-25")
    suspend fun itsErrorIsARuntimeError(t: Trace) {
        val barrier = Barrier(2)
        barrier.abort()
        try {
            barrier.await()
        } catch (e: IllegalStateException) {
            t.log("caught", e, e is BrokenBarrierException)
        }
    }
}
