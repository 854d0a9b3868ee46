package dev.braid.conformance.kotlin.tothread

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.ContextVar
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.gather
import dev.braid.kotlin.shutdownDefaultExecutor
import dev.braid.kotlin.sleep
import dev.braid.kotlin.toThread
import dev.braid.kotlin.wait
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Event
import java.util.concurrent.CountDownLatch
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import kotlin.time.Duration.Companion.seconds

/** What runs in the thread, what it sees, and what comes back from it. */
class ToThreadTest : KotlinCases() {
    @KotlinCase("TOTHREAD-01")
    suspend fun theFunctionRunsInTheDefaultPoolWhileTheLoopGoesOn(t: Trace) {
        val release = CountDownLatch(1)
        val blocking = {
            release.await()
            Thread.currentThread().name.startsWith("default")
        }
        val other = suspend {
            t.log("the loop goes on")
            release.countDown()
        }

        Asyncio.runningLoop().setDefaultExecutor(Executors.newCachedThreadPool { Thread(it, "default") })
        createTask(body = other)
        t.log("in the default pool", toThread(blocking))
    }

    @KotlinCase("TOTHREAD-02")
    suspend fun anExceptionOfTheFunctionIsRaisedFromTheAwait(t: Trace) {
        val error = Boom("in the thread")
        val fails: () -> Int = { throw error }

        try {
            toThread(fails)
        } catch (e: Boom) {
            t.log("caught", e, e === error)
        }
    }

    /** Kotlin hands arguments over by capturing them. */
    @KotlinCase("TOTHREAD-03")
    suspend fun argumentsReachTheFunction(t: Trace) {
        val first = 1
        val second = "two"
        t.log("arguments", toThread { listOf(first, second) })
    }

    @KotlinCase("TOTHREAD-04")
    suspend fun theFunctionIsExecutedOnce(t: Trace) {
        val calls = ArrayList<String>()
        val counts = {
            calls += "call"
            calls.size
        }

        t.log("value", toThread(counts))
        sleep(1.seconds)
        t.log("calls", calls.size)
    }

    @KotlinCase("TOTHREAD-05")
    suspend fun theFunctionSeesTheCallersContext(t: Trace) {
        val variable = ContextVar.withDefault("var", "default")
        val reads = { variable.get() }

        variable.set("the caller's")
        t.log("inside", toThread(reads))
    }

    @KotlinCase("TOTHREAD-06")
    suspend fun whatTheFunctionSetsIsNotSeenByTheCaller(t: Trace) {
        val variable = ContextVar.withDefault("var", "default")
        val changes = {
            variable.set("the function's")
            variable.get()
        }

        variable.set("the caller's")
        t.log("inside", toThread(changes))
        t.log("afterwards", variable.get())
    }

    /** A coroutine that has not run is a suspend function that nobody has called. */
    @KotlinCase("TOTHREAD-07")
    suspend fun nothingIsSubmittedBeforeTheCoroutineRuns(t: Trace) {
        val calls = ArrayList<String>()
        val counts = { calls.add("call") }

        val coroutine = suspend { toThread(counts) }
        sleep(1.seconds)
        t.log("made", calls.size)
        val task = createTask(body = coroutine)
        yieldNow()
        task.await()
        t.log("awaited", calls.size)
    }

    @KotlinCase("TOTHREAD-08")
    suspend fun aCancelledCallerLeavesTheFunctionRunning(t: Trace) {
        val loop = Asyncio.runningLoop()
        val started = Event()
        val ended = Event()
        val release = CountDownLatch(1)
        val blocking: () -> Int = {
            loop.callSoonThreadsafe { started.set() }
            release.await()
            loop.callSoonThreadsafe { t.log("the function ends") }
            loop.callSoonThreadsafe { ended.set() }
            throw Boom("nobody hears this")
        }
        val caller = suspend {
            try {
                toThread(blocking)
            } catch (e: CancelledError) {
                t.log("caller", e)
                throw e
            }
        }

        t.catchReports()
        val task = createTask(body = caller)
        started.await()
        task.cancel("enough")
        wait(listOf(task))
        t.log("cancelled", task.cancelled())
        release.countDown()
        ended.await()
        loop.shutdownDefaultExecutor()
        t.gc()
        t.log("main ends")
    }

    @KotlinCase("TOTHREAD-09")
    suspend fun severalCallsRunAtTheSameTime(t: Trace) {
        val barrier = CyclicBarrier(3)
        val meets = suspend {
            toThread {
                barrier.await()
                Thread.currentThread()
            }
        }

        val met = gather(meets, meets, meets).await()
        t.log("threads", met.toSet().size)
    }
}
