package dev.braid.conformance.kotlin.condition

import dev.braid.CancelledError
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.brackets
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.withLock
import dev.braid.sync.Condition
import kotlin.time.Duration.Companion.seconds

/** Cancelling a task that waits, and who gets the notification that was meant for it. */
class ConditionCancellationTest : KotlinCases() {
    @KotlinCase("CONDITION-14")
    suspend fun aCancelledWaiterTakesTheLockFirst(t: Trace) {
        val condition = Condition()
        val waiter = waiter(t, "waiter", condition)
        sleep(1.seconds)
        t.log("cancel", waiter.cancel("enough"), condition.locked())
        wait(listOf(waiter))
        t.log("cancelled", waiter.cancelled(), brackets(condition))
    }

    @KotlinCase("CONDITION-15")
    suspend fun theCancellationComesWhenTheLockIsFree(t: Trace) {
        val condition = Condition()
        val waiter = waiter(t, "waiter", condition)
        sleep(1.seconds)
        condition.withLock {
            t.log("cancel", waiter.cancel("enough"))
            sleep(3.seconds)
            t.log("not yet", waiter.done(), brackets(condition))
        }
        wait(listOf(waiter))
        t.log("cancelled", waiter.cancelled(), brackets(condition))
    }

    @KotlinCase("CONDITION-16")
    suspend fun aCancellationWhileItTakesTheLockIsRemembered(t: Trace) {
        val condition = Condition()
        val waiter = waiter(t, "waiter", condition)
        sleep(1.seconds)
        condition.withLock {
            condition.notifyOne()
            sleep(1.seconds)
            t.log("cancel", waiter.cancel("enough"))
            sleep(2.seconds)
            t.log("not yet", waiter.done(), waiter.cancelling())
        }
        wait(listOf(waiter))
        t.log("cancelled", waiter.cancelled(), brackets(condition))
    }

    @KotlinCase("CONDITION-17")
    suspend fun theLatestOfSeveralCancellationsIsRaised(t: Trace) {
        val condition = Condition()
        val waiter = waiter(t, "waiter", condition)
        val other = waiter(t, "other", condition)
        sleep(1.seconds)
        condition.withLock {
            for (message in listOf("first", "second", "third")) {
                t.log("cancel", waiter.cancel(message))
                sleep(1.seconds)
                t.log("not yet", waiter.done(), waiter.cancelling())
            }
            condition.notify(1)
            sleep(1.seconds)
            other.cancel("after its notification")
            sleep(1.seconds)
            other.cancel("again")
            sleep(1.seconds)
        }
        wait(listOf(waiter, other))
        t.log("ended", waiter.cancelled(), other.cancelled(), brackets(condition))
    }

    @KotlinCase("CONDITION-18")
    suspend fun theErrorThatLeavesIsTheOneThatArrived(t: Trace) {
        val message = Any()
        val left = ArrayList<CancelledError>()
        for (notified in listOf(false, true)) {
            t.log("while it takes the lock", notified)
            val condition = Condition()
            val enters: suspend () -> Unit = {
                condition.withLock {
                    try {
                        condition.await()
                    } catch (e: CancelledError) {
                        t.log("leaves the wait", e.message() === message)
                        left += e
                        throw e
                    }
                }
            }
            val observes = suspend {
                val task = createTask("waiter", enters)
                try {
                    task.await()
                } catch (e: CancelledError) {
                    t.log("leaves the task", e === left.removeAt(0), task.cancelled())
                }
            }

            val observer = createTask("observer", observes)
            sleep(1.seconds)
            condition.withLock {
                if (notified) {
                    condition.notifyOne()
                    sleep(1.seconds)
                }
                observer.cancel(message)
                sleep(1.seconds)
                t.log("not yet", observer.done())
            }
            observer.await()
        }
    }

    @KotlinCase("CONDITION-19")
    suspend fun aNotificationOfACancelledWaiterGoesToAnother(t: Trace) {
        val condition = Condition()
        val a = waiter(t, "a", condition)
        val b = waiter(t, "b", condition)
        val c = waiter(t, "c", condition)
        sleep(1.seconds)
        condition.withLock {
            condition.notifyOne()
            a.cancel("enough")
        }
        sleep(1.seconds)
        t.log("passed on", a.cancelled(), b.done(), c.done())
        wake(condition, 1)
        c.await()
    }

    @KotlinCase("CONDITION-20")
    suspend fun itIsPassedOnFromOneThatTakesTheLockToo(t: Trace) {
        val condition = Condition()
        val a = waiter(t, "a", condition)
        val b = waiter(t, "b", condition)
        val c = waiter(t, "c", condition)
        sleep(1.seconds)
        condition.withLock {
            condition.notifyOne()
            sleep(1.seconds)
            a.cancel("enough")
            sleep(1.seconds)
            t.log("not yet", a.done(), b.done(), c.done())
        }
        sleep(1.seconds)
        t.log("passed on", a.cancelled(), b.done(), c.done())
        wake(condition, 1)
        c.await()
    }

    @KotlinCase("CONDITION-21")
    suspend fun aWaitMayEndWithoutANotification(t: Trace) {
        val condition = Condition()
        val a = waiter(t, "a", condition)
        val b = waiter(t, "b", condition)
        sleep(1.seconds)
        a.cancel("enough")
        sleep(1.seconds)
        t.log("nobody notified", a.cancelled(), b.done(), brackets(condition))
        b.await()
    }
}
