package dev.braid.conformance.kotlin.semaphore

import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.brackets
import dev.braid.kotlin.acquire
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.sync.Semaphore
import kotlin.time.Duration.Companion.seconds

/** Cancelling a task that waits for a permit, and where its permit goes. */
class SemaphoreCancellationTest : KotlinCases() {
    @KotlinCase("SEMAPHORE-11")
    suspend fun aCancelledWaiterLeavesTheLine(t: Trace) {
        val semaphore = Semaphore(1)
        semaphore.acquire()
        val a = taker(t, "a", semaphore)
        val b = taker(t, "b", semaphore)
        val c = taker(t, "c", semaphore)
        sleep(1.seconds)
        t.log("cancel", b.cancel("enough"))
        wait(listOf(b))
        t.log("left", b.cancelled(), brackets(semaphore))
        semaphore.release()
        wait(listOf(a, c))
        t.log("left", brackets(semaphore))
    }

    @KotlinCase("SEMAPHORE-12")
    suspend fun permitsPassTheCancelledBy(t: Trace) {
        val semaphore = Semaphore(1)
        semaphore.acquire()
        val a = taker(t, "a", semaphore)
        val b = taker(t, "b", semaphore)
        val c = taker(t, "c", semaphore)
        val d = taker(t, "d", semaphore)
        sleep(1.seconds)
        a.cancel()
        b.cancel()
        semaphore.release()
        t.log("given to the first who lives", brackets(semaphore))
        wait(listOf(a, b, c, d))
        t.log("left", brackets(semaphore))
    }

    @KotlinCase("SEMAPHORE-13")
    suspend fun aPermitOfACancelledWaiterGoesToTheNext(t: Trace) {
        val semaphore = Semaphore(1)
        semaphore.acquire()
        val a = taker(t, "a", semaphore)
        val b = taker(t, "b", semaphore)
        sleep(1.seconds)
        semaphore.release()
        a.cancel("too late")
        t.log("given", brackets(semaphore))
        wait(listOf(a, b))
        t.log("ended", a.cancelled(), b.cancelled(), brackets(semaphore))
    }

    @KotlinCase("SEMAPHORE-14")
    suspend fun withoutOthersThePermitIsThereAgain(t: Trace) {
        val semaphore = Semaphore(1)
        semaphore.acquire()
        val only = taker(t, "only", semaphore)
        sleep(1.seconds)
        semaphore.release()
        only.cancel()
        wait(listOf(only))
        t.log("there again", only.cancelled(), brackets(semaphore))
        t.log("obtained", semaphore.acquire())
    }
}
