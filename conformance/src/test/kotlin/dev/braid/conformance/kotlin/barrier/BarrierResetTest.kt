package dev.braid.conformance.kotlin.barrier

import dev.braid.Asyncio
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

/** Resetting a barrier. */
class BarrierResetTest : KotlinCases() {
    @KotlinCase("BARRIER-13")
    suspend fun aResetFailsThoseWhoWait(t: Trace) {
        val barrier = Barrier(3)
        val tasks = waiters(t, "ab", barrier)
        sleep(1.seconds)
        barrier.reset()
        t.log("reset", brackets(barrier), barrier.broken())
        wait(tasks)
        t.log("empty", brackets(barrier), barrier.broken())
        wait(waiters(t, "cde", barrier))
    }

    @KotlinCase("BARRIER-14")
    suspend fun aResetOfAnIdleBarrierChangesNothing(t: Trace) {
        val barrier = Barrier(2)
        Asyncio.runningLoop().callSoon { t.log("the next pass") }
        barrier.reset()
        t.log("reset", brackets(barrier), barrier.broken())
        wait(waiters(t, "ab", barrier))
        barrier.reset()
        t.log("reset", brackets(barrier), barrier.broken())
    }

    @KotlinCase("BARRIER-15")
    suspend fun afterAResetTheSameTasksMakeANewRound(t: Trace) {
        val barrier = Barrier(3)
        val tasks = listOf("a", "b").map { waiter(t, it, barrier, 2) }
        sleep(1.seconds)
        barrier.reset()
        sleep(1.seconds)
        t.log("wait again", brackets(barrier))
        t.log("passes", barrier.await())
        wait(tasks)
    }

    @KotlinCase("BARRIER-16")
    suspend fun aResetWhileItDrainsFailsThoseStillInside(t: Trace) {
        val barrier = Barrier(4)
        val leavesAndResets = suspend {
            t.log("passes", barrier.await(), brackets(barrier))
            barrier.reset()
            t.log("reset", brackets(barrier), barrier.broken())
        }

        val a = createTask("a", leavesAndResets)
        val others = waiters(t, "bc", barrier)
        sleep(1.seconds)
        t.log("passes", barrier.await())
        wait(others + a)
        t.log("empty", brackets(barrier), barrier.broken())
    }

    @KotlinCase("BARRIER-17")
    suspend fun whoWasHeldBackSurvivesAReset(t: Trace) {
        val barrier = Barrier(3)
        val resetting = suspend {
            barrier.reset()
            t.log("reset", brackets(barrier))
        }

        val tasks = waiters(t, "ab", barrier)
        sleep(1.seconds)
        val held = waiter(t, "held", barrier)
        val resets = createTask("resets", resetting)
        t.log("passes", barrier.await(), brackets(barrier))
        wait(tasks + resets)
        sleep(1.seconds)
        t.log("joined the next round", held.done(), brackets(barrier))
        val last = waiters(t, "cd", barrier)
        wait(last + held)
    }

    @KotlinCase("BARRIER-18")
    suspend fun aResetByTheLastToLeaveFailsNobody(t: Trace) {
        val barrier = Barrier(3)
        var places = 0
        val leaves = suspend {
            t.log("passes", barrier.await(), brackets(barrier))
            places++
            if (places == barrier.parties()) {
                barrier.reset()
                t.log("reset", brackets(barrier), barrier.broken())
            }
        }

        val tasks = listOf("a", "b").map { createTask(it, leaves) }
        sleep(1.seconds)
        val c = createTask("c", leaves)
        val held = waiter(t, "held", barrier)
        val early = waiter(t, "early", barrier)
        wait(tasks + c)
        sleep(1.seconds)
        t.log("they wait", held.done(), early.done(), brackets(barrier))
        t.log("passes", barrier.await())
        wait(listOf(held, early))
    }

    @KotlinCase("BARRIER-22")
    suspend fun aResetMendsABrokenBarrier(t: Trace) {
        val barrier = Barrier(2)
        val waiter = waiter(t, "waiter", barrier)
        sleep(1.seconds)
        barrier.abort()
        waiter.await()
        t.log("broken", barrier.broken())
        barrier.reset()
        t.log("mended", barrier.broken(), brackets(barrier))
        wait(waiters(t, "ab", barrier))
    }
}
