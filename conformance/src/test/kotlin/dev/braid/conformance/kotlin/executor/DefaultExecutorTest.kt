package dev.braid.conformance.kotlin.executor

import dev.braid.Asyncio
import dev.braid.conformance.harness.CaughtLog
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.shutdownDefaultExecutor
import dev.braid.kotlin.yieldNow
import java.util.concurrent.CountDownLatch
import java.util.logging.Level
import kotlin.time.Duration.Companion.seconds

/** The pool behind calls without an executor: replacing it, and shutting it down. */
class DefaultExecutorTest : KotlinCases() {
    @KotlinCase("EXECUTOR-10")
    suspend fun thePoolThatWasSetIsUsed(t: Trace) {
        val loop = Asyncio.runningLoop()
        val first = namedPool("first", 1)
        loop.setDefaultExecutor(first)
        t.log("set", loop.runInExecutor(null, ::threadName).await())
        loop.setDefaultExecutor(namedPool("second", 1))
        t.log("set again", loop.runInExecutor(null, ::threadName).await())
        t.log("the first is left alone", !first.isShutdown)
        join(first)
    }

    @KotlinCase("EXECUTOR-12")
    suspend fun shuttingDownWaitsWithoutBlockingTheLoop(t: Trace) {
        val loop = Asyncio.runningLoop()
        val release = CountDownLatch(1)
        val calls = ArrayList<String>()

        loop.setDefaultExecutor(namedPool("default", 1))
        loop.runInExecutor(null) {
            release.await()
            calls.add("running")
        }
        loop.runInExecutor(null) { calls.add("queued") }
        val shutdown = createTask { loop.shutdownDefaultExecutor() }
        repeat(3) {
            yieldNow()
            t.log("the loop goes on", shutdown.done())
        }
        release.countDown()
        shutdown.await()
        t.log("shut down", calls)
    }

    @KotlinCase("EXECUTOR-13")
    suspend fun withoutAPoolThereIsNothingToWaitFor(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.callSoon { t.log("callback") }
        loop.shutdownDefaultExecutor()
        t.log("returned")
        yieldNow()
    }

    @KotlinCase("EXECUTOR-14")
    suspend fun afterTheShutdownTheDefaultPoolIsRefused(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.shutdownDefaultExecutor()
        try {
            loop.runInExecutor(null, ::threadName)
        } catch (e: IllegalStateException) {
            t.log("refused", e)
        }
        val pool = namedPool("explicit", 1)
        t.log("explicit", loop.runInExecutor(pool, ::threadName).await())
        join(pool)
    }

    /** The JVM's counterpart of a RuntimeWarning is a warning of the logger `dev.braid`. */
    @KotlinCase("EXECUTOR-15", plain = true)
    fun theLimitEndsTheWait(t: Trace) {
        val started = CountDownLatch(1)
        val release = CountDownLatch(1)
        val calls = ArrayList<String>()

        val pool = namedPool("default", 2)
        val loop = t.newLoop()
        val main = suspend {
            t.letTimePass()
            loop.setDefaultExecutor(pool)
            loop.runInExecutor(null) {
                started.countDown()
                release.await()
                calls.add("ended")
            }
            started.await()
            val caught = CaughtLog()
            loop.shutdownDefaultExecutor(2.seconds)
            caught.close()
            t.log("given up", calls, caught.count(Level.WARNING))
            try {
                loop.runInExecutor(null, ::threadName)
            } catch (e: IllegalStateException) {
                t.log("refused", e)
            }
        }

        loop.runSuspending(main)
        release.countDown()
        join(pool)
        t.log("the function ran to its end", calls)
        loop.close()
    }
}
