package dev.braid.conformance.kotlin.lock

import dev.braid.Asyncio
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
import dev.braid.kotlin.withLock
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Lock
import kotlin.time.Duration.Companion.seconds

/** Who obtains a lock, and when. */
class LockAcquireTest : KotlinCases() {
    @KotlinCase("LOCK-01")
    suspend fun aFreeLockIsObtainedWithoutSuspending(t: Trace) {
        val lock = Lock()
        Asyncio.runningLoop().callSoon { t.log("the next pass") }
        t.log("obtained", lock.acquire(), lock.locked())
        lock.release()
        t.log("obtained again", lock.acquire(), lock.locked())
        yieldNow()
    }

    @KotlinCase("LOCK-02")
    suspend fun aHeldLockIsWaitedFor(t: Trace) {
        val lock = Lock()
        lock.acquire()
        val waiter = createTask("waiter", takes(t, lock))
        sleep(2.seconds)
        t.log("after two seconds", waiter.done(), lock.locked())
        lock.release()
        t.log("released")
        waiter.await()
        t.log("locked", lock.locked())
    }

    @KotlinCase("LOCK-03")
    suspend fun waitersObtainItInOrderOnePerRelease(t: Trace) {
        val lock = Lock()
        lock.acquire()
        val tasks = listOf(
            createTask("a", takes(t, lock, 3)),
            createTask("b", takes(t, lock, 1)),
            createTask("c", takes(t, lock, 2)),
        )
        sleep(1.seconds)
        lock.release()
        t.log("released")
        tasks.forEach { it.await() }
    }

    @KotlinCase("LOCK-04")
    suspend fun nobodyOvertakesAWaiter(t: Trace) {
        val lock = Lock()
        lock.acquire()
        val first = createTask("first", takes(t, lock))
        sleep(1.seconds)
        lock.release()
        t.log("reads as free", lock.locked())
        t.log("queues behind", lock.acquire())

        val second = createTask("second", takes(t, lock))
        sleep(1.seconds)
        lock.release()
        second.cancel()
        val third = createTask("third", takes(t, lock))
        t.log("woken and cancelled, reads as free", lock.locked())
        t.log("queues behind it too", lock.acquire())
        lock.release()
        third.await()

        lock.acquire()
        val fourth = createTask("fourth", takes(t, lock))
        sleep(1.seconds)
        fourth.cancel()
        lock.release()
        t.log("a cancelled wait stands in nobody's way", lock.acquire(), fourth.done())
        lock.release()
        wait(listOf(first, second, third, fourth))
    }

    @KotlinCase("LOCK-05")
    suspend fun itIsNotReentrant(t: Trace) {
        val lock = Lock()
        val task = createTask("twice") {
            lock.acquire()
            t.log("once")
            lock.acquire()
            t.log("twice")
        }
        sleep(5.seconds)
        t.log("blocks itself", task.done(), lock.locked())
        lock.release()
        task.await()
        t.log("locked", lock.locked())
    }

    @KotlinCase("LOCK-06")
    suspend fun aCancelledWaiterLeavesTheLine(t: Trace) {
        val lock = Lock()
        val holder = createTask("holder", takes(t, lock, 5))
        val a = createTask("a", takes(t, lock))
        val b = createTask("b", takes(t, lock))
        val c = createTask("c", takes(t, lock))
        sleep(1.seconds)
        t.log("cancel", b.cancel("enough"))
        wait(listOf(b))
        t.log("ended", b.cancelled(), lock.locked(), holder.done(), brackets(lock))
        t.log("cancel", a.cancel())
        wait(listOf(a, c))
        t.log("free", lock.locked(), brackets(lock))
    }

    @KotlinCase("LOCK-07")
    suspend fun aReleaseToACancelledWaiterReachesTheNext(t: Trace) {
        val lock = Lock()
        for (releaseFirst in listOf(true, false)) {
            t.log("release first", releaseFirst)
            lock.acquire()
            val a = createTask("a", takes(t, lock))
            val b = createTask("b", takes(t, lock))
            val c = createTask("c", takes(t, lock))
            sleep(1.seconds)
            if (releaseFirst) {
                lock.release()
                a.cancel()
            } else {
                a.cancel()
                lock.release()
            }
            wait(listOf(a, b, c))
            t.log("free", lock.locked(), a.cancelled(), b.cancelled(), c.cancelled())
        }

        lock.acquire()
        val only = createTask("only", takes(t, lock))
        sleep(1.seconds)
        lock.release()
        only.cancel()
        wait(listOf(only))
        t.log("not lost", lock.acquire())
    }

    @KotlinCase("LOCK-08")
    suspend fun theRaceNeverGivesItToTwo(t: Trace) {
        val lock = Lock()
        val inside = ArrayList<String>()
        val enters = suspend {
            lock.withLock {
                inside += currentTask().name()
                t.log("inside", inside)
                try {
                    sleep(1.seconds)
                } finally {
                    inside.removeAt(inside.lastIndex)
                }
            }
        }

        lock.acquire()
        val a = createTask("a", enters)
        val b = createTask("b", enters)
        yieldNow()
        lock.release()
        a.cancel()
        val c = createTask("c", enters)
        wait(listOf(a))
        t.log("cancelled, the next one woken", lock.locked())
        val d = createTask("d", enters)
        b.cancel()
        wait(listOf(b))
        t.log("cancelled too", lock.locked())
        wait(listOf(c, d))
        t.log("free", lock.locked(), inside)
    }
}
