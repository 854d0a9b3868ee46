package dev.braid.conformance.kotlin.semaphore

import dev.braid.Asyncio
import dev.braid.Task
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.brackets
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.acquire
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.withPermit
import dev.braid.kotlin.yieldNow
import dev.braid.sync.BoundedSemaphore
import dev.braid.sync.Semaphore
import io.kotest.assertions.throwables.shouldThrow
import kotlin.time.Duration.Companion.seconds

/** Who obtains a permit, and when. */
class SemaphorePermitTest : KotlinCases() {
    @KotlinCase("SEMAPHORE-01")
    suspend fun itStartsWithItsValue(t: Trace) {
        t.log("default", brackets(Semaphore()), brackets(BoundedSemaphore()))
        t.log("three", brackets(Semaphore(3)))
        t.log("refused", shouldThrow<IllegalArgumentException> { Semaphore(-1) })
        t.log("refused", shouldThrow<IllegalArgumentException> { BoundedSemaphore(-1) })
        val semaphore = Semaphore(0)
        t.log("zero", semaphore.locked())
        val waiter = taker(t, "waiter", semaphore)
        sleep(1.seconds)
        t.log("waits", !waiter.done())
        semaphore.release()
        waiter.await()
    }

    @KotlinCase("SEMAPHORE-02")
    suspend fun aPermitThatIsThereIsTakenWithoutSuspending(t: Trace) {
        val semaphore = Semaphore(2)
        Asyncio.runningLoop().callSoon { t.log("the next pass") }
        t.log("obtained", semaphore.acquire(), brackets(semaphore))
        t.log("obtained", semaphore.acquire(), brackets(semaphore))
        yieldNow()
    }

    @KotlinCase("SEMAPHORE-03")
    suspend fun atZeroAReleaseIsWaitedFor(t: Trace) {
        val semaphore = Semaphore(1)
        semaphore.acquire()
        val waiter = taker(t, "waiter", semaphore)
        sleep(2.seconds)
        t.log("waits", !waiter.done())
        semaphore.release()
        waiter.await()
        t.log("back", brackets(semaphore))
    }

    @KotlinCase("SEMAPHORE-04")
    suspend fun aReleaseCountsOrHandsThePermitOn(t: Trace) {
        val semaphore = Semaphore(1)
        semaphore.acquire()
        semaphore.release()
        t.log("counted", brackets(semaphore))
        semaphore.acquire()
        val a = taker(t, "a", semaphore, 3)
        val b = taker(t, "b", semaphore)
        sleep(1.seconds)
        semaphore.release()
        t.log("goes on without suspending", brackets(semaphore))
        wait(listOf(a, b))
        t.log("back", brackets(semaphore))
    }

    @KotlinCase("SEMAPHORE-05")
    suspend fun moreReleasesMakeMorePermits(t: Trace) {
        val semaphore = Semaphore(1)
        semaphore.release()
        semaphore.release()
        t.log("three", brackets(semaphore))
        repeat(3) { semaphore.acquire() }
        t.log("all taken", brackets(semaphore))
    }

    @KotlinCase("SEMAPHORE-06")
    suspend fun permitsComeInWaitingOrder(t: Trace) {
        val semaphore = Semaphore(1)
        val works = suspend {
            for (turn in 0..2) {
                semaphore.withPermit {
                    t.log("turn", turn)
                    yieldNow()
                }
            }
        }

        wait(listOf("a", "b", "c").map { createTask(it, works) })
    }

    @KotlinCase("SEMAPHORE-07")
    suspend fun aNewcomerCannotOvertake(t: Trace) {
        val semaphore = Semaphore(0)
        val waiter = taker(t, "waiter", semaphore)
        sleep(1.seconds)
        semaphore.release()
        semaphore.release()
        t.log("a permit is left, and somebody in the line", brackets(semaphore))
        val newcomer = taker(t, "newcomer", semaphore)
        t.log("obtained", semaphore.acquire())
        wait(listOf(waiter, newcomer))
    }

    @KotlinCase("SEMAPHORE-08")
    suspend fun lockedTellsWhetherAcquireWouldWait(t: Trace) {
        val semaphore = Semaphore(1)
        t.log("new", semaphore.locked())
        semaphore.acquire()
        t.log("zero", semaphore.locked())
        var waiter = taker(t, "waiter", semaphore)
        sleep(1.seconds)
        semaphore.release()
        semaphore.release()
        t.log("one left, but somebody in the line", semaphore.locked())
        Asyncio.runningLoop().callSoon { t.log("he has gone on", semaphore.locked()) }
        waiter.await()

        repeat(2) { semaphore.acquire() }
        waiter = taker(t, "waiter", semaphore)
        sleep(1.seconds)
        waiter.cancel()
        semaphore.release()
        t.log("only a cancelled wait in the line", semaphore.locked())
        wait(listOf(waiter))
    }

    @KotlinCase("SEMAPHORE-09")
    suspend fun aPermitOnItsWayIsNobodyElses(t: Trace) {
        val semaphore = Semaphore(1)
        semaphore.acquire()
        val waiter = taker(t, "waiter", semaphore)
        sleep(1.seconds)
        semaphore.release()
        t.log("given away already", semaphore.locked(), brackets(semaphore))
        val third = taker(t, "third", semaphore)
        t.log("obtained", semaphore.acquire())
        t.log("after him", waiter.done(), brackets(semaphore))
        semaphore.release()
        wait(listOf(waiter, third))
    }

    @KotlinCase("SEMAPHORE-10")
    suspend fun whoGoesOnWakesTheNextIfThereArePermits(t: Trace) {
        val semaphore = Semaphore(0)
        val a = taker(t, "a", semaphore)
        val b = taker(t, "b", semaphore)
        val c = taker(t, "c", semaphore)
        sleep(1.seconds)
        a.cancel()
        semaphore.release()
        semaphore.release()
        semaphore.release()
        var late = taker(t, "late", semaphore)
        wait(listOf(a, b, c, late))
        t.log("left", brackets(semaphore))

        repeat(3) { semaphore.acquire() }
        val d = taker(t, "d", semaphore)
        sleep(1.seconds)
        val e = taker(t, "e", semaphore)
        val f = taker(t, "f", semaphore)
        repeat(3) { semaphore.release() }
        late = taker(t, "late", semaphore)
        wait(listOf(d, e, f, late))
        t.log("left", brackets(semaphore))
    }

    @KotlinCase("SEMAPHORE-20")
    suspend fun noMoreThanItsValueAreInside(t: Trace) {
        val semaphore = Semaphore(2)
        val inside = ArrayList<String>()
        val tasks = listOf(
            enters(t, "a", semaphore, inside, 3),
            enters(t, "b", semaphore, inside, 1),
            enters(t, "c", semaphore, inside, 1),
            enters(t, "d", semaphore, inside, 2),
            enters(t, "e", semaphore, inside, 1),
        )
        wait(tasks)
        t.log("all out", inside, brackets(semaphore))
    }

    private fun enters(t: Trace, name: String, semaphore: Semaphore, inside: MutableList<String>, seconds: Int): Task<Unit> =
        createTask(name) {
            semaphore.withPermit {
                inside += currentTask().name()
                t.log("inside", inside)
                sleep(seconds.seconds)
                inside -= currentTask().name()
            }
        }
}
