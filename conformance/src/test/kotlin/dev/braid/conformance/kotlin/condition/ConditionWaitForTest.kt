package dev.braid.conformance.kotlin.condition

import dev.braid.Asyncio
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.brackets
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.waitFor
import dev.braid.kotlin.waitForValue
import dev.braid.kotlin.withLock
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Condition
import io.kotest.assertions.throwables.shouldThrow
import kotlin.time.Duration.Companion.seconds

/** Waiting until something holds. */
class ConditionWaitForTest : KotlinCases() {
    @KotlinCase("CONDITION-22")
    suspend fun aConditionThatHoldsIsNotWaitedFor(t: Trace) {
        val condition = Condition()
        Asyncio.runningLoop().callSoon { t.log("the next pass") }
        val holds = {
            t.log("asked")
            true
        }

        t.log("without the lock", condition.waitFor(holds), condition.locked())
        condition.withLock {
            t.log("with the lock", condition.waitFor(holds), condition.locked())
        }
        yieldNow()
    }

    @KotlinCase("CONDITION-23")
    suspend fun itIsAskedAfterEveryNotification(t: Trace) {
        val condition = Condition()
        var state = 0
        val holds = {
            t.log("asked", state, condition.locked())
            state == 2
        }
        val waitsFor = suspend {
            condition.withLock {
                t.log("goes on", condition.waitFor(holds), condition.locked())
            }
        }

        val waiter = createTask("waiter", waitsFor)
        sleep(1.seconds)
        state = 2
        sleep(1.seconds)
        state = 1
        wake(condition, 1)
        sleep(1.seconds)
        state = 2
        condition.withLock {
            condition.notifyOne()
            t.log("asked with the lock only", waiter.done())
            sleep(1.seconds)
        }
        waiter.await()
    }

    @KotlinCase("CONDITION-24")
    suspend fun theValueItselfIsReturned(t: Trace) {
        val condition = Condition()
        val values = arrayListOf(null, false, "found")
        val waitsFor = suspend {
            condition.withLock {
                t.log("found", condition.waitForValue { values.removeAt(0) }, values)
            }
        }

        val waiter = createTask("waiter", waitsFor)
        sleep(1.seconds)
        wake(condition, 1)
        sleep(1.seconds)
        t.log("left", values)
        wake(condition, 1)
        waiter.await()
        val value = Any()
        t.log("the same object", condition.waitForValue { value } === value)
    }

    @KotlinCase("CONDITION-25")
    suspend fun whatDoesNotHoldWantsTheLock(t: Trace) {
        val condition = Condition()
        val holds = {
            t.log("asked")
            false
        }
        t.log("refused", shouldThrow<IllegalStateException> { condition.waitFor(holds) }, brackets(condition))
    }
}
