package dev.braid.conformance.kotlin.lock

import dev.braid.Asyncio
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.acquire
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.withLock
import dev.braid.sync.Lock
import io.kotest.assertions.throwables.shouldThrow
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

/** Giving a lock back. */
class LockReleaseTest : KotlinCases() {
    @KotlinCase("LOCK-09")
    suspend fun aFreeLockCannotBeReleased(t: Trace) {
        val lock = Lock()
        t.log("refused", shouldThrow<IllegalStateException> { lock.release() })
        lock.withLock {
            // held for a moment
        }
        t.log("refused", shouldThrow<IllegalStateException> { lock.release() })
        t.log("as it was", lock.locked(), lock.acquire())
    }

    @KotlinCase("LOCK-10")
    suspend fun withoutWaitersItIsFreeAtOnce(t: Trace) {
        val lock = Lock()
        lock.acquire()
        lock.release()
        t.log("locked", lock.locked())
        t.log("obtained", lock.acquire())
    }

    @KotlinCase("LOCK-11")
    suspend fun anybodyMayReleaseIt(t: Trace) {
        val lock = Lock()
        createTask("acquires") { lock.acquire() }.await()
        t.log("locked", lock.locked())
        createTask("releases") { lock.release() }.await()
        t.log("locked", lock.locked())
        lock.acquire()
        Asyncio.runningLoop().callLater(Duration.ofSeconds(1), lock::release)
        t.log("obtained", lock.acquire())
    }

    @KotlinCase("LOCK-12")
    suspend fun aReleaseOnlyWakesTheWaiter(t: Trace) {
        val lock = Lock()
        lock.acquire()
        val waiter = createTask("waiter", takes(t, lock))
        sleep(1.seconds)
        Asyncio.runningLoop().callSoon { t.log("queued before", lock.locked()) }
        lock.release()
        t.log("goes on without suspending", lock.locked())
        Asyncio.runningLoop().callSoon { t.log("queued after", lock.locked()) }
        waiter.await()
    }

    @KotlinCase("LOCK-13")
    suspend fun lockedTellsWhetherItIsHeld(t: Trace) {
        val lock = Lock()
        t.log("new", lock.locked())
        lock.acquire()
        t.log("acquired", lock.locked())
        lock.release()
        t.log("released", lock.locked())
    }
}
