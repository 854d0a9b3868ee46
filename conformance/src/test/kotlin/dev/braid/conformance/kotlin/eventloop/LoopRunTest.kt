package dev.braid.conformance.kotlin.eventloop

import dev.braid.Asyncio
import dev.braid.EventLoop
import dev.braid.KeyboardInterrupt
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.runUntil
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import java.time.Duration.ofSeconds
import kotlin.time.Duration
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.Duration.Companion.seconds

/** Running a loop until a suspending body is done. */
class LoopRunTest : KotlinCases() {
    private fun time(loop: EventLoop): Duration = loop.timeNanos().nanoseconds

    @KotlinCase("LOOP-07", plain = true)
    fun aFutureOrCoroutineIsRunToItsOutcome(t: Trace) {
        val error = Boom("main")
        val returns = suspend {
            sleep(1.seconds)
            "value"
        }
        val fails: suspend () -> Unit = {
            sleep(1.seconds)
            throw error
        }

        val loop = t.newLoop()
        var value = loop.runSuspending(returns)
        t.log("coroutine", value, time(loop))
        val future = loop.createFuture<String>()
        loop.callLater(ofSeconds(1)) { future.setResult("result") }
        value = loop.runUntil(future)
        t.log("future", value, time(loop))
        value = loop.runUntil(future)
        t.log("done already", value, time(loop))
        try {
            loop.runSuspending(fails)
        } catch (e: Boom) {
            t.log("raised", e, e === error, time(loop))
        }
        loop.close()
    }

    @KotlinCase("LOOP-08", plain = true)
    fun pendingTasksGoOnInTheNextRun(t: Trace) {
        val slow = suspend {
            sleep(2.seconds)
            t.log("slow ends")
        }
        val main = suspend { createTask(body = slow) }

        val loop = t.newLoop()
        val task = loop.runSuspending(main)
        t.log("pending", task.done(), task.cancelling())
        loop.runSuspending { sleep(1.seconds) }
        t.log("pending", task.done(), time(loop))
        loop.runUntil(task)
        t.log("done", task.cancelled(), time(loop))
        loop.close()
    }

    @KotlinCase("LOOP-12", plain = true)
    fun anInterruptedRunLeavesNothingToTheNextOne(t: Trace) {
        val loop = t.newLoop()
        loop.callSoon { throw KeyboardInterrupt() }
        try {
            loop.runSuspending(sleeps(t, 1))
        } catch (e: KeyboardInterrupt) {
            t.log("raised", e, loop.isRunning, time(loop))
        }
        loop.runSuspending(sleeps(t, 2))
        t.log("not stopped by the first task's end", time(loop))
        loop.close()
    }

    private fun sleeps(t: Trace, seconds: Int): suspend () -> Unit = {
        sleep(seconds.seconds)
        t.log("slept", seconds.seconds)
    }

    @KotlinCase("LOOP-13", plain = true)
    fun anInterruptOfTheImplicitTaskIsNotReported(t: Trace) {
        val main: suspend () -> Unit = { throw KeyboardInterrupt() }

        val loop = t.newLoop()
        t.catchReports(loop)
        try {
            loop.runSuspending(main)
        } catch (e: KeyboardInterrupt) {
            t.log("raised", e)
        }
        t.collect()
        loop.close()
        t.log("end")
    }

    @KotlinCase("LOOP-14")
    suspend fun aRunningLoopCannotBeRun(t: Trace) {
        val loop = Asyncio.runningLoop()
        try {
            loop.runForever()
        } catch (e: IllegalStateException) {
            t.log("run_forever", e)
        }
        val future = loop.createFuture<Any>()
        try {
            loop.runUntil(future)
        } catch (e: IllegalStateException) {
            t.log("run_until_complete", e, future.done())
        }
        sleep(1.seconds)
        t.log("goes on", loop.isRunning)
    }

    @KotlinCase("LOOP-15")
    suspend fun noLoopRunsInsideAnother(t: Trace) {
        val other = t.newLoop()
        try {
            other.runForever()
        } catch (e: IllegalStateException) {
            t.log("run_forever", e)
        }
        t.log("running", other.isRunning, Asyncio.runningLoop() !== other)
        other.close()
    }

    @KotlinCase("LOOP-19", plain = true)
    fun runningIsFromStartToEndOfARun(t: Trace) {
        val loop = t.newLoop()
        t.log("before", loop.isRunning)
        loop.runSuspending {
            t.log("inside", loop.isRunning)
            loop.stop()
            t.log("stopping", loop.isRunning)
        }
        t.log("after", loop.isRunning)
        loop.close()
        t.log("closed", loop.isRunning)
    }
}
