package dev.braid.conformance.kotlin.barrier

import dev.braid.Asyncio
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.brackets
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Barrier
import kotlin.time.Duration.Companion.seconds

/** Rounds of a barrier: who passes, when, and with which number. */
class BarrierRoundTest : KotlinCases() {
    @KotlinCase("BARRIER-02")
    suspend fun theLastToArriveLetsAllPass(t: Trace) {
        val barrier = Barrier(3)
        val a = waiter(t, "a", barrier)
        sleep(1.seconds)
        val b = waiter(t, "b", barrier)
        sleep(1.seconds)
        t.log("two wait", a.done(), b.done())
        val c = waiter(t, "c", barrier)
        wait(listOf(a, b, c))
    }

    @KotlinCase("BARRIER-03")
    suspend fun eachGetsItsPlaceInTheOrderOfArrival(t: Trace) {
        val barrier = Barrier(4)
        val indexes = HashMap<Int, Int>()
        val tasks = listOf(3, 1, 4, 2).map { seconds ->
            createTask("after $seconds") {
                sleep(seconds.seconds)
                indexes[seconds] = barrier.await()
            }
        }
        wait(tasks)
        t.log("indexes", (1..4).map { indexes[it] })
    }

    @KotlinCase("BARRIER-04")
    suspend fun theLastGoesOnFirstThenTheOthersInOrder(t: Trace) {
        val barrier = Barrier(4)
        val tasks = waiters(t, "abc", barrier)
        sleep(1.seconds)
        Asyncio.runningLoop().callSoon { t.log("the next pass") }
        t.log("passes", barrier.await())
        t.log("has not suspended", tasks.map { it.done() })
        wait(tasks)
    }

    @KotlinCase("BARRIER-05")
    suspend fun onePartyPassesEveryTime(t: Trace) {
        val barrier = Barrier(1)
        Asyncio.runningLoop().callSoon { t.log("the next pass") }
        repeat(3) { t.log("passes", barrier.await(), brackets(barrier)) }
        yieldNow()
    }

    @KotlinCase("BARRIER-06")
    suspend fun aNewRoundStartsWhenAllHaveLeft(t: Trace) {
        val barrier = Barrier(2)
        wait(listOf(waiter(t, "a", barrier, 3), waiter(t, "b", barrier, 3)))
        t.log("after three rounds", brackets(barrier))
    }

    @KotlinCase("BARRIER-07")
    suspend fun theBlockBeginsWithTheWait(t: Trace) {
        val barrier = Barrier(2)
        val enters: suspend () -> Unit = {
            // The block form of a barrier does nothing when it is left: in Kotlin that is a wait and no block.
            val index = barrier.await()
            t.log("inside", index, brackets(barrier))
            sleep((index + 1).seconds)
            t.log("outside", brackets(barrier))
            barrier.await()
            throw Boom("body")
        }

        val tasks = listOf("a", "b").map { createTask(it, enters) }
        wait(tasks)
        t.log("escaped", tasks.map { it.exception() }, brackets(barrier))
    }

    @KotlinCase("BARRIER-10")
    suspend fun itDrainsUntilAllHaveLeft(t: Trace) {
        val barrier = Barrier(3)
        val tasks = waiters(t, "ab", barrier)
        sleep(1.seconds)
        t.log("filling", brackets(barrier))
        t.log("passes", barrier.await(), brackets(barrier))
        wait(tasks)
        t.log("filling again", brackets(barrier))
    }

    @KotlinCase("BARRIER-11")
    suspend fun whoComesWhileItDrainsWaitsForTheNextRound(t: Trace) {
        val barrier = Barrier(3)
        val tasks = waiters(t, "ab", barrier)
        sleep(1.seconds)
        val early = waiter(t, "early", barrier)
        t.log("passes", barrier.await(), brackets(barrier))
        wait(tasks)
        sleep(1.seconds)
        t.log("held back, then counted", early.done(), brackets(barrier))
        val last = waiters(t, "cd", barrier)
        wait(last + early)
    }

    @KotlinCase("BARRIER-12")
    suspend fun aCancelledWaiterLeavesTheRound(t: Trace) {
        val barrier = Barrier(3)
        val a = waiter(t, "a", barrier)
        val b = waiter(t, "b", barrier)
        sleep(1.seconds)
        t.log("two", barrier.waiting())
        a.cancel("enough")
        wait(listOf(a))
        t.log("one", barrier.waiting(), brackets(barrier))
        val last = waiters(t, "cd", barrier)
        wait(last + b)
        t.log("goes on", brackets(barrier))
    }

    @KotlinCase("BARRIER-26")
    suspend fun aCancelledTaskThatWasHeldBackJustLeaves(t: Trace) {
        val barrier = Barrier(3)
        val tasks = waiters(t, "ab", barrier)
        sleep(1.seconds)
        val held = waiter(t, "held", barrier)
        Asyncio.runningLoop().callSoon { t.log("cancel", held.cancel("enough"), brackets(barrier)) }
        t.log("passes", barrier.await(), brackets(barrier))
        wait(tasks + held)
        t.log("ended", held.cancelled(), brackets(barrier))
        wait(waiters(t, "cde", barrier))
    }
}
