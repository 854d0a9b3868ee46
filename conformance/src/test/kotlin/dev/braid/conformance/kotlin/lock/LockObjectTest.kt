package dev.braid.conformance.kotlin.lock

import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.brackets
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.acquire
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.withLock
import dev.braid.sync.Lock
import io.kotest.assertions.throwables.shouldThrow
import kotlin.time.Duration.Companion.seconds

/** The loop that a lock belongs to, and its text. */
class LockObjectTest : KotlinCases() {
    @KotlinCase("LOCK-17", plain = true)
    fun theFirstWaitBindsItToALoop(t: Trace) {
        val lock = Lock()
        val uncontended = suspend {
            lock.withLock {
                sleep(1.seconds)
                t.log("uncontended")
            }
        }
        val contended = suspend {
            lock.acquire()
            val waiter = createTask("waiter", takes(t, lock))
            sleep(1.seconds)
            lock.release()
            waiter.await()
        }
        val refused = suspend {
            lock.withLock {
                t.log("refused", shouldThrow<IllegalStateException> { lock.acquire() }, lock.locked())
            }
        }

        t.run(uncontended)
        t.run(uncontended)
        t.run(contended)
        t.run(uncontended)
        t.run(refused)
        t.log("free", lock.locked())
    }

    @KotlinCase("LOCK-18")
    suspend fun itsTextShowsStateAndWaiters(t: Trace) {
        val lock = Lock()
        t.log("new", brackets(lock))
        lock.acquire()
        t.log("held", brackets(lock))
        val a = createTask("a", takes(t, lock))
        val b = createTask("b", takes(t, lock))
        sleep(1.seconds)
        t.log("waited for", brackets(lock))
        lock.release()
        t.log("released", brackets(lock))
        a.await()
        t.log("one left", brackets(lock))
        b.await()
        t.log("none left", brackets(lock))
    }
}
