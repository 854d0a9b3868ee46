package dev.braid.conformance.kotlin.executor

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.ContextVar
import dev.braid.Future
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.await
import dev.braid.kotlin.shutdownDefaultExecutor
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Event
import java.util.concurrent.Callable
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CountDownLatch

/** Blocking code on its way through an executor: where it runs, what comes back, what a cancellation does. */
class RunInExecutorTest : KotlinCases() {
    @KotlinCase("EXECUTOR-01")
    suspend fun theDefaultPoolIsMadeByTheLoopAndReused(t: Trace) {
        val loop = Asyncio.runningLoop()
        val here = Thread.currentThread()
        val threads = ConcurrentHashMap.newKeySet<Thread>()
        val notesItsThread = Callable {
            threads += Thread.currentThread()
            Thread.currentThread() !== here
        }

        val before = Thread.getAllStackTraces().keys
        t.log("in another thread", loop.runInExecutor(null, notesItsThread).await())
        t.log("made on first use", threads.none { it in before })
        repeat(100) { loop.runInExecutor(null, notesItsThread).await() }
        t.log("the threads serve again", threads.size <= 32)
        t.log("they wait for more", threads.all { it.isAlive })
    }

    @KotlinCase("EXECUTOR-02")
    suspend fun theCallSubmitsAtOnce(t: Trace) {
        val loop = Asyncio.runningLoop()
        val started = CountDownLatch(1)
        val future = loop.runInExecutor(null) {
            started.countDown()
            "started"
        }
        started.await() // the loop gets no chance to do anything
        val given: Any = future
        t.log("submitted", given is Future<*>, future.loop() === loop, future.done())
        future.await()
        t.log("done", future.done())
    }

    /** Kotlin hands arguments over by capturing them. */
    @KotlinCase("EXECUTOR-03")
    suspend fun argumentsAndOutcomeAreHandedOver(t: Trace) {
        val loop = Asyncio.runningLoop()
        val error = Boom("in the thread")
        val first = 1
        val second = "two"
        val fails = Callable<Any> { throw error }

        t.log("value", loop.runInExecutor(null) { listOf(first, second) }.await())
        try {
            loop.runInExecutor(null, fails).await()
        } catch (e: Boom) {
            t.log("caught", e, e === error)
        }
    }

    @KotlinCase("EXECUTOR-04")
    suspend fun anExplicitExecutorIsUsedInstead(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.setDefaultExecutor(namedPool("default", 1))
        val pool = namedPool("explicit", 1)
        t.log("explicit", loop.runInExecutor(pool, ::threadName).await())
        t.log("none", loop.runInExecutor(null, ::threadName).await())
        join(pool)
    }

    @KotlinCase("EXECUTOR-05")
    suspend fun cancellingBeforeTheStartPreventsTheExecution(t: Trace) {
        val loop = Asyncio.runningLoop()
        val release = CountDownLatch(1)
        val calls = ArrayList<String>()
        val pool = namedPool("explicit", 1)
        val first = loop.runInExecutor(pool) {
            release.await()
            "released"
        }
        val second = loop.runInExecutor(pool) { calls.add("second") }
        val third = loop.runInExecutor(pool) { calls.add("third") }
        t.log("cancel", second.cancel())
        yieldNow()
        release.countDown()
        first.await()
        third.await()
        t.log("calls", calls, second.cancelled())
        join(pool)
    }

    @KotlinCase("EXECUTOR-06")
    suspend fun cancellingWhileItRunsDoesNotStopTheFunction(t: Trace) {
        val loop = Asyncio.runningLoop()
        val started = Event()
        val ended = Event()
        val release = CountDownLatch(1)
        val blocking = Callable<Any> {
            loop.callSoonThreadsafe { started.set() }
            release.await()
            loop.callSoonThreadsafe { t.log("the function ends") }
            loop.callSoonThreadsafe { ended.set() }
            throw Boom("nobody hears this")
        }

        t.catchReports()
        val future = loop.runInExecutor(null, blocking)
        started.await()
        future.cancel("enough")
        try {
            future.await()
        } catch (e: CancelledError) {
            t.log("caught", e)
        }
        release.countDown()
        ended.await()
        loop.shutdownDefaultExecutor()
        t.gc()
        t.log("main ends", future.cancelled())
    }

    @KotlinCase("EXECUTOR-08")
    suspend fun contextVariablesAreNotCarriedOver(t: Trace) {
        val variable = ContextVar.withDefault("var", "default")
        variable.set("the caller's")
        t.log("inside", Asyncio.runningLoop().runInExecutor(null) { variable.get() }.await())
        t.log("outside", variable.get())
    }
}
