package dev.braid.conformance.kotlin.semaphore

import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.brackets
import dev.braid.kotlin.acquire
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.withPermit
import dev.braid.sync.BoundedSemaphore
import dev.braid.sync.Semaphore
import io.kotest.assertions.throwables.shouldThrow
import kotlin.time.Duration.Companion.seconds

/** A permit held by a block, the bounded kind, and what a semaphore's text shows. */
class SemaphoreObjectTest : KotlinCases() {
    @KotlinCase("SEMAPHORE-15")
    suspend fun theBlockHoldsAPermit(t: Trace) {
        val semaphore = Semaphore(2)
        semaphore.withPermit {
            t.log("inside", brackets(semaphore))
            sleep(1.seconds)
            semaphore.withPermit { t.log("twice", brackets(semaphore)) }
        }
        t.log("outside", brackets(semaphore))
        try {
            semaphore.withPermit { throw Boom("body") }
        } catch (e: Boom) {
            t.log("escaped", e, brackets(semaphore))
        }
    }

    @KotlinCase("SEMAPHORE-17")
    suspend fun aBoundedOneRefusesAReleaseTooMany(t: Trace) {
        val semaphore = BoundedSemaphore(2)
        t.log("refused", shouldThrow<IllegalArgumentException> { semaphore.release() }, brackets(semaphore))
        semaphore.acquire()
        semaphore.release()
        t.log("once for each acquire", brackets(semaphore))
        t.log("refused", shouldThrow<IllegalArgumentException> { semaphore.release() }, brackets(semaphore))
    }

    @KotlinCase("SEMAPHORE-18")
    suspend fun otherwiseItIsLikeThePlainOne(t: Trace) {
        val semaphore = BoundedSemaphore(1)
        t.log("a semaphore", (semaphore as Any) is Semaphore)
        val (a, b, c) = semaphore.withPermit {
            val tasks = listOf("a", "b", "c").map { taker(t, it, semaphore) }
            sleep(1.seconds)
            t.log("waited for", brackets(semaphore))
            tasks[1].cancel("enough")
            tasks
        }
        t.log("given", brackets(semaphore))
        a.cancel("too late")
        wait(listOf(a, b, c))
        t.log("ended", a.cancelled(), b.cancelled(), c.cancelled(), brackets(semaphore))
    }

    @KotlinCase("SEMAPHORE-19")
    suspend fun itsTextShowsValueAndWaiters(t: Trace) {
        val semaphore = Semaphore(2)
        t.log("new", brackets(semaphore))
        semaphore.acquire()
        t.log("one taken", brackets(semaphore))
        semaphore.acquire()
        t.log("none left", brackets(semaphore))
        val a = taker(t, "a", semaphore)
        val b = taker(t, "b", semaphore)
        sleep(1.seconds)
        t.log("waited for", brackets(semaphore))
        semaphore.release()
        t.log("released", brackets(semaphore))
        wait(listOf(a, b))
        t.log("all gone", brackets(semaphore))
    }
}
