package dev.braid.conformance.kotlin.condition

import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.brackets
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.acquire
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.withLock
import dev.braid.sync.Condition
import dev.braid.sync.Lock
import io.kotest.assertions.throwables.shouldThrow
import kotlin.time.Duration.Companion.seconds

/** A condition's lock: its own or a shared one. */
class ConditionLockTest : KotlinCases() {
    @KotlinCase("CONDITION-01")
    suspend fun severalConditionsMayShareALock(t: Trace) {
        val own = Condition()
        val other = Condition()
        own.acquire()
        t.log("a lock of its own", own.locked(), other.locked())

        val lock = Lock()
        val one = Condition(lock)
        val two = Condition(lock)
        one.acquire()
        t.log("shared", lock.locked(), one.locked(), two.locked())
        two.release()
        t.log("released by the other", lock.locked(), one.locked(), two.locked())
        lock.acquire()
        t.log("by the lock itself", lock.locked(), one.locked(), two.locked())
        lock.release()

        val a = waiter(t, "a", one)
        val b = waiter(t, "b", two)
        sleep(1.seconds)
        lock.withLock { two.notifyEvery() }
        b.await()
        t.log("the waiters are not shared", a.done(), brackets(one), brackets(two))
        wake(one, 1)
        a.await()
    }

    @KotlinCase("CONDITION-02")
    suspend fun acquireReleaseAndLockedAreTheLocks(t: Trace) {
        val lock = Lock()
        val condition = Condition(lock)
        val acquires = suspend {
            t.log("obtained", condition.acquire(), condition.locked())
            condition.release()
        }

        t.log("obtained", condition.acquire(), condition.locked(), lock.locked())
        val task = createTask("waiter", acquires)
        sleep(1.seconds)
        t.log("waits for the lock", brackets(lock), brackets(condition))
        condition.release()
        t.log("released", condition.locked(), lock.locked())
        task.await()
        t.log("refused", shouldThrow<IllegalStateException> { condition.release() })
    }

    @KotlinCase("CONDITION-03")
    suspend fun theBlockHoldsTheLock(t: Trace) {
        val lock = Lock()
        val condition = Condition(lock)
        condition.withLock {
            t.log("inside", condition.locked(), lock.locked())
            sleep(1.seconds)
            t.log("still", condition.locked(), lock.locked())
        }
        t.log("outside", condition.locked(), lock.locked())
    }

    @KotlinCase("CONDITION-26", plain = true)
    fun theFirstWaitBindsItToALoop(t: Trace) {
        val condition = Condition()
        val lock = Lock()
        val shared = Condition(lock)
        val contended = suspend {
            val waiter = waiter(t, "waiter", condition)
            sleep(1.seconds)
            wake(condition, 1)
            waiter.await()
        }
        val refused = suspend {
            condition.withLock {
                t.log("refused", shouldThrow<IllegalStateException> { condition.await() }, condition.locked())
            }
        }
        val takes = suspend { lock.withLock { sleep(1.seconds) } }
        val contendsForTheLock = suspend {
            val one = createTask("one", takes)
            val two = createTask("two", takes)
            wait(listOf(one, two))
            t.log("bound", brackets(lock))
        }
        val refusedByTheLock = suspend {
            shared.withLock {
                t.log("refused", shouldThrow<IllegalStateException> { shared.acquire() }, shared.locked())
            }
        }
        val uncontended = suspend {
            wake(condition, 1)
            t.log("uncontended", condition.locked())
        }

        t.run(contended)
        t.run(refused)
        t.run(uncontended)
        t.run(contendsForTheLock)
        t.run(refusedByTheLock)
    }

    @KotlinCase("CONDITION-27")
    suspend fun itsTextShowsStateAndWaiters(t: Trace) {
        val condition = Condition()
        t.log("new", brackets(condition))
        val a = waiter(t, "a", condition)
        val b = waiter(t, "b", condition)
        sleep(1.seconds)
        t.log("waited for", brackets(condition))
        condition.withLock {
            t.log("held", brackets(condition))
            condition.notifyOne()
            t.log("one notified", brackets(condition))
        }
        a.await()
        t.log("one left", brackets(condition))
        wake(condition, 1)
        b.await()
        t.log("none left", brackets(condition))
    }
}
