package dev.braid.conformance.kotlin.condition

import dev.braid.Asyncio
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
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Condition
import io.kotest.assertions.throwables.shouldThrow
import kotlin.time.Duration.Companion.seconds

/** Waiting for a notification, and whom one wakes. */
class ConditionNotifyTest : KotlinCases() {
    @KotlinCase("CONDITION-04")
    suspend fun waitingGivesTheLockUpAndTakesItAgain(t: Trace) {
        val condition = Condition()
        val waiter = waiter(t, "waiter", condition)
        sleep(1.seconds)
        t.log("the lock is free", condition.locked(), brackets(condition))
        condition.acquire()
        condition.notifyOne()
        condition.release()
        waiter.await()
        t.log("free", condition.locked())
    }

    @KotlinCase("CONDITION-05")
    suspend fun withoutTheLockThereIsNoWaiting(t: Trace) {
        val condition = Condition()
        Asyncio.runningLoop().callSoon { t.log("the next pass") }
        t.log("refused", shouldThrow<IllegalStateException> { condition.await() }, brackets(condition))
        yieldNow()
    }

    @KotlinCase("CONDITION-06")
    suspend fun nobodyAsksWhoHoldsTheLock(t: Trace) {
        val condition = Condition()
        val holder = suspend {
            condition.acquire()
            sleep(2.seconds)
            t.log("thinks it still holds it", condition.locked())
        }
        val intruder = suspend { t.log("goes on", condition.await(), condition.locked()) }

        val a = createTask("holder", holder)
        sleep(1.seconds)
        val b = createTask("intruder", intruder)
        a.await()
        wake(condition, 1)
        b.await()
    }

    @KotlinCase("CONDITION-07")
    suspend fun withoutTheLockThereIsNoNotifying(t: Trace) {
        val condition = Condition()
        val waiter = waiter(t, "waiter", condition)
        sleep(1.seconds)
        t.log("refused", shouldThrow<IllegalStateException> { condition.notifyOne() })
        t.log("refused", shouldThrow<IllegalStateException> { condition.notify(2) })
        t.log("refused", shouldThrow<IllegalStateException> { condition.notifyEvery() })
        sleep(1.seconds)
        t.log("nobody woken", !waiter.done())
        wake(condition, 1)
        waiter.await()
    }

    @KotlinCase("CONDITION-08")
    suspend fun notifyWakesSoManyLongestWaitingFirst(t: Trace) {
        val condition = Condition()
        val tasks = listOf("a", "b", "c", "d", "e", "f").map { waiter(t, it, condition) }
        sleep(1.seconds)
        condition.withLock { condition.notifyOne() }
        sleep(1.seconds)
        for (count in listOf(0, -1, 2, 1)) {
            t.log("notify", count)
            wake(condition, count)
            sleep(1.seconds)
        }
        t.log("left", brackets(condition))
        wake(condition, 2)
        wait(tasks)
    }

    @KotlinCase("CONDITION-09")
    suspend fun moreThanThereAreIsAllOfThem(t: Trace) {
        val condition = Condition()
        val tasks = listOf("a", "b").map { waiter(t, it, condition) }
        sleep(1.seconds)
        wake(condition, 100)
        wait(tasks)
        val late = waiter(t, "late", condition)
        sleep(1.seconds)
        t.log("the rest is not remembered", !late.done())
        wake(condition, 1)
        late.await()
    }

    @KotlinCase("CONDITION-10")
    suspend fun notifyEveryWakesAllOneAfterTheOther(t: Trace) {
        val condition = Condition()
        val tasks = listOf(waiter(t, "a", condition, 3), waiter(t, "b", condition, 1), waiter(t, "c", condition, 2))
        sleep(1.seconds)
        condition.withLock { condition.notifyEvery() }
        wait(tasks)
        t.log("free", brackets(condition))
    }

    @KotlinCase("CONDITION-11")
    suspend fun theNotifiedWaitUntilTheNotifierHasLeft(t: Trace) {
        val condition = Condition()
        val waiter = waiter(t, "waiter", condition)
        sleep(1.seconds)
        condition.withLock {
            condition.notifyOne()
            sleep(2.seconds)
            t.log("still inside", waiter.done(), brackets(condition))
        }
        t.log("outside", waiter.done())
        waiter.await()
    }

    @KotlinCase("CONDITION-12")
    suspend fun notificationsAreNotRemembered(t: Trace) {
        val condition = Condition()
        condition.withLock {
            condition.notifyOne()
            condition.notifyEvery()
        }
        val waiter = waiter(t, "waiter", condition)
        sleep(1.seconds)
        t.log("waits", !waiter.done())
        wake(condition, 1)
        waiter.await()
    }

    @KotlinCase("CONDITION-13")
    suspend fun aSecondNotificationSkipsTheNotified(t: Trace) {
        val condition = Condition()
        val tasks = listOf("a", "b", "c").map { waiter(t, it, condition) }
        sleep(1.seconds)
        condition.withLock {
            condition.notifyOne()
            condition.notifyOne()
        }
        sleep(1.seconds)
        t.log("two went on", tasks.map { it.done() })
        wake(condition, 1)
        wait(tasks)
    }
}
