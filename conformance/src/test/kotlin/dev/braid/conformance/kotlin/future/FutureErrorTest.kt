package dev.braid.conformance.kotlin.future

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import java.lang.ref.WeakReference

/** What becomes of the error that a future throws. */
class FutureErrorTest : KotlinCases() {
    @KotlinCase("FUTURE-35")
    suspend fun raisingItAgainDoesNotLengthenItsTrace(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<String>()
        future.setException(Boom("bad"))

        val awaited = ArrayList<Int>()
        repeat(4) { awaited += sizeWhenRaisedBy { future.await() } }
        repeat(4) { awaited += createTask { sizeWhenRaisedBy { future.await() } }.await() }
        t.log("awaited", awaited.map { it == awaited[0] })
        val read = ArrayList<Int>()
        repeat(4) { read += sizeWhenRaisedBy { future.result<Exception>() } }
        t.log("read", read.map { it == read[0] })
    }

    /** Frames of the error and of all that hangs on it. */
    private suspend fun sizeWhenRaisedBy(read: suspend () -> Unit): Int {
        try {
            read()
            return -1
        } catch (e: Boom) {
            return sizeOf(e)
        }
    }

    private fun sizeOf(error: Throwable): Int =
        error.stackTrace.size + error.suppressed.sumOf { sizeOf(it) } + (error.cause?.let { sizeOf(it) } ?: 0)

    @KotlinCase("FUTURE-45")
    suspend fun theCancellationThatWasRaisedIsNotKept(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<String>()
        future.cancel("gone")

        val awaited = raisedBy({ future.await() }, t)
        val result = raisedBy({ future.result<Exception>() }, t)
        val exception = raisedBy({ future.exception() }, t)
        t.gc()
        t.log("still there", awaited.get() != null, result.get() != null, exception.get() != null)
        t.log("the future is as it was", future.cancelled())
    }

    private suspend fun raisedBy(read: suspend () -> Unit, t: Trace): WeakReference<CancelledError> {
        try {
            read()
        } catch (e: CancelledError) {
            t.log("raised", e)
            return WeakReference(e)
        }
        throw AssertionError("nothing was raised")
    }
}
