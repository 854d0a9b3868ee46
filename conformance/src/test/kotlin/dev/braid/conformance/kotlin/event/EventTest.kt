package dev.braid.conformance.kotlin.event

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.brackets
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Event
import io.kotest.assertions.throwables.shouldThrow
import kotlin.time.Duration.Companion.seconds

/** Setting and clearing an event, and who waits for it. */
class EventTest : KotlinCases() {
    private fun waits(t: Trace, event: Event): suspend () -> Unit = {
        t.log("waits")
        try {
            t.log("goes on", event.await(), event.isSet)
        } catch (e: CancelledError) {
            t.log("cancelled", e, event.isSet)
            throw e
        }
    }

    @KotlinCase("EVENT-01")
    suspend fun aNewEventIsNotSet(t: Trace) {
        val event = Event()
        t.log("set", event.isSet)
        val waiter = createTask("waiter", waits(t, event))
        sleep(1.seconds)
        t.log("goes on", waiter.done())
        event.set()
        waiter.await()
    }

    @KotlinCase("EVENT-02")
    suspend fun anUnsetEventIsWaitedFor(t: Trace) {
        val event = Event()
        val waiter = createTask("waiter", waits(t, event))
        sleep(2.seconds)
        t.log("still waiting", !waiter.done())
        event.set()
        waiter.await()
    }

    @KotlinCase("EVENT-03")
    suspend fun aSetEventIsPassedWithoutSuspending(t: Trace) {
        val event = Event()
        event.set()
        Asyncio.runningLoop().callSoon { t.log("the next pass") }
        t.log("passes", event.await())
        t.log("passes again", event.await())
        yieldNow()
    }

    @KotlinCase("EVENT-04")
    suspend fun settingWakesAllInOrderInALaterPass(t: Trace) {
        val event = Event()
        val tasks = listOf("a", "b", "c").map { createTask(it, waits(t, event)) }
        sleep(1.seconds)
        Asyncio.runningLoop().callSoon { t.log("queued before") }
        event.set()
        t.log("set, none has gone on", tasks.map { it.done() })
        Asyncio.runningLoop().callSoon { t.log("queued after") }
        wait(tasks)
    }

    @KotlinCase("EVENT-05")
    suspend fun settingItAgainHasNoEffect(t: Trace) {
        val event = Event()
        var waiter = createTask("waiter", waits(t, event))
        sleep(1.seconds)
        event.set()
        event.set()
        t.log("set", event.isSet)
        waiter.await()
        event.set()
        t.log("set", event.isSet)
        event.clear()
        t.log("cleared once", event.isSet)
        waiter = createTask("waiter", waits(t, event))
        sleep(1.seconds)
        t.log("blocks", !waiter.done())
        event.set()
        waiter.await()
    }

    @KotlinCase("EVENT-06")
    suspend fun clearingMakesLaterWaitsBlock(t: Trace) {
        val event = Event()
        event.set()
        event.await()
        event.clear()
        t.log("cleared", event.isSet)
        val waiter = createTask("waiter", waits(t, event))
        sleep(1.seconds)
        t.log("blocks", !waiter.done())
        event.clear()
        event.set()
        waiter.await()
    }

    @KotlinCase("EVENT-07")
    suspend fun whoeverWaitedIsReleasedByAShortPulse(t: Trace) {
        val event = Event()
        val tasks = listOf("a", "b").map { createTask(it, waits(t, event)) }
        sleep(1.seconds)
        event.set()
        event.clear()
        val late = createTask("late", waits(t, event))
        wait(tasks)
        sleep(1.seconds)
        t.log("who came later waits", !late.done(), event.isSet)
        event.set()
        late.await()
    }

    @KotlinCase("EVENT-09")
    suspend fun aCancelledWaiterLeavesTheOthers(t: Trace) {
        val event = Event()
        val a = createTask("a", waits(t, event))
        val b = createTask("b", waits(t, event))
        val c = createTask("c", waits(t, event))
        sleep(1.seconds)
        t.log("cancel", b.cancel("enough"))
        wait(listOf(b))
        t.log("left", b.cancelled(), brackets(event))
        event.set()
        wait(listOf(a, c))
        t.log("left", brackets(event))
    }

    @KotlinCase("EVENT-10", plain = true)
    fun theFirstWaitBindsItToALoop(t: Trace) {
        val event = Event()
        val uncontended = suspend {
            event.set()
            t.log("no wait", event.await())
            event.clear()
        }
        val contended = suspend {
            val waiter = createTask("waiter", waits(t, event))
            sleep(1.seconds)
            event.set()
            waiter.await()
            event.clear()
        }
        val refused = suspend {
            t.log("refused", shouldThrow<IllegalStateException> { event.await() }, event.isSet)
        }

        t.run(uncontended)
        t.run(contended)
        t.run(refused)
        t.run(uncontended)
        t.log("waiters", brackets(event))
    }

    @KotlinCase("EVENT-11")
    suspend fun itsTextShowsStateAndWaiters(t: Trace) {
        val event = Event()
        t.log("new", brackets(event))
        val tasks = listOf("a", "b").map { createTask(it, waits(t, event)) }
        sleep(1.seconds)
        t.log("waited for", brackets(event))
        event.set()
        t.log("set", brackets(event))
        wait(tasks)
        t.log("left", brackets(event))
        event.clear()
        t.log("cleared", brackets(event))
    }

    @KotlinCase("EVENT-12")
    suspend fun aReleasedWaiterCanStillBeCancelled(t: Trace) {
        val event = Event()
        val a = createTask("a", waits(t, event))
        val b = createTask("b", waits(t, event))
        val c = createTask("c", waits(t, event))
        sleep(1.seconds)
        event.set()
        t.log("cancel", b.cancel("too late to matter"))
        wait(listOf(a, b, c))
        t.log("ended", a.cancelled(), b.cancelled(), c.cancelled(), brackets(event))
    }
}
