package dev.braid.conformance.kotlin.future

import dev.braid.Asyncio
import dev.braid.Future
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import java.util.function.Consumer
import kotlin.time.Duration.Companion.seconds

/** When callbacks run, in which order, and what their failures do. */
class FutureCallbackTest : KotlinCases() {
    @KotlinCase("FUTURE-20")
    suspend fun theCallbackGetsTheFutureInALaterPass(t: Trace) {
        val loop = Asyncio.runningLoop()
        val finished = loop.createFuture<String>()
        val failed = loop.createFuture<String>()
        finished.addDoneCallback { f -> t.log("finished", f === finished, f.done(), f.result<Exception>()) }
        failed.addDoneCallback { f -> t.log("failed", f === failed, f.done(), f.exception()) }
        sleep(1.seconds)
        loop.callSoon { t.log("queued before") }
        finished.setResult("value")
        failed.setException(Boom("bad"))
        loop.callSoon { t.log("queued after") }
        t.log("completed, nobody was called")
        yieldNow()
        t.log("a pass later")
        sleep(1.seconds)
        t.log("end")
    }

    @KotlinCase("FUTURE-21")
    suspend fun callbacksRunInTheOrderOfRegistration(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<Unit>()
        future.addDoneCallback { t.log("first") }
        future.addDoneCallback { t.log("second") }
        val waiter = createTask("a waiter between") {
            future.await()
            t.log("goes on")
        }
        yieldNow()
        future.addDoneCallback { t.log("third") }
        future.setResult(Unit)
        future.addDoneCallback { t.log("fourth, on the done future") }
        waiter.await()
        sleep(1.seconds)
        t.log("end")
    }

    @KotlinCase("FUTURE-22")
    suspend fun cancellingCallsBackToo(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<Unit>()
        future.addDoneCallback { f -> t.log("first", f === future, f.done(), f.cancelled()) }
        future.addDoneCallback { t.log("second") }
        t.log("cancel", future.cancel())
        t.log("nobody was called")
        yieldNow()
        t.log("cancel again", future.cancel())
        sleep(1.seconds)
        t.log("called once")
    }

    @KotlinCase("FUTURE-23")
    suspend fun aDoneFutureCallsBackInTheNextPass(t: Trace) {
        val loop = Asyncio.runningLoop()
        val finished = loop.createFuture<Unit>()
        val failed = loop.createFuture<Unit>()
        val cancelled = loop.createFuture<Unit>()
        finished.setResult(Unit)
        failed.setException(Boom("bad"))
        cancelled.cancel()
        val called = Consumer<Future<Unit>> { future ->
            t.log("called back", future.cancelled())
            if (future === finished) {
                future.addDoneCallback { f -> t.log("registered in a callback", f === future) }
                t.log("registered")
            }
        }

        loop.callSoon { t.log("queued before") }
        for (future in listOf(finished, failed, cancelled)) future.addDoneCallback(called)
        loop.callSoon { t.log("queued after") }
        t.log("registered, nobody was called", failed.exception())
        yieldNow()
        t.log("a pass later")
        yieldNow()
        t.log("two passes later")
    }

    @KotlinCase("FUTURE-24")
    suspend fun eachRegistrationCounts(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<Unit>()
        val callback = Consumer<Future<Unit>> { t.log("the same callback") }
        future.addDoneCallback(callback)
        future.addDoneCallback { t.log("another") }
        future.addDoneCallback(callback)
        future.addDoneCallback(callback)
        future.setResult(Unit)
        future.addDoneCallback(callback)
        sleep(1.seconds)
        t.log("end")
    }

    @KotlinCase("FUTURE-25")
    suspend fun aCallbackThatRaisesIsReportedAndTheOthersRun(t: Trace) {
        t.catchReports()
        val future = Asyncio.runningLoop().createFuture<String>()
        val failing = Consumer<Future<String>> {
            t.log("raises")
            throw Boom("callback")
        }
        future.addDoneCallback { t.log("before") }
        future.addDoneCallback(failing)
        future.addDoneCallback { t.log("after") }
        future.setResult("value")
        sleep(1.seconds)
        t.log("the future is as it was", future.result<Exception>(), future.exception())
        future.addDoneCallback(failing)
        sleep(1.seconds)
        t.log("end")
    }
}
