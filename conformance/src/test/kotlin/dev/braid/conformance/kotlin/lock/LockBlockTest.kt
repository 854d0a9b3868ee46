package dev.braid.conformance.kotlin.lock

import dev.braid.CancelledError
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.withLock
import dev.braid.sync.Lock
import kotlin.time.Duration.Companion.seconds

/** A lock held by a block. */
class LockBlockTest : KotlinCases() {
    @KotlinCase("LOCK-14")
    suspend fun theBlockHoldsIt(t: Trace) {
        val lock = Lock()
        lock.withLock {
            t.log("inside", lock.locked())
            sleep(1.seconds)
            t.log("still", lock.locked())
        }
        t.log("outside", lock.locked())
        try {
            lock.withLock { throw Boom("body") }
        } catch (e: Boom) {
            t.log("escaped", e, lock.locked())
        }
    }

    @KotlinCase("LOCK-19")
    suspend fun whoeverIsCancelledAtTheEntryStaysOutside(t: Trace) {
        val lock = Lock()
        lock.withLock {
            val task = createTask("waiter") {
                try {
                    lock.withLock { t.log("never inside") }
                } catch (e: CancelledError) {
                    t.log("cancelled", e, lock.locked())
                    throw e
                }
            }
            sleep(1.seconds)
            task.cancel("no more")
            wait(listOf(task))
            t.log("still held", lock.locked(), task.cancelled())
        }
        t.log("free", lock.locked())
    }

    @KotlinCase("LOCK-20")
    suspend fun whoeverIsCancelledInsideHandsItOn(t: Trace) {
        val lock = Lock()
        val stays = suspend {
            lock.withLock {
                t.log("inside")
                try {
                    sleep(10.seconds)
                } catch (e: CancelledError) {
                    t.log("cancelled", e, lock.locked())
                    throw e
                }
            }
        }

        val first = createTask("first", stays)
        val second = createTask("second", takes(t, lock))
        sleep(1.seconds)
        first.cancel()
        wait(listOf(first, second))
        t.log("free", lock.locked(), first.cancelled())
    }
}
